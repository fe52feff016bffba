/** "The youngest was 14", "the oldest of the 40 strikers are 64 and 67": an age that only "youngest" or "oldest" gives away. */
import { wordSet } from '../word-set.ts';
import { isNumberAt, lowerAt, numberWordAt, type Token } from './tokens.ts';
import { isNounLike } from './word-classes.ts';

const EXTREMES = wordSet('youngest oldest eldest');
const STOPS = wordSet('. ; : ? ! there but while');
const IS = wordSet('is are was were be been being');
const REACH = 14;

/** `start`: of the number with its comparator; `end`: the token after it. */
export const isExtremeAge = (tokens: readonly Token[], start: number, end: number): boolean =>
  !countsAt(tokens, end) && (isSaidOfExtreme(tokens, start) || isNextToExtreme(tokens, start, end));

/** "15 of the 40", "15 in all", "15 who came late", "15 from Kell": so many, however young. */
const countsAt = (tokens: readonly Token[], end: number): boolean =>
  /^(?:of|who|from|per)$/.test(lowerAt(tokens, end)) ||
  /^in (?:all|total|number)$/.test(`${lowerAt(tokens, end)} ${lowerAt(tokens, end + 1)}`);

/** "The youngest of the strikers held in Kell are | 17". */
function isSaidOfExtreme(tokens: readonly Token[], start: number): boolean {
  if (!IS.has(lowerAt(tokens, start - 1))) return false;
  for (let i = start - 2; i >= Math.max(0, start - REACH); i -= 1) {
    if (EXTREMES.has(lowerAt(tokens, i))) return true;
    if (STOPS.has(lowerAt(tokens, i)) || (isAnyNumber(tokens, i) && !isChosenFrom(tokens, i))) return false;
  }
  return false;
}

const isAnyNumber = (tokens: readonly Token[], at: number): boolean =>
  isNumberAt(tokens, at) || numberWordAt(tokens, at) !== null;

/** "the youngest of the | 40 strikers": of how many it is one. */
export const isChosenFrom = (tokens: readonly Token[], at: number): boolean => {
  const of = /^(?:the|its|their|these|those)$/.test(lowerAt(tokens, at - 1)) ? at - 2 : at - 1;
  return lowerAt(tokens, of) === 'of' && EXTREMES.has(lowerAt(tokens, of - 1));
};

/** "… and the oldest 73.", "the youngest victim, 14,"; "the youngest 15 were sent home" are that many. */
function isNextToExtreme(tokens: readonly Token[], start: number, end: number): boolean {
  if (!/^(?:[.,;:)—–]|and|)$/.test(lowerAt(tokens, end))) return false;
  let at = start - 1;
  if (/^[,(]$/.test(lowerAt(tokens, at))) at -= 1;
  while (at > start - 4 && !EXTREMES.has(lowerAt(tokens, at)) && isNounLike(tokens, at)) at -= 1;
  return EXTREMES.has(lowerAt(tokens, at));
}

/** "The youngest were | 12, 13 and 14": where the list of numbers begins in which this one stands; itself when there is none. */
export function firstOfList(tokens: readonly Token[], start: number): number {
  let first = start;
  for (let at = start - 1; at >= Math.max(0, start - REACH); at -= 1) {
    if (isAnyNumber(tokens, at)) first = at;
    else if (!JOINS.has(lowerAt(tokens, at))) break;
  }
  return first;
}
const JOINS = wordSet(', and');

/** "The youngest were 12 and | 13": in "the youngest was 12, and 13 were hurt" only the first is an age. */
export const isListedExtreme = (tokens: readonly Token[], first: number, end: number): boolean =>
  /^(?:were|are|be|been)$/.test(lowerAt(tokens, first - 1)) && isExtremeAge(tokens, first, end);
