/** Lengths of time: "two weeks", "a year", "half a century", "a year and a half". */
import { isLength, type Length } from './calendar-spans.ts';
import { numberAt, saysAndAHalf } from './numbers.ts';
import { lowerAt, type Token } from './tokens.ts';
import { unitAt } from './units.ts';

export interface LengthReading {
  /** Of the unit; a century is a hundred years. */
  readonly count: number;
  readonly unit: Length;
  /** Index of the token after it. */
  readonly end: number;
}

export function lengthAt(tokens: readonly Token[], i: number): LengthReading | null {
  const number = numberAt(tokens, i) ?? articled(tokens, i);
  if (!number || number.isVague) return null;
  const unit = unitAt(tokens, number.end);
  if (unit?.kind !== 'duration' || !isLength(unit.unit)) return null;
  const isHalved = number.value === 1 && saysAndAHalf(tokens, unit.end);
  const value = isHalved ? 3 / 2 : number.value;
  return { count: value * unit.factor, unit: unit.unit, end: isHalved ? unit.end + 3 : unit.end };
}

/** "A week" is one, "half a week" half of it. */
function articled(
  tokens: readonly Token[],
  i: number,
): { value: number; end: number; isVague: boolean } | null {
  const isHalf = lowerAt(tokens, i) === 'half';
  const article = isHalf ? i + 1 : i;
  if (!/^an?$/.test(lowerAt(tokens, article))) return null;
  return { value: isHalf ? 1 / 2 : 1, end: article + 1, isVague: false };
}
