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

/** Where features are collected before their number is known; grows to the longest sentence met. */
class Collected {
  index = new Int32Array(0);
  value = new Float32Array(0);
  length = 0;
  /** In which group a feature was last seen: telling distinct ones without building a set for each. */
  readonly #lastSeen = new Uint32Array(1 << FEATURE_BITS);
  #group = 0;

  clear(atMost: number): void {
    this.length = 0;
    if (this.index.length >= atMost) return;
    this.index = new Int32Array(2 * atMost);
    this.value = new Float32Array(2 * atMost);
  }

  add(feature: number, value: number): void {
    this.index[this.length] = feature;
    this.value[this.length] = value;
    this.length += 1;
  }

  /** Every distinct 1- and 2-gram of the first `count` items once. */
  addGrams(items: Int32Array, count: number, salt: number, weight: number): void {
    this.#group = (this.#group + 1) >>> 0;
    const before = this.length;
    let previous = 0;
    for (let i = 0; i < count; i++) {
      const item = items[i] ?? 0;
      this.#addOnce(mixed(item, salt));
      if (i > 0) this.#addOnce(mixed(Math.imul(previous, 31) ^ item, salt + 1));
      previous = item;
    }
    this.value.fill(weight / Math.sqrt(Math.max(1, this.length - before)), before, this.length);
  }

  #addOnce(feature: number): void {
    if (this.#lastSeen[feature] === this.#group) return;
    this.#lastSeen[feature] = this.#group;
    this.index[this.length] = feature;
    this.length += 1;
  }
}
const collected = new Collected();
let words = new Int32Array(0);
let kinds = new Int32Array(0);

/**
 * Binary word 1- and 2-grams, 1- and 2-grams of word kinds, and counted cues, hashed to 2^FEATURE_BITS. A feature that
 * two groups share is there twice; values add up.
 */
export function wordingFeatures(reading: Reading): SparseVector {
  const { tokens } = reading;
  if (words.length < tokens.length) words = new Int32Array(2 * tokens.length);
  if (kinds.length < tokens.length + 2) kinds = new Int32Array(2 * tokens.length + 2);
  let count = 0;
  kinds[0] = START;
  for (const token of tokens) {
    if (!token.isWord && !SEEN_MARKS.has(token.text)) continue;
    const shape = shapeOf(token);
    words[count] = shape;
    count += 1;
    kinds[count] = kindOf(token, shape);
  }
  kinds[count + 1] = END;
  collected.clear(4 * count + 4 + CAPS.length);
  collected.addGrams(words, count, WORDS, WORD_WEIGHT);
  collected.addGrams(kinds, count + 2, KINDS, KIND_WEIGHT);
  let cue = 0;
  for (const counted of cuesOf(reading)) {
    collected.add(mixed(cue * 8 + counted, CUES), CUE_WEIGHT);
    cue += 1;
  }
  return {
    index: collected.index.slice(0, collected.length),
    value: collected.value.slice(0, collected.length),
  };
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
