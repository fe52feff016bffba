/** One claim that a document makes twice: a repeated paragraph, or a headline that says what a sentence says. */
import { hash32 } from '../learning/hash.ts';
import type { Sentence } from '../types.ts';
import { BIT } from './lexicon.ts';
import { readSentence, type Reading } from './reading.ts';
import { TRAIT } from './traits.ts';
import type { Word } from './word.ts';

/** Of the longer sentence's words, the share that the shorter must have: the rest is "…, police said" or "on Tuesday". */
const CONTAINED = 0.75;
/** Shorter ones are equal or different; "nearly equal" says nothing about them. */
const FEWEST_WORDS = 6;
/** How many of the latest sentences with the same names and figures one is compared with: keeps long tables linear. */
const COMPARED_WITH = 40;

interface Wording {
  readonly key: string;
  readonly words: readonly Word[];
}

/**
 * Groups of indices into `sentences`, in order of their first sentence; every index is in exactly one group. Sentences
 * are one claim when their words are equal, or when one holds the other's words unbroken and little more, of which
 * nothing is a name, a figure, a date, a negation or a hedge. `names`: of `namesIn`; `readings`, one for each sentence,
 * for callers that have them.
 */
export function foldDuplicates(
  sentences: readonly Sentence[],
  names: ReadonlySet<string>,
  readings: readonly Reading[] = sentences.map(({ text }) => readSentence(text)),
): number[][] {
  const named = new NamedWords(names);
  const isAlone = withoutLike(readings, named);
  const groups: number[][] = [];
  const byKey = new Map<string, number[]>();
  const byFixed = new Map<string, { wording: Wording; group: number[] }[]>();
  for (const [at, reading] of readings.entries()) {
    if (isAlone[at]) {
      groups.push([at]);
      continue;
    }
    const wording = wordingOf(reading);
    const fixed = wording.words.filter((word) => isFixed(word, named)).map(({ lower }) => lower);
    const alike = fixed.length ? (byFixed.get(fixed.join(' ')) ?? []) : [];
    const near = alike.slice(-COMPARED_WITH).find((other) => isNear(wording, other.wording));
    const group = byKey.get(wording.key) ?? near?.group ?? [];
    if (!group.length) groups.push(group);
    group.push(at);
    byKey.set(wording.key, group);
    alike.push({ wording, group });
    if (fixed.length) byFixed.set(fixed.join(' '), alike);
  }
  return groups;
}

/**
 * Sentences of which neither the words nor the fixed words are another's: most of them, told by hashes before any
 * wording is put together. Hashes that meet by chance only make fewer of them.
 */
function withoutLike(readings: readonly Reading[], named: NamedWords): boolean[] {
  const prints = readings.map((reading) => printOf(reading, named));
  const sameWords = repeatedIn(prints.map(({ words }) => words));
  const sameFixed = repeatedIn(prints.flatMap(({ fixed }) => fixed ?? []));
  return prints.map(({ words, fixed }) => !sameWords.has(words) && (fixed === null || !sameFixed.has(fixed)));
}

function repeatedIn(numbers: readonly number[]): Set<number> {
  const once = new Set<number>();
  const again = new Set<number>();
  for (const number of numbers) (once.has(number) ? again : once).add(number);
  return again;
}

function printOf({ tokens, traits }: Reading, named: NamedWords): { words: number; fixed: number | null } {
  const isTold = (traits & TRAIT.told) !== 0;
  let words = 0;
  let fixed = 0;
  let count = 0;
  for (const word of tokens) {
    if (isTold && !(word.traits & TRAIT.told)) continue;
    words = Math.imul(words, 31) ^ word.hash;
    if (!isFixed(word, named)) continue;
    fixed = Math.imul(fixed, 31) ^ word.hash;
    count += 1;
  }
  return { words, fixed: count ? fixed : null };
}

function wordingOf({ tokens, traits }: Reading): Wording {
  // A text of marks alone equals only itself.
  const words = traits & TRAIT.told ? tokens.filter((word) => word.traits & TRAIT.told) : tokens;
  return { key: words.map(({ lower }) => lower).join(' '), words };
}

/** Negations, hedges, modals and comparisons: with one more of them it is another claim. */
export const isLimiting = ({ classes }: Word): boolean =>
  (classes &
    (BIT.negation |
      BIT.hedge |
      BIT.maybe |
      BIT.future |
      BIT.norm |
      BIT.condition |
      BIT.comparison |
      BIT.notPast)) !==
  0;

/** What two wordings of one claim must have alike and in the same order. */
const isFixed = (word: Word, named: NamedWords): boolean =>
  (word.traits & TRAIT.fixed) !== 0 || isLimiting(word) || named.has(word);

/** The fixed words are known to be the same. */
function isNear(a: Wording, b: Wording): boolean {
  const [shorter, longer] = a.words.length <= b.words.length ? [a, b] : [b, a];
  if (shorter.words.length < FEWEST_WORDS || shorter.words.length < CONTAINED * longer.words.length)
    return false;
  return ` ${longer.key} `.includes(` ${shorter.key} `);
}

/** The names without regard to case. Most words are none: their hash alone shows that. */
class NamedWords {
  readonly #lower = new Set<string>();
  /** A bit for each of 2048 remainders of hashes. */
  readonly #hashes = new Int32Array(64);

  constructor(names: ReadonlySet<string>) {
    for (const name of names) {
      const lower = name.toLowerCase();
      this.#lower.add(lower);
      const hash = hash32(lower);
      const cell = (hash >>> 5) & 63;
      this.#hashes[cell] = (this.#hashes[cell] ?? 0) | (1 << (hash & 31));
    }
  }

  has({ lower, hash }: Word): boolean {
    const cell = this.#hashes[(hash >>> 5) & 63] ?? 0;
    return (cell & (1 << (hash & 31))) !== 0 && this.#lower.has(lower);
  }
}
