/** How two quantities of one measure relate as intervals: bounds that can both hold are no conflict. */
import { baseUnit } from '../figures/conversions.ts';
import type { Quantity } from '../types.ts';
import type { Relation } from './occurrence.ts';

/** How far a value may lie from the number that rounds it, as a share of it. */
const ROUNDING = 0.05;
/** What rounds to a whole per cent, and not to the next. */
const HALF = 0.49;
/** How far "about 300" reaches. */
const APPROXIMATE = 0.1;

interface Interval {
  readonly low: number;
  readonly high: number;
  readonly operator: Quantity['operator'];
  /** Half of the last digit that is not a zero, within the rounding: 9,400 stands for 9,350 to 9,450. */
  readonly slack: number;
}

/** The relation of the values alone; whether they are of one measure, place and time is for the caller to know. */
export function relateQuantities(a: Quantity, b: Quantity): Relation {
  const [one, other] = [intervalOf(a), intervalOf(b)];
  if (one.operator === 'vague' || other.operator === 'vague')
    return overlap(one, other, 0) ? 'compatible-bounds' : 'differ';
  if (isOpen(one) || isOpen(other)) return relateBounds(one, other);
  if (isNear(one.low, other.low, one, other) && isNear(one.high, other.high, one, other)) return 'same';
  const isRange = one.operator === 'range' || other.operator === 'range';
  if (isRange && (contains(one, other) || contains(other, one))) return 'compatible-bounds';
  if (isRange && overlap(one, other, 0)) return 'differ';
  return one.operator === '~' || other.operator === '~' ? 'differ' : 'contradict';
}

/** The larger is at most so many times the smaller, of one dimension; nothing is near to nought. */
export function lieWithin(times: number, a: Quantity, b: Quantity): boolean {
  const [one, other] = [a, b].map(({ min, max, unit }) => (min ?? max ?? 0) * baseUnit(unit ?? '')[1]);
  return !!one && !!other && Math.max(one, other) <= times * Math.min(one, other);
}

function relateBounds(one: Interval, other: Interval): Relation {
  if (!overlap(one, other, Math.max(one.slack, other.slack)))
    return one.operator === '~' || other.operator === '~' ? 'differ' : 'contradict';
  const [edge, value] = isOpen(one) ? [edgeOf(one), edgeOf(other)] : [edgeOf(other), edgeOf(one)];
  // A range tells more than its edge.
  if ([one, other].some(({ operator }) => operator === 'range')) return 'compatible-bounds';
  const sameSide = !isOpen(one) || !isOpen(other) || Number.isFinite(one.low) === Number.isFinite(other.low);
  return sameSide && Math.abs(edge - value) <= ROUNDING * Math.abs(edge) ? 'same' : 'compatible-bounds';
}

const isOpen = ({ low, high }: Interval): boolean => !Number.isFinite(low) || !Number.isFinite(high);
const edgeOf = ({ low, high }: Interval): number => (Number.isFinite(low) ? low : high);
const contains = (outer: Interval, inner: Interval): boolean =>
  outer.low <= inner.low + inner.slack && inner.high - inner.slack <= outer.high;
const overlap = (a: Interval, b: Interval, slack: number): boolean =>
  a.low <= b.high + slack && b.low <= a.high + slack;

function isNear(a: number, b: number, one: Interval, other: Interval): boolean {
  const isApproximate = one.operator === '~' || other.operator === '~';
  const reach = isApproximate
    ? APPROXIMATE * Math.max(Math.abs(a), Math.abs(b))
    : Math.max(one.slack, other.slack);
  return Math.abs(a - b) <= reach;
}

function intervalOf({ kind, min, max, operator, unit }: Quantity): Interval {
  const factor = unit === null ? 1 : baseUnit(unit)[1];
  const value = min ?? max ?? 0;
  // "7%" is said of anything from 6.5 to 7.5.
  const isDigit = kind === 'percent' && Math.abs(value) < 10 && Number.isInteger(value);
  const slack = (isDigit ? HALF : Math.min(lastDigit(value) / 2, ROUNDING * Math.abs(value))) * factor;
  const low = min === null ? -Infinity : min * factor;
  const high = max === null ? Infinity : max * factor;
  // A count below ten is not rounded.
  return {
    low,
    high,
    operator,
    slack: !isDigit && Math.abs(value) < 10 && Number.isInteger(value) ? 0 : slack,
  };
}

/** The place of the last digit that is not zero: 100 for 9,400, 0.1 for 2.5. */
function lastDigit(value: number): number {
  if (value === 0) return 0;
  let place = 1;
  if (Number.isInteger(value)) while (value % (place * 10) === 0) place *= 10;
  else while (place > 1e-6 && Math.abs(value / place - Math.round(value / place)) > 1e-9) place /= 10;
  return place;
}
