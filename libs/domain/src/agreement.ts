/**
 * How far people who judge the same things agree, beyond chance. Nominal categories; nothing is said of why. A value is
 * null where the statistic is not defined: nothing to compare, or no variation to explain.
 */

/** One thing that was judged: the category that each person gave it, in no order. */
export type Judged = ReadonlyMap<string, string>;

/** Two people over the things that both judged. */
export interface PairOfRaters {
  readonly raters: readonly [string, string];
  /** How many things both judged. */
  readonly items: number;
  readonly percent: number;
  readonly cohensKappa: number | null;
}

/**
 * The share of pairs of judgements of one thing that are equal, 0 to 1, over all such pairs. Null when nothing was
 * judged twice.
 */
export function percentAgreement(items: readonly Judged[]): number | null {
  let pairs = 0;
  let equal = 0;
  for (const counts of items.map(countsOf)) {
    const judgements = sum(counts.values());
    pairs += judgements * (judgements - 1);
    for (const count of counts.values()) equal += count * (count - 1);
  }
  return pairs === 0 ? null : equal / pairs;
}

/**
 * Cohen's kappa of every two people who judged a thing together: (observed − expected) / (1 − expected) agreement,
 * expected from each one's own share of every category (J. Cohen, “A coefficient of agreement for nominal scales”,
 * Educational and Psychological Measurement 20, 1960, formula 1).
 */
export function pairsOfRaters(items: readonly Judged[]): PairOfRaters[] {
  return [...judgedByBoth(items)].sort(byKey).flatMap(([one, others]) =>
    [...others].sort(byKey).map(([other, both]) => {
      const percent = both.filter(([a, b]) => a === b).length / both.length;
      const raters: [string, string] = [one, other];
      return { raters, items: both.length, percent, cohensKappa: beyondChance(percent, chanceOf(both)) };
    }),
  );
}

/** What both said of each thing, by the one and the other: one pass, however many people there are who never met. */
function judgedByBoth(items: readonly Judged[]): Map<string, Map<string, [string, string][]>> {
  const found = new Map<string, Map<string, [string, string][]>>();
  for (const item of items) {
    const judgements = [...item].sort(byKey);
    for (const [index, [one, a]] of judgements.entries()) {
      const others = found.get(one) ?? new Map<string, [string, string][]>();
      for (const [other, b] of judgements.slice(index + 1)) {
        const both = others.get(other) ?? [];
        both.push([a, b]);
        found.set(one, others.set(other, both));
      }
    }
  }
  return found;
}

const byKey = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;

function chanceOf(both: readonly [string, string][]): number {
  const ofOne = tally(both.map(([a]) => a));
  const ofOther = tally(both.map(([, b]) => b));
  return sum([...ofOne].map(([category, count]) => count * (ofOther.get(category) ?? 0))) / both.length ** 2;
}

/**
 * Fleiss' kappa over things that were all judged equally often, by whomever (J. L. Fleiss, “Measuring nominal scale
 * agreement among many raters”, Psychological Bulletin 76, 1971, formulas 2–7).
 *
 * @throws RangeError when the things were not judged equally often: `mostCommonSize` chooses those that were
 */
export function fleissKappa(items: readonly Judged[]): number | null {
  const size = items[0]?.size ?? 0;
  if (items.some((item) => item.size !== size))
    throw new RangeError('Fleiss’ kappa needs equally many judgements of every item');
  const observed = percentAgreement(items);
  if (observed === null) return null;
  const totals = tally(items.flatMap((item) => [...item.values()]));
  const chance = sum([...totals.values()].map((count) => (count / (items.length * size)) ** 2));
  return beyondChance(observed, chance);
}

/** The things that were judged as often as most were, twice at least; the more often, on a tie. */
export function mostCommonSize(items: readonly Judged[]): Judged[] {
  const sizes = tally(items.filter(({ size }) => size > 1).map(({ size }) => size));
  const [size] = [...sizes].sort(([a, as], [b, bs]) => bs - as || b - a)[0] ?? [0];
  return items.filter((item) => item.size === size && size > 1);
}

/**
 * Krippendorff's alpha for nominal data, 1 − observed / expected disagreement. Judgements may be missing; a thing that
 * was judged once only pairs with nothing and is left out (K. Krippendorff, “Computing Krippendorff’s
 * Alpha-Reliability”, 2011, section C).
 */
export function krippendorffAlpha(items: readonly Judged[]): number | null {
  const patterns = patternsOf(items);
  return alphaOf(
    patterns,
    patterns.map(({ often }) => often),
  );
}

type Counts = ReadonlyMap<string, number>;

/** A way in which a thing was judged, such as twice this and once that, and how many things were. */
interface Pattern {
  readonly counts: Counts;
  readonly often: number;
}

/** There are few, however many things there are. What was judged once only is left out: it pairs with nothing. */
function patternsOf(items: readonly Judged[]): Pattern[] {
  const found = new Map<string, { counts: Counts; often: number }>();
  for (const item of items) {
    if (item.size < 2) continue;
    const counts = countsOf(item);
    const key = JSON.stringify([...counts].sort(byKey));
    const pattern = found.get(key) ?? { counts, often: 0 };
    pattern.often++;
    found.set(key, pattern);
  }
  return [...found.values()];
}

/** @param often how many things were judged in each of the patterns */
function alphaOf(patterns: readonly Pattern[], often: ArrayLike<number>): number | null {
  const totals = new Map<string, number>();
  let agreeing = 0;
  for (const [index, { counts }] of patterns.entries()) {
    const times = often[index] ?? 0;
    const judgements = sum(counts.values());
    for (const [category, count] of counts) {
      agreeing += (times * count * (count - 1)) / (judgements - 1);
      totals.set(category, (totals.get(category) ?? 0) + times * count);
    }
  }
  const all = sum(totals.values());
  if (all === 0) return null;
  const expected = all * (all - 1) - sum([...totals.values()].map((count) => count * (count - 1)));
  // Everybody always said the same: there is no disagreement that chance could have made.
  return expected === 0 ? null : 1 - ((all - 1) * (all - agreeing)) / expected;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * A percentile interval of Krippendorff's alpha: things are drawn again, with replacement, as often as there are, and
 * the middle `confidence` of the alphas of `samples` such draws is taken (B. Efron & R. J. Tibshirani, “An Introduction
 * to the Bootstrap”, 1993, chapter 13). The same seed gives the same interval. Null when alpha itself is.
 *
 * A draw in which everybody always said the same has no alpha, and is left out: counted as perfect agreement, a single
 * disagreement among fifty things, whose alpha is 0, would reach up to 1. When fewer than half of the draws have one,
 * there is no interval to give. (A. F. Hayes & K. Krippendorff, “Answering the Call for a Standard Reliability Measure
 * for Coding Data”, Communication Methods and Measures 1, 2007, draw pairs of judgements instead and keep the expected
 * disagreement of all of them, so that every draw has an alpha; but pairs of one thing are not independent of each other.)
 *
 * @param confidence above 0 and below 1
 */
export function alphaInterval(
  items: readonly Judged[],
  {
    seed = 1,
    samples = 1_000,
    confidence = 0.95,
  }: { seed?: number; samples?: number; confidence?: number } = {},
): Interval | null {
  const patterns = patternsOf(items);
  const units = patterns.flatMap(({ often }, pattern) => Array.from({ length: often }, () => pattern));
  if (krippendorffAlpha(items) === null) return null;
  const random = randomFrom(seed);
  const alphas: number[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const drawn = new Uint32Array(patterns.length);
    for (let draw = 0; draw < units.length; draw++) {
      const pattern = units[Math.floor(random() * units.length)] ?? 0;
      drawn[pattern] = (drawn[pattern] ?? 0) + 1;
    }
    const alpha = alphaOf(patterns, drawn);
    if (alpha !== null) alphas.push(alpha);
  }
  if (alphas.length * 2 < samples) return null;
  alphas.sort((a, b) => a - b);
  const at = (share: number) => alphas[Math.round(share * (alphas.length - 1))] ?? 1;
  return { low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}

const countsOf = (item: Judged): Counts => tally([...item.values()]);

function tally<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const sum = (numbers: Iterable<number>): number => {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
};

const beyondChance = (observed: number, chance: number): number | null =>
  chance === 1 ? null : (observed - chance) / (1 - chance);

/** Numbers from 0 to below 1 that follow from the seed alone (Marsaglia's xorshift, 32 bits). */
function randomFrom(seed: number): () => number {
  let state = (seed | 0) === 0 ? 0x9e3779b9 : seed | 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
