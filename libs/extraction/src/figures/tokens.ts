/** A sentence as words, numbers and marks: what the grammars of quantities and dates read. One pass, linear. */
import {
  asciiDigitsEnd,
  asciiLettersEnd,
  isAsciiDigit,
  isMark,
  isUnclear,
  pastSpaces,
} from '../plain-characters.ts';

export interface Token {
  readonly kind: 'word' | 'number' | 'mark' | 'date';
  readonly text: string;
  readonly lower: string;
  /** UTF-16 units in the sentence, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** White space stands before it. */
  readonly spaced: boolean;
}

const FRACTION_SIGNS = '¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞';

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
const DIGIT = /^\p{Nd}/u;
const LETTER = /^\p{L}/u;

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
    const text = sentence.slice(start, end);
    tokens.push({ kind: kindOf(text), text, lower: text.toLowerCase(), start, end, spaced: start > last });
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

function kindOf(text: string): Token['kind'] {
  const code = text.charCodeAt(0);
  if ((code > 96 && code < 123) || (code > 64 && code < 91)) return 'word';
  if (code > 47 && code < 58) return 'number';
  if (code < 128) return 'mark';
  if (LETTER.test(text)) return 'word';
  return DIGIT.test(text) || FRACTION_SIGNS.includes(text) ? 'number' : 'mark';
}

export const lowerAt = (tokens: readonly Token[], at: number): string => tokens[at]?.lower ?? '';

/** A hyphen or dash with no white space on either side: "two-year", "10–12". */
export function joinsAt(tokens: readonly Token[], at: number): boolean {
  const mark = tokens[at];
  const next = tokens[at + 1];
  return (
    mark !== undefined && next !== undefined && /^[-‐‑–—−]$/.test(mark.text) && !mark.spaced && !next.spaced
  );
}

/** The index after a joining hyphen, or the same index where there is none. */
export const pastHyphen = (tokens: readonly Token[], at: number): number =>
  joinsAt(tokens, at) ? at + 1 : at;

export const isCapitalised = (token: Token | undefined): boolean =>
  token?.kind === 'word' && token.text.charAt(0) !== token.lower.charAt(0);

/** "as many as" before `end`, longest phrase first; the phrases are lower-case, their words joined by one space. */
export function phraseBefore<T>(
  tokens: readonly Token[],
  end: number,
  phrases: ReadonlyMap<string, T>,
  longest: number,
): { start: number; found: T } | null {
  let phrase = '';
  let best: { start: number; found: T } | null = null;
  for (let start = end - 1; start >= Math.max(0, end - longest); start -= 1) {
    phrase = phrase ? `${lowerAt(tokens, start)} ${phrase}` : lowerAt(tokens, start);
    const found = phrases.get(phrase);
    if (found !== undefined) best = { start, found };
  }
  return best;
}

/** "or more" from `start` on, longest phrase first. */
export function phraseAt<T>(
  tokens: readonly Token[],
  start: number,
  phrases: ReadonlyMap<string, T>,
  longest: number,
): { end: number; found: T } | null {
  let phrase = '';
  let best: { end: number; found: T } | null = null;
  for (let end = start; end < Math.min(tokens.length, start + longest); end += 1) {
    phrase = phrase ? `${phrase} ${lowerAt(tokens, end)}` : lowerAt(tokens, end);
    const found = phrases.get(phrase);
    if (found !== undefined) best = { end: end + 1, found };
  }
  return best;
}

export const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));
