/** Whether two claims give the same figures. Bounds that can both hold are no difference. */
import type { DateFigure, Figure, Quantity } from '../types.ts';
import { contentWords, stem } from './stems.ts';

export interface FigureAgreement {
  /** A figure of each claim that say the same. */
  readonly same: readonly (readonly [Figure, Figure])[];
  /** Figures of one measure that cannot both hold, or that are bounded from different sides. */
  readonly differing: readonly (readonly [Figure, Figure])[];
  /** Each claim has a figure of one kind that the other lacks: they may speak of different things. */
  readonly isUnpaired: boolean;
}

/** In percent of the value: how far a rounded or approximate number may lie from the number it stands for. */
const ROUNDING = 5;
const HALF_PERCENT = 0.5;

export function compareFigures(a: readonly Figure[], b: readonly Figure[]): FigureAgreement {
  const pairs = a.flatMap((one) => b.map((other): readonly [Figure, Figure] => [one, other]));
  const same = pairs.filter(([one, other]) => relation(one, other) === 'same');
  const paired = new Set(pairs.filter(([x, y]) => ['same', 'compatible'].includes(relation(x, y))).flat());
  const isOpen = ([x, y]: readonly [Figure, Figure]): boolean => !paired.has(x) && !paired.has(y);
  const open = pairs.filter((pair) => ['disjoint', 'opposed'].includes(relation(...pair)) && isOpen(pair));
  return { same, differing: open.filter(([x, y]) => isOneMeasure(x, y)), isUnpaired: open.length > 0 };
}

/** Opposed: "up to 300" and "at least 300" could both hold, and say the contrary. */
type Relation = 'same' | 'compatible' | 'disjoint' | 'opposed' | 'unrelated';

function relation(a: Figure, b: Figure): Relation {
  if (a.kind === 'date' || b.kind === 'date')
    return a.kind === 'date' && b.kind === 'date' ? dateRelation(a, b) : 'unrelated';
  if (a.kind !== b.kind || (a.unit !== b.unit && a.unit !== null && b.unit !== null)) return 'unrelated';
  if (isUnbound(a) && isUnbound(b))
    return a.text.toLowerCase() === b.text.toLowerCase() ? 'same' : 'compatible';
  if (isBoundAbove(a) && isBoundBelow(b)) return 'opposed';
  if (isBoundBelow(a) && isBoundAbove(b)) return 'opposed';
  const [low, high] = a.operator === '~' || b.operator === '~' ? [ROUNDING, ROUNDING] : [HALF_PERCENT, 0];
  const isApart = lowest(a) > raised(highest(b), high) || lowest(b) > raised(highest(a), high);
  if (isApart) return 'disjoint';
  return isNear(lowest(a), lowest(b), low) && isNear(highest(a), highest(b), low) ? 'same' : 'compatible';
}

const isUnbound = ({ min, max }: Quantity): boolean => min === null && max === null;
const isBoundAbove = ({ min, max }: Quantity): boolean => min === null && max !== null;
const isBoundBelow = ({ min, max }: Quantity): boolean => min !== null && max === null;
const lowest = ({ min }: Quantity): number => min ?? -Infinity;
const highest = ({ max }: Quantity): number => max ?? Infinity;
const raised = (value: number, percent: number): number => value + (Math.abs(value) * percent) / 100;
const isNear = (a: number, b: number, percent: number): boolean =>
  a === b || Math.abs(a - b) <= (Math.max(Math.abs(a), Math.abs(b)) * percent) / 100;

/** ISO dates as exact as the text is: a year and a day in it are compatible. */
function dateRelation(a: DateFigure, b: DateFigure): Relation {
  if (a.certainty === 'vague' || b.certainty === 'vague') return 'unrelated';
  if (a.from === b.from && a.to === b.to) return 'same';
  const isApart = isAfter(a.from, b.to) || isAfter(b.from, a.to);
  return isApart ? 'disjoint' : 'compatible';
}

/** Whether the whole of `a` lies after the whole of `b`; the shorter date is a span that holds the longer. */
function isAfter(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  const length = Math.min(a.length, b.length);
  return a.slice(0, length) > b.slice(0, length);
}

/** Same aggregator and scope, and a word of what is measured in common when both name it. */
function isOneMeasure(a: Figure, b: Figure): boolean {
  if (a.kind === 'date' || b.kind === 'date') return true;
  if (a.aggregator !== b.aggregator || !shareWord(a.scope, b.scope, false)) return false;
  return shareWord(a.measure, b.measure, true);
}

function shareWord(a: string | null, b: string | null, ifUnnamed: boolean): boolean {
  if (a === null || b === null) return ifUnnamed || a === b;
  const stems = new Set(contentWords(a).map(stem));
  return contentWords(b).some((word) => stems.has(stem(word)));
}
