/** What the check-worthiness model sees of a sentence: its words, their order, the kinds of its words, and a few cues. */
import { hash32 } from '../learning/hash.ts';
import type { GroupedFeatures, SparseVector } from '../learning/sparse.ts';
import type { Reading } from './reading.ts';
import { TRAIT } from './traits.ts';
import { CAPITAL, kindOf, shapeOf } from './word-features.ts';

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

const START = hash32('start') | 0;
const END = hash32('end') | 0;

/** Which features the group has so far, a bit for each: telling distinct ones without building a set for each group. */
const met = new Int32Array(1 << (FEATURE_BITS - 5));
const LENGTH_STEPS = [5, 9, 14, 20, 30];
/** How often each cue is counted at most. */
const CAPS = [3, 2, 4, 2, 2, 2, 3, 3, 1, 1, 1, 1, 1, 1, 7];
const [LAST_IS_QUESTION_MARK, LONG] = [13, 14];

/** Filled anew for each sentence; the first three grow to the longest one met. */
let words = new Int32Array(0);
let kinds = new Int32Array(0);
let features = new Int32Array(0);
const counts = new Int32Array(CAPS.length);
const ends = new Int32Array(3);
const values = new Float32Array(3);

/**
 * Binary word 1- and 2-grams, 1- and 2-grams of word kinds, and counted cues, hashed to 2^FEATURE_BITS. A feature that
 * two groups share is there twice; values add up.
 */
export function wordingFeatures(reading: Reading): SparseVector {
  const { index } = groupedFeatures(reading);
  const value = new Float32Array(ends[2] ?? 0);
  let from = 0;
  for (const [group, end] of ends.entries()) {
    value.fill(values[group] ?? 0, from, end);
    from = end;
  }
  return { index: index.slice(0, from), value };
}

/** The same without a copy: what is returned holds until the next reading's features are wanted. */
export function groupedFeatures(reading: Reading): GroupedFeatures {
  const room = reading.tokens.length;
  if (words.length < room) {
    words = new Int32Array(2 * room);
    kinds = new Int32Array(2 * room + 2);
  }
  const count = readTokens(reading);
  const atMost = 4 * count + 4 + CAPS.length;
  if (features.length < atMost) features = new Int32Array(2 * atMost);
  const wordsEnd = addGrams(words, count, WORDS, 0);
  const kindsEnd = addGrams(kinds, count + 2, KINDS, wordsEnd);
  ends[0] = wordsEnd;
  ends[1] = kindsEnd;
  ends[2] = kindsEnd + CAPS.length;
  values[0] = WORD_WEIGHT / Math.sqrt(Math.max(1, wordsEnd));
  values[1] = KIND_WEIGHT / Math.sqrt(Math.max(1, kindsEnd - wordsEnd));
  values[2] = CUE_WEIGHT;
  for (const [cue, cap] of CAPS.entries())
    features[kindsEnd + cue] = mixed(cue * 8 + Math.min(cap, counts[cue] ?? 0), CUES);
  return { index: features, ends, values };
}

/** Words, their kinds between a start and an end, and cues. How many words there are, with the marks that count as such. */
function readTokens({ tokens, words: { length }, start }: Reading): number {
  counts.fill(0);
  kinds[0] = START;
  let count = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) break;
    const opens = i === 0 && start === 0;
    countCues(opens ? token.cues & ~(1 << CAPITAL) : token.cues);
    if (!token.isWord && !(token.traits & TRAIT.likeWord)) continue;
    words[count] = shapeOf(token);
    count += 1;
    kinds[count] = opens ? kindOf(token, token.classes, false) : token.kind;
  }
  kinds[count + 1] = END;
  if (tokens.at(-1)?.text === '?') counts[LAST_IS_QUESTION_MARK] = 1;
  for (const step of LENGTH_STEPS) if (length >= step) counts[LONG] = (counts[LONG] ?? 0) + 1;
  return count;
}

function countCues(cues: number): void {
  for (let left = cues; left !== 0; left &= left - 1) {
    const cue = 31 - Math.clz32(left & -left);
    counts[cue] = (counts[cue] ?? 0) + 1;
  }
}

/** Every distinct 1- and 2-gram of the first `count` items once, from `start` on. Where they end. */
function addGrams(items: Int32Array, count: number, salt: number, start: number): number {
  let end = start;
  let previous = 0;
  for (let i = 0; i < count; i++) {
    const item = items[i] ?? 0;
    end = addOnce(mixed(item, salt), end);
    if (i > 0) end = addOnce(mixed(Math.imul(previous, 31) ^ item, salt + 1), end);
    previous = item;
  }
  for (let k = start; k < end; k++) met[(features[k] ?? 0) >>> 5] = 0;
  return end;
}

function addOnce(feature: number, end: number): number {
  const cell = feature >>> 5;
  const bit = 1 << (feature & 31);
  const inCell = met[cell] ?? 0;
  if (inCell & bit) return end;
  met[cell] = inCell | bit;
  features[end] = feature;
  return end + 1;
}

function mixed(hash: number, salt: number): number {
  const h = Math.imul(hash ^ Math.imul(salt, 2_654_435_761), 2_246_822_519);
  return (h ^ (h >>> 13)) & MASK;
}
