/** Words and marks of one sentence, each with what the lexicon says about it. */
import {
  asciiDigitsEnd,
  asciiLettersEnd,
  isAsciiDigit,
  isAsciiLetter,
  isMark,
  isUnclear,
  pastSpaces,
} from '../plain-characters.ts';
import { joinNames } from './joined-names.ts';
import { wordAt, type Word } from './words.ts';

export interface Token extends Word {
  /** UTF-16 units into the sentence; `end` leaves a possessive ending out. */
  readonly start: number;
  readonly end: number;
}

/** Initials, numbers, words with inner hyphens and apostrophes, or one mark; in that order of preference. */
const PIECE =
  /(?:\p{L}\.){2,}|\p{Lu}\.(?= ?\p{Lu})|\p{N}+(?:[.,]\p{N}+)*(?:-?[\p{L}\p{M}][\p{L}\p{M}\p{N}-]*)?|[\p{L}\p{M}](?:[\p{L}\p{M}\p{N}&_]|[-'’](?=\p{L}))*|''|’’|[^\s\p{L}\p{M}\p{N}]/gu;
const [AMPERSAND, APOSTROPHE, COMMA, HYPHEN, STOP, LOW_LINE, PRINTERS_APOSTROPHE] = [
  38, 39, 44, 45, 46, 95, 0x2019,
];
const ABBREVIATED = new Set(
  'mr mrs ms dr prof st gen col lt sgt capt maj gov sen rep rev hon cllr insp supt det cpl pte inc ltd co corp jr sr'.split(
    ' ',
  ),
);

export function tokenise(sentence: string): Token[] {
  const tokens: Token[] = [];
  const joints: number[] = [];
  let pieceEnd = 0;
  for (let start = pastSpaces(sentence, 0); start < sentence.length; start = pastSpaces(sentence, pieceEnd)) {
    pieceEnd = asciiEnd(sentence, start);
    if (pieceEnd === start) {
      PIECE.lastIndex = start;
      const match = PIECE.exec(sentence);
      if (!match) break;
      start = match.index;
      pieceEnd = start + match[0].length;
    }
    // A full stop alone: no other piece begins with one.
    if (sentence.charCodeAt(start) === STOP && isOfWordBefore(tokens, start, sentence)) continue;
    const word = wordAt(sentence, start, pieceEnd);
    const { text, lower, isWord, isCapital, isNumber, possessive, classes, noun, verbs, isCue } = word;
    if (word.joins) joints.push(tokens.length);
    const end = start + text.length;
    tokens.push({
      text,
      lower,
      isWord,
      isCapital,
      isNumber,
      possessive,
      classes,
      noun,
      verbs,
      isCue,
      start,
      end,
    });
  }
  joinNames(tokens, joints);
  return tokens;
}

/** Where the piece at `at` ends if its ASCII characters alone show that; else `at`. */
function asciiEnd(sentence: string, at: number): number {
  const code = sentence.charCodeAt(at);
  if (code === APOSTROPHE) return at;
  if (isMark(code)) return at + 1;
  return isAsciiDigit(code) ? asciiNumberEnd(sentence, at) : asciiWordEnd(sentence, at);
}

/** "12", "1,200", "3.5"; not "12th", "12-year-old". */
function asciiNumberEnd(sentence: string, at: number): number {
  let end = asciiDigitsEnd(sentence, at);
  let next = sentence.charCodeAt(end);
  while ((next === STOP || next === COMMA) && isAsciiDigit(sentence.charCodeAt(end + 1))) {
    end = asciiDigitsEnd(sentence, end + 1);
    next = sentence.charCodeAt(end);
  }
  // A digit of another script may follow the full stop.
  const separates = next === STOP || next === COMMA;
  const goesOn =
    isAsciiLetter(next) || next === HYPHEN || isUnclear(separates ? sentence.charCodeAt(end + 1) : next);
  return goesOn ? at : end;
}

/** "don't", "co-op", "H2O"; not "naïve", "U.S." */
function asciiWordEnd(sentence: string, at: number): number {
  let end = asciiLettersEnd(sentence, at);
  if (end === at || (end === at + 1 && sentence.charCodeAt(end) === STOP)) return at;
  for (;;) {
    const next = sentence.charCodeAt(end);
    if (next === HYPHEN || next === APOSTROPHE || next === PRINTERS_APOSTROPHE) {
      const after = sentence.charCodeAt(end + 1);
      if (!isAsciiLetter(after)) return isUnclear(after) ? at : end;
    } else if (!isAsciiDigit(next) && next !== AMPERSAND && next !== LOW_LINE)
      return isUnclear(next) ? at : end;
    end = asciiLettersEnd(sentence, end + 1);
  }
}

/** Whether the full stop of a shortened word is taken into the word before it, or it would end the name. */
function isOfWordBefore(tokens: Token[], stop: number, sentence: string): boolean {
  const last = tokens.at(-1);
  if (last?.end !== stop || !last.isCapital) return false;
  if (ABBREVIATED.has(last.lower)) return true;
  if (!isInitial(tokens, last, sentence)) return false;
  tokens[tokens.length - 1] = { ...last, classes: 0 }; // no article
  return true;
}

/** "Jane D., a clerk": a surname that is not told, in the midst of a sentence. */
const isInitial = (tokens: readonly Token[], last: Token, sentence: string): boolean =>
  last.text.length === 1 &&
  tokens.at(-2)?.isCapital === true &&
  /^(?:,| \p{Ll})/u.test(sentence.slice(last.end + 1, last.end + 3));
