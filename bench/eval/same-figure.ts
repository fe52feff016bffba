/** When a figure that was read counts as the annotated one: the same interval, whatever unit it is stated in. */
import type { GoldDate, GoldQuantity } from './gold.ts';
import type { ProposedDate, ProposedQuantity } from './pipeline.ts';

/** How many of its base unit one of the unit is worth: "a fortnight" is read as two weeks or as fourteen days. */
const WORTH = new Map(
  Object.entries({
    second: 1,
    minute: 60,
    hour: 3600,
    day: 86_400,
    week: 7 * 86_400,
    fortnight: 14 * 86_400,
    month: (365 / 12) * 86_400,
    year: 365 * 86_400,
    decade: 3650 * 86_400,
    century: 36_500 * 86_400,
    percent: 0.01,
    share: 1,
  }),
);
/** Of what is no whole number: a third is read as 0.333 or as 33.3 percent. */
const TOLERANCE = 0.002;

type Bounds = Readonly<{ min: number | null; max: number | null }>;

export function sameValue(wanted: GoldQuantity, read: ProposedQuantity): boolean {
  // "Thousands of" says how many without saying a number.
  if (read.operator === 'vague' && !/\d/.test(wanted.text) && wanted.max === null) return true;
  const worth = [worthOf(wanted.unit), worthOf(read.unit)];
  // Units that are not known to measure the same are not compared: what is counted has many names.
  const [ofWanted = 1, ofRead = 1] = worth.includes(null) ? [] : worth.map((one) => one ?? 1);
  return sameBounds(wanted.op, scaled(wanted, ofWanted), scaled(read, ofRead));
}

const worthOf = (unit: string | null): number | null =>
  WORTH.get(unit?.replace(/ of age$/, '').replace(/s$/, '') ?? '') ?? null;

const scaled = ({ min, max }: Bounds, by: number): Bounds => ({
  min: min === null ? null : min * by,
  max: max === null ? null : max * by,
});

function sameBounds(op: GoldQuantity['op'], wanted: Bounds, read: Bounds): boolean {
  // "Almost three hours" may be read as about three or as at most three.
  if (op === '~') return near(wanted.min, read.min ?? read.max) || near(wanted.max, read.max ?? read.min);
  return near(wanted.min, read.min) && near(wanted.max, read.max);
}

function near(a: number | null, b: number | null): boolean {
  if (a === null || b === null || (Number.isInteger(a) && Number.isInteger(b))) return a === b;
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

/** Both ends, as exact as the annotation. */
export const sameDate = (wanted: GoldDate, read: ProposedDate): boolean =>
  wanted.from === read.from && wanted.to === read.to;
