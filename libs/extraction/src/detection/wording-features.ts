/** What the check-worthiness model sees of a sentence: its words, their order, the kinds of its words, and a few cues. */
import { hash32 } from '../learning/hash.ts';
import type { SparseVector } from '../learning/sparse.ts';
import { BIT } from './lexicon.ts';
import { countOf, type Reading, type Word } from './reading.ts';

export const FEATURE_BITS = 18;
const MASK = (1 << FEATURE_BITS) - 1;

/** The length of each group's vector, so that a long sentence weighs no more than a short one. */
const WORD_WEIGHT = 1;
const KIND_WEIGHT = 0.5;
const CUE_WEIGHT = 0.35;

const START = hash32('start');
const END = hash32('end');

/** Binary word 1- and 2-grams, 1- and 2-grams of word kinds, and counted cues, hashed to 2^FEATURE_BITS. */
export function wordingFeatures(reading: Reading): SparseVector {
  const values = new Map<number, number>();
  const shapes: number[] = [];
  const kinds: number[] = [START];
  for (const [i, token] of reading.tokens.entries()) {
    if (!isSeen(token)) continue;
    const shape = hash32(shapeOf(token.lower));
    shapes.push(shape);
    kinds.push(kindOf(token, shape, i === 0));
  }
  kinds.push(END);
  addGrams(values, shapes, 1, WORD_WEIGHT);
  addGrams(values, kinds, 3, KIND_WEIGHT);
  for (const cue of cuesOf(reading)) add(values, hash32(cue), CUE_WEIGHT);
  return { index: Int32Array.from(values.keys()), value: Float32Array.from(values.values()) };
}

const isSeen = ({ text }: Word): boolean => /[\p{L}\p{N}$€£%?!]/u.test(text);

/** All numbers look alike: what matters is that there is one. */
function shapeOf(lower: string): string {
  if (!/^\p{N}/u.test(lower)) return lower;
  if (lower.endsWith('%')) return '#percent';
  return /^(?:19|20)\d\d$/.test(lower) ? '#year' : '#number';
}

/** Function words and numbers stand for themselves, all others for a name or for their ending. */
function kindOf({ text, lower, classes }: Word, shape: number, first: boolean): number {
  if (classes & (BIT.functional | BIT.firstPerson | BIT.secondPerson) || !/^\p{L}/u.test(text)) return shape;
  if (!first && /^\p{Lu}/u.test(text)) return 1;
  if (lower.endsWith('ed')) return 2;
  if (lower.endsWith('ing')) return 3;
  if (lower.endsWith('ly')) return 4;
  return lower.endsWith('s') ? 5 : 6;
}

/** Every distinct 1- and 2-gram once. `salt` keeps words and kinds apart. */
function addGrams(values: Map<number, number>, items: readonly number[], salt: number, weight: number): void {
  const grams = new Set<number>();
  for (const [i, item] of items.entries()) {
    grams.add(mixed(item, salt));
    const next = items[i + 1];
    if (next !== undefined) grams.add(mixed(Math.imul(item, 31) ^ next, salt + 1));
  }
  const each = weight / Math.sqrt(Math.max(1, grams.size));
  for (const gram of grams) add(values, gram, each);
}

function mixed(hash: number, salt: number): number {
  let h = Math.imul(hash ^ Math.imul(salt, 2_654_435_761), 2_246_822_519);
  h ^= h >>> 13;
  return h >>> 0;
}

function add(values: Map<number, number>, hash: number, value: number): void {
  const feature = hash & MASK;
  values.set(feature, (values.get(feature) ?? 0) + value);
}

const LENGTH_STEPS = [5, 9, 14, 20, 30];
const NUMBER_WORD =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|twenty|thirty|forty|fifty|(?:hundred|thousand|million|billion|trillion)s?|percent|half|third|quarter)$/;

function cuesOf(reading: Reading): string[] {
  const { text, words } = reading;
  const counted = (most: number, bits: number): number => Math.min(most, countOf(reading, bits));
  const matching = (most: number, test: (word: Word, i: number) => boolean): number =>
    Math.min(most, words.filter((word, i) => test(word, i)).length);
  return [
    `numbers ${matching(3, ({ text: word }) => /^\p{N}/u.test(word))}`,
    `number words ${matching(2, ({ lower }) => NUMBER_WORD.test(lower))}`,
    `capitals ${matching(4, ({ text: word }, i) => i > 0 && word !== 'I' && /^\p{Lu}/u.test(word))}`,
    `first person ${counted(2, BIT.firstPerson)}`,
    `mental ${counted(2, BIT.mental | BIT.norm)}`,
    `modal ${counted(2, BIT.future | BIT.norm | BIT.maybe)}`,
    `comparison ${counted(3, BIT.comparison)}`,
    `past ${counted(3, BIT.past)}`,
    `length ${LENGTH_STEPS.filter((step) => words.length >= step).length}`,
    ...(/\?\s*$/.test(text) ? ['question'] : []),
    ...(/[$€£]\s?\d/.test(text) ? ['money'] : []),
    ...(/\d\s?(?:%|percent|per cent)/i.test(text) ? ['percent'] : []),
    ...(/\b(?:19|20)\d\d\b/.test(text) ? ['year'] : []),
    ...(counted(1, BIT.negation) ? ['negation'] : []),
    ...(/[“”"]/.test(text) ? ['quotation'] : []),
  ];
}
