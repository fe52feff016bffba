/** A sentence as words, numbers and marks: what the grammars of quantities and dates read. One pass, linear. */
import {
  asciiDigitsEnd,
  asciiLettersEnd,
  isAsciiDigit,
  isMark,
  isUnclear,
  pastSpaces,
} from '../plain-characters.ts';
import { FRACTION_SIGNS } from './numerals.ts';
import { wordAt, wordClass, type Word } from './vocabulary.ts';

export interface Token extends Word {
  /** UTF-16 units in the sentence, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** White space stands before it. */
  readonly spaced: boolean;
}

/**
 * Numbers keep the separators between their digits, the narrow and the no-break space among them, and plain spaces when
 * two or more of them stand between groups of three ("1 200 000"); words keep inner
 * apostrophes and the full stops of "p.m."; everything else that is not white space is a mark of its own.
 */
const TOKEN = new RegExp(
  String.raw`[1-9]\p{Nd}{0,2}(?: \p{Nd}{3}){2,}(?!\p{Nd})|\p{Nd}+(?:[.,٫٬'’]\p{Nd}+)*(?:[\u00A0\u2009\u202F]\p{Nd}{3}(?!\p{Nd}))*|[${FRACTION_SIGNS}]` +
    String.raw`|(?:\p{L}\.){2,}|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|[^\s]`,
  'gu',
);
const [APOSTROPHE, STOP, COMMA, SPACE] = [39, 46, 44, 32];

export function tokensOf(sentence: string): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (let start = pastSpaces(sentence, 0); start < sentence.length; start = pastSpaces(sentence, last)) {
    let end = asciiEnd(sentence, start);
    if (end === start) {
      TOKEN.lastIndex = start;
      const match = TOKEN.exec(sentence);
      if (!match) break;
      start = match.index;
      end = start + match[0].length;
    }
    tokens.push(tokenOf(wordAt(sentence, start, end), start, end, start > last));
    last = end;
  }
  return tokens;
}

/** Where the token at `at` ends if its ASCII characters alone show that; else `at`. */
function asciiEnd(sentence: string, at: number): number {
  const code = sentence.charCodeAt(at);
  if (isMark(code)) return at + 1;
  const end = asciiDigitsEnd(sentence, at);
  if (end > at) return endsNumber(sentence, end) ? end : at;
  const wordEnd = asciiLettersEnd(sentence, at);
  const next = sentence.charCodeAt(wordEnd);
  // "don't", "naïve", "p.m."
  return next === APOSTROPHE || isUnclear(next) || (next === STOP && wordEnd === at + 1) ? at : wordEnd;
}

/** No separator with another digit behind it, the space among the separators. */
function endsNumber(sentence: string, end: number): boolean {
  const code = sentence.charCodeAt(end);
  if (isUnclear(code)) return false;
  const separates = code === STOP || code === COMMA || code === APOSTROPHE || code === SPACE;
  return !separates || !(isAsciiDigit(sentence.charCodeAt(end + 1)) || sentence.charCodeAt(end + 1) > 127);
}

export const tokenOf = (
  { kind, text, lower, value, classes }: Word,
  start: number,
  end: number,
  spaced: boolean,
): Token => ({ kind, text, lower, value, classes, start, end, spaced });

/** Before the first token there is none: asked for here, since an index below zero is slow to look up. */
export const tokenAt = (tokens: readonly Token[], at: number): Token | undefined =>
  at < 0 ? undefined : tokens[at];

export const lowerAt = (tokens: readonly Token[], at: number): string =>
  at < 0 ? '' : (tokens[at]?.lower ?? '');

/** Whether the token is of one of these classes. */
export const isOf = (tokens: readonly Token[], at: number, classes: number): boolean =>
  at >= 0 && ((tokens[at]?.classes ?? 0) & classes) !== 0;

const HYPHEN = wordClass('-‐‑–—−');

/** A hyphen or dash with no white space on either side: "two-year", "10–12". */
export const joinsAt = (tokens: readonly Token[], at: number): boolean =>
  isOf(tokens, at, HYPHEN) && tokens[at]?.spaced === false && tokens[at + 1]?.spaced === false;

/** The index after a joining hyphen, or the same index where there is none. */
export const pastHyphen = (tokens: readonly Token[], at: number): number =>
  joinsAt(tokens, at) ? at + 1 : at;

export const CAPITAL = wordClass(
  [],
  ({ kind, text, lower }) => kind === 'word' && text.charAt(0) !== lower.charAt(0),
);
export const NUMBER = wordClass([], ({ kind }) => kind === 'number');
export const NUMBER_WORD = wordClass([], ({ kind, value }) => kind === 'word' && value !== null);

export const isCapitalised = (tokens: readonly Token[], at: number): boolean => isOf(tokens, at, CAPITAL);

/** The value of a number word at this token, null where none stands. */
export const numberWordAt = (tokens: readonly Token[], at: number): number | null =>
  isOf(tokens, at, NUMBER_WORD) ? (tokens[at]?.value ?? null) : null;

export const isNumberAt = (tokens: readonly Token[], at: number): boolean => isOf(tokens, at, NUMBER);
