/**
 * Nearly every token of English text is a run of ASCII letters or a single common mark: told by their codes, far cheaper than by
 * a pattern with Unicode classes. The tokenisers ask here first and use their patterns for the rest. UTF-16 units.
 * The loops stop at the end of the string, since reading beyond it is slow.
 */
const SPACE = 32;

export const isAsciiLetter = (code: number): boolean => (code | 32) > 96 && (code | 32) < 123;
export const isAsciiDigit = (code: number): boolean => code > 47 && code < 58;
/** No letter, digit, space or apostrophe, and a token by itself in every tokeniser. */
export const isMark = (code: number): boolean =>
  code < 127 ? code > SPACE && !isAsciiLetter(code) && !isAsciiDigit(code) : PRINTERS_MARKS.has(code);
/** “ ” – — … £ € */
const PRINTERS_MARKS = new Set([0x201c, 0x201d, 0x2013, 0x2014, 0x2026, 0xa3, 0x20ac]);
/** What only a pattern can tell from a letter, a digit or an accent. */
export const isUnclear = (code: number): boolean => code > 126 && !PRINTERS_MARKS.has(code);

/** The first place from `at` on that holds no space. */
export function pastSpaces(text: string, at: number): number {
  let next = at;
  while (next < text.length && text.charCodeAt(next) === SPACE) next += 1;
  return next;
}

/** Where the run of ASCII letters that begins at `at` ends; `at` itself when none begins there. */
export function asciiLettersEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && isAsciiLetter(text.charCodeAt(end))) end += 1;
  return end;
}

export function asciiDigitsEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && isAsciiDigit(text.charCodeAt(end))) end += 1;
  return end;
}
