/**
 * Sentence boundaries of Unicode Standard Annex #29 in lines of common characters, which most lines of English text are:
 * the same as Intl.Segmenter finds there, which takes ten times as long. The names of the rules are the annex's.
 */
import { isAsciiDigit, isAsciiLetter } from './plain-characters.ts';

/** No other line separator, letter, mark of sentences or invisible character than the rules below speak of. */
const COMMON = /^[ -~“”‘’–—…£€]+$/;
const codes = (characters: string): ReadonlySet<number> =>
  new Set(Array.from(characters, (character) => character.charCodeAt(0)));
const [SPACE, STOP, QUESTION_MARK, EXCLAMATION_MARK] = [0x20, 0x2e, 0x3f, 0x21];
const CLOSE = codes(`"'()[]{}“”‘’`);
const CONTINUES = codes(',-:;–—');

const isTerm = (code: number): boolean =>
  code === STOP || code === QUESTION_MARK || code === EXCLAMATION_MARK;
const isUpper = (code: number): boolean => code > 64 && code < 91;
const isLower = (code: number): boolean => code > 96 && code < 123;

/** Where the segments of the line end, in UTF-16 units; null when it holds other characters. */
export function commonBreaks(line: string): number[] | null {
  if (!COMMON.test(line)) return null;
  const ends: number[] = [];
  for (let at = 0; at < line.length; at++) {
    if (!isTerm(line.charCodeAt(at))) continue;
    const end = endAfter(line, at);
    if (end !== null) ends.push(end);
  }
  ends.push(line.length);
  return ends;
}

/** Where the sentence ends that the mark at `term` closes; null when it goes on, or the line ends with it. */
function endAfter(line: string, term: number): number | null {
  let next = term + 1;
  while (CLOSE.has(line.charCodeAt(next))) next += 1; // SB9
  while (line.charCodeAt(next) === SPACE) next += 1; // SB10
  if (next >= line.length) return null;
  const following = line.charCodeAt(next);
  if (isTerm(following) || CONTINUES.has(following)) return null; // SB8a
  if (line.charCodeAt(term) !== STOP) return next;
  if (next === term + 1) {
    if (isAsciiDigit(following)) return null; // SB6
    if (isUpper(following) && isAsciiLetter(line.charCodeAt(term - 1))) return null; // SB7
  }
  let ahead = next;
  while (ahead < line.length && !isAsciiLetter(line.charCodeAt(ahead)) && !isTerm(line.charCodeAt(ahead)))
    ahead += 1;
  return isLower(line.charCodeAt(ahead)) ? null : next; // SB8
}
