/** What the check-worthiness model sees of a sentence: its words, their order, the kinds of its words, and a few cues. */
import { hash32 } from '../learning/hash.ts';
import type { SparseVector } from '../learning/sparse.ts';
import { BIT } from './lexicon.ts';
import type { Reading, Word } from './reading.ts';

export const FEATURE_BITS = 18;
const MASK = (1 << FEATURE_BITS) - 1;

/** The length of each group's vector, so that a long sentence weighs no more than a short one. */
const WORD_WEIGHT = 1;
const KIND_WEIGHT = 0.5;
const CUE_WEIGHT = 0.35;

/** Keep words, kinds and cues apart. */
const WORDS = 1;
const KINDS = 3;
const CUES = 5;

const START = hash32('start');
const END = hash32('end');
const NUMBER = hash32('#number');
const YEAR = hash32('#year');
const PERCENT = hash32('#percent');

/**
 * Binary word 1- and 2-grams, 1- and 2-grams of word kinds, and counted cues, hashed to 2^FEATURE_BITS. A feature that
 * two groups share is there twice; values add up.
 */
export function wordingFeatures(reading: Reading): SparseVector {
  const index: number[] = [];
  const value: number[] = [];
  const words: number[] = [];
  const kinds: number[] = [START];
  for (const token of reading.tokens) {
    if (!token.isWord && !SEEN_MARKS.has(token.text)) continue;
    const shape = shapeOf(token);
    words.push(shape);
    kinds.push(kindOf(token, shape));
  }
  kinds.push(END);
  addGrams(index, value, words, WORDS, WORD_WEIGHT);
  addGrams(index, value, kinds, KINDS, KIND_WEIGHT);
  let cue = 0;
  for (const count of cuesOf(reading)) {
    index.push(mixed(cue * 8 + count, CUES));
    value.push(CUE_WEIGHT);
    cue += 1;
  }
  return { index: new Int32Array(index), value: new Float32Array(value) };
}

const SEEN_MARKS = new Set(['$', '€', '£', '%', '?', '!']);

/** All numbers look alike: what matters is that there is one. */
function shapeOf({ lower, isNumber }: Word): number {
  if (!isNumber) return hash32(lower);
  if (lower.endsWith('%')) return PERCENT;
  return isYear(lower) ? YEAR : NUMBER;
}

const isYear = (lower: string): boolean =>
  lower.length === 4 && (lower.startsWith('19') || lower.startsWith('20'));

/** Function words and numbers stand for themselves, all others for a name or for their ending. */
function kindOf({ lower, classes, isWord, isNumber, isCapital, at }: Word, shape: number): number {
  if (!isWord || isNumber || classes & (BIT.functional | BIT.firstPerson | BIT.secondPerson)) return shape;
  if (at > 0 && isCapital) return 1;
  if (lower.endsWith('ed')) return 2;
  if (lower.endsWith('ing')) return 3;
  if (lower.endsWith('ly')) return 4;
  return lower.endsWith('s') ? 5 : 6;
}

/** In which call a feature was last seen: telling distinct ones without building a set for every sentence. */
const lastSeen = new Uint32Array(1 << FEATURE_BITS);
let call = 0;

/** Every distinct 1- and 2-gram once. */
function addGrams(
  index: number[],
  value: number[],
  items: readonly number[],
  salt: number,
  weight: number,
): void {
  call = (call + 1) >>> 0;
  const before = index.length;
  let previous: number | undefined;
  for (const item of items) {
    addOnce(index, mixed(item, salt));
    if (previous !== undefined) addOnce(index, mixed(Math.imul(previous, 31) ^ item, salt + 1));
    previous = item;
  }
  const each = weight / Math.sqrt(Math.max(1, index.length - before));
  while (value.length < index.length) value.push(each);
}

function addOnce(index: number[], feature: number): void {
  if (lastSeen[feature] === call) return;
  lastSeen[feature] = call;
  index.push(feature);
}

function mixed(hash: number, salt: number): number {
  const h = Math.imul(hash ^ Math.imul(salt, 2_654_435_761), 2_246_822_519);
  return (h ^ (h >>> 13)) & MASK;
}

const LENGTH_STEPS = [5, 9, 14, 20, 30];
const NUMBER_WORDS = new Set(
  `one two three four five six seven eight nine ten eleven twelve dozen dozens twenty thirty forty fifty hundred hundreds thousand
  thousands million millions billion billions trillion trillions percent half third quarter`.split(/\s+/),
);
const CURRENCIES = new Set(['$', '€', '£']);
const QUOTES = new Set(['"', '“', '”']);

/** How often each cue is counted at most. */
const CAPS = [3, 2, 4, 2, 2, 2, 3, 3, 1, 1, 1, 1, 1, 1, 7];

/** Counts, capped, each in its place. */
function cuesOf({ tokens, words }: Reading): Uint8Array {
  const counts = new Uint8Array(CAPS.length);
  const count = (cue: number): void => {
    const found = (counts[cue] ?? 0) + 1;
    if (found <= (CAPS[cue] ?? 0)) counts[cue] = found;
  };
  for (const { text, lower, classes, isNumber, isCapital, at } of tokens) {
    if (isNumber) count(0);
    if (NUMBER_WORDS.has(lower)) count(1);
    if (at > 0 && isCapital && text !== 'I') count(2);
    if (classes & BIT.firstPerson) count(3);
    if (classes & (BIT.mental | BIT.norm)) count(4);
    if (classes & (BIT.future | BIT.norm | BIT.maybe)) count(5);
    if (classes & BIT.comparison) count(6);
    if (classes & BIT.past) count(7);
    if (CURRENCIES.has(text)) count(8);
    if (lower === '%' || lower === 'percent' || (isNumber && lower.endsWith('%'))) count(9);
    if (isNumber && isYear(lower)) count(10);
    if (classes & BIT.negation) count(11);
    if (QUOTES.has(text)) count(12);
  }
  if (tokens.at(-1)?.text === '?') count(13);
  for (const step of LENGTH_STEPS) if (words.length >= step) count(14);
  return counts;
}
