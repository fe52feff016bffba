/** Words and marks of one sentence, each with what the lexicon says about it. */
import { asciiLettersEnd, isAsciiDigit, isMark, isUnclear, pastSpaces } from '../plain-characters.ts';
import { reportingVerbs, type ReportingVerb } from './reporting-verbs.ts';
import { isMediaWord, speakerNoun, type SpeakerNoun } from './speaker-nouns.ts';
import { classesOf } from './word-classes.ts';

interface Word {
  /** As it stands, without a possessive ending. */
  readonly text: string;
  readonly lower: string;
  readonly isWord: boolean;
  readonly isCapital: boolean;
  readonly isNumber: boolean;
  readonly possessive: boolean;
  /** Bits of word-classes.ts. */
  readonly classes: number;
  readonly noun: SpeakerNoun | null;
  readonly verbs: readonly ReportingVerb[];
}

export interface Token extends Word {
  /** UTF-16 units into the sentence; `end` leaves a possessive ending out. */
  readonly start: number;
  readonly end: number;
}

/** Initials, numbers, words with inner hyphens and apostrophes, or one mark; in that order of preference. */
const PIECE =
  /(?:\p{L}\.){2,}|\p{Lu}\.(?= ?\p{Lu})|\p{N}+(?:[.,]\p{N}+)*(?:-?[\p{L}\p{M}][\p{L}\p{M}\p{N}-]*)?|[\p{L}\p{M}](?:[\p{L}\p{M}\p{N}&_]|[-'’](?=\p{L}))*|''|’’|[^\s\p{L}\p{M}\p{N}]/gu;
const [APOSTROPHE, STOP] = [39, 46];
/** ' & - _ */
const GOES_ON = new Set([39, 38, 45, 95]);
const ABBREVIATED = new Set(
  'mr mrs ms dr prof st gen col lt sgt capt maj gov sen rep rev hon cllr insp supt det cpl pte inc ltd co corp jr sr'.split(
    ' ',
  ),
);
const UPPER = /^\p{Lu}/u;
const NUMBER = /^\p{N}/u;
const WORD = /^[\p{L}\p{M}\p{N}]/u;

/** Looking a word up costs more than reading it, and a text repeats most of its words. Bounded: any text may come in. */
const seen = new Map<string, Word>();
const MOST_SEEN = 20_000;
const LONGEST_SEEN = 24;

export function tokenise(sentence: string): Token[] {
  const tokens: Token[] = [];
  let mayHaveParticle = false;
  let at = 0;
  for (;;) {
    let start = pastSpaces(sentence, at);
    let pieceEnd = asciiEnd(sentence, start);
    if (pieceEnd === start) {
      PIECE.lastIndex = start;
      const match = PIECE.exec(sentence);
      if (!match) break;
      start = match.index;
      pieceEnd = start + match[0].length;
    }
    at = pieceEnd;
    const piece = sentence.slice(start, pieceEnd);
    // The full stop of "Dr." belongs to the word, or it would end the name.
    if (piece === '.' && isAbbreviated(tokens.at(-1), start)) continue;
    if (piece === '.' && isInitial(tokens, start, sentence)) {
      const last = tokens.pop();
      if (last) tokens.push({ ...last, classes: 0 }); // no article
      continue;
    }
    const { text, lower, isWord, isCapital, isNumber, possessive, classes, noun, verbs } = wordOf(piece);
    const end = start + text.length;
    mayHaveParticle ||= NAME_PARTICLES.has(lower) || INNER_WORDS.has(text);
    tokens.push({ text, lower, isWord, isCapital, isNumber, possessive, classes, noun, verbs, start, end });
  }
  return mayHaveParticle
    ? tokens.map((token, index) =>
        isInnerWord(tokens, index)
          ? { ...token, isCapital: true, classes: 0 }
          : withParticle(tokens, token, index),
      )
    : tokens;
}

const INNER_WORDS = new Set(['the', 'Without', 'Against']);
const DEMANDED = /^(?:Save|Stop|Support|Help|Keep|Free|Protect|Reclaim|Feed)$/;

/** "Save | the | Children", "Doctors | Without | Borders": part of the name of a body. */
const isInnerWord = (tokens: readonly Token[], index: number): boolean =>
  INNER_WORDS.has(tokens[index]?.text ?? '') &&
  tokens[index - 1]?.isCapital === true &&
  tokens[index + 1]?.isCapital === true &&
  (tokens[index]?.text !== 'the' || DEMANDED.test(tokens[index - 1]?.text ?? ''));

const NAME_PARTICLES = new Set('van von de der del della di da dos du bin ibn al el la'.split(' '));

/** "Jane van der Doe", "Khaled al Masri": part of the name. */
function withParticle(tokens: readonly Token[], token: Token, index: number): Token {
  const isParticle = (at: number): boolean => NAME_PARTICLES.has(tokens[at]?.lower ?? '');
  const isCapital = (at: number): boolean => tokens[at]?.isCapital === true;
  if (!isParticle(index)) return token;
  const follows = isCapital(index - 1) || isParticle(index - 1);
  const leads = isCapital(index + 1) || (isParticle(index + 1) && isCapital(index + 2));
  return follows && leads ? { ...token, isCapital: true } : token;
}

/** Where the piece at `at` ends if its ASCII characters alone show that; else `at`. */
function asciiEnd(sentence: string, at: number): number {
  const code = sentence.charCodeAt(at);
  if (code === APOSTROPHE) return at;
  if (isMark(code)) return at + 1;
  const end = asciiLettersEnd(sentence, at);
  const next = sentence.charCodeAt(end);
  // "don't", "co-op", "H2O", "naïve", "U.S."
  const goesOn =
    isUnclear(next) || isAsciiDigit(next) || GOES_ON.has(next) || (next === STOP && end === at + 1);
  return goesOn ? at : end;
}

const isAbbreviated = (last: Token | undefined, start: number): boolean =>
  last !== undefined && last.end === start && last.isCapital && ABBREVIATED.has(last.lower);

/** "Jane D., a clerk": the full stop of a surname that is not told, in the midst of a sentence. */
function isInitial(tokens: readonly Token[], stop: number, sentence: string): boolean {
  const last = tokens.at(-1);
  return (
    last?.end === stop &&
    last.isCapital &&
    last.text.length === 1 &&
    tokens.at(-2)?.isCapital === true &&
    /^(?:,| \p{Ll})/u.test(sentence.slice(stop + 1, stop + 3))
  );
}

function wordOf(piece: string): Word {
  const known = seen.get(piece);
  if (known) return known;
  const word = lookedUp(piece);
  if (seen.size >= MOST_SEEN) seen.clear();
  if (piece.length <= LONGEST_SEEN) seen.set(piece, word);
  return word;
}

function lookedUp(piece: string): Word {
  const possessive = piece.length > 2 && /['’]s$/iu.test(piece);
  const text = possessive ? piece.slice(0, -2) : piece;
  const lower = text.toLowerCase();
  const isCapital = text === '&' || UPPER.test(text);
  return {
    text,
    lower,
    // "Smith & Jones" is one name.
    isWord: text === '&' || WORD.test(text),
    isCapital,
    isNumber: NUMBER.test(text),
    possessive,
    classes: classesOf(text, lower),
    // "Reuters" is no plural.
    noun: isCapital && isMediaWord(lower) ? null : speakerNoun(lower),
    verbs: reportingVerbs(lower),
  };
}
