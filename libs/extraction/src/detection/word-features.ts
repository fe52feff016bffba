/** What the check-worthiness model sees of one word. */
import { hash32 } from '../learning/hash.ts';
import { BIT } from './lexicon.ts';
import { TRAIT } from './traits.ts';
import type { Spelling } from './word.ts';

const NUMBER = hash32('#number') | 0;
const YEAR = hash32('#year') | 0;
const PERCENT = hash32('#percent') | 0;

/** All numbers look alike: what matters is that there is one. */
export function shapeOf({ lower, hash, isNumber }: Spelling): number {
  if (!isNumber) return hash;
  if (lower.endsWith('%')) return PERCENT;
  return isYear(lower) ? YEAR : NUMBER;
}

const isYear = (lower: string): boolean =>
  lower.length === 4 && (lower.startsWith('19') || lower.startsWith('20'));

/** Function words and numbers stand for themselves, all others for a name or for their ending. */
export function kindOf(word: Spelling, classes: number, isNamed: boolean): number {
  const { lower, isWord, isNumber } = word;
  if (!isWord || isNumber || classes & (BIT.functional | BIT.firstPerson | BIT.secondPerson))
    return shapeOf(word);
  if (isNamed) return 1;
  if (lower.endsWith('ed')) return 2;
  if (lower.endsWith('ing')) return 3;
  if (lower.endsWith('ly')) return 4;
  return lower.endsWith('s') ? 5 : 6;
}

/** The cue of a capital, which the first word of a sentence does not give. */
export const CAPITAL = 2;

/** The cues that the word gives, a bit for each. */
export function cuesOf(word: Spelling, classes: number): number {
  const { text, lower, traits, isNumber, isCapital } = word;
  let cues = 0;
  if (isNumber) cues |= 1 << 0;
  if (traits & TRAIT.amount) cues |= 1 << 1;
  if (isCapital && text !== 'I') cues |= 1 << CAPITAL;
  if (classes & BIT.firstPerson) cues |= 1 << 3;
  if (classes & (BIT.mental | BIT.norm)) cues |= 1 << 4;
  if (classes & (BIT.future | BIT.norm | BIT.maybe)) cues |= 1 << 5;
  if (classes & BIT.comparison) cues |= 1 << 6;
  if (classes & BIT.past) cues |= 1 << 7;
  if (traits & TRAIT.currency) cues |= 1 << 8;
  if (lower === '%' || lower === 'percent' || (isNumber && lower.endsWith('%'))) cues |= 1 << 9;
  if (isNumber && isYear(lower)) cues |= 1 << 10;
  if (classes & BIT.negation) cues |= 1 << 11;
  if (traits & TRAIT.doubleQuote) cues |= 1 << 12;
  return cues;
}
