/** Dates told by a length of time from the article's own: "two weeks ago", "half a century ago", "the past five years". */
import { dateAway, isLength } from './calendar-spans.ts';
import { numberAt } from './numbers.ts';
import { operatorBefore } from './operators.ts';
import { lowerAt, type Token } from './tokens.ts';
import { unitAt, type UnitReading } from './units.ts';

export interface RelativeMoment {
  /** ISO dates; null: open on this side, both null: too vague, or the article has no date. */
  readonly from: string | null;
  readonly to: string | null;
  readonly end: number;
  /** A number in it is a quantity as well: "two years ago" is two years. */
  readonly hasQuantity: boolean;
  readonly isVague: boolean;
}

/** "A week" is one. */
export const saysOne = (tokens: readonly Token[], i: number): boolean =>
  lowerAt(tokens, i) === 'a' || lowerAt(tokens, i) === 'an';

/** How many units: "two weeks", "a year", "half a century", "a year and a half". */
function lengthAt(
  tokens: readonly Token[],
  i: number,
): { value: number; unit: UnitReading; end: number } | null {
  const halves = lowerAt(tokens, i) === 'half' && saysOne(tokens, i + 1);
  const one = halves || saysOne(tokens, i);
  const number =
    numberAt(tokens, i) ??
    (one ? { value: halves ? 1 / 2 : 1, end: halves ? i + 2 : i + 1, isVague: false } : null);
  if (!number || number.isVague) return null;
  const unit = unitAt(tokens, number.end);
  if (!unit) return null;
  const andAHalf =
    one &&
    !halves &&
    /^and a half$/.test(
      tokens
        .slice(unit.end, unit.end + 3)
        .map(({ lower }) => lower)
        .join(' '),
    );
  return andAHalf
    ? { value: number.value + 1 / 2, unit, end: unit.end + 3 }
    : { value: number.value, unit, end: unit.end };
}

/** "two weeks ago", "more than ten years ago", "half a century ago". */
export function ago(tokens: readonly Token[], i: number, today: string): RelativeMoment | null {
  const length = lengthAt(tokens, i);
  if (!length) return null;
  const { value, unit, end } = length;
  if (unit.kind !== 'duration' || lowerAt(tokens, end) !== 'ago' || !isLength(unit.unit)) return null;
  // Centuries are rounded: "1,000 years ago" names no year.
  if (unit.unit === 'year' && value * unit.factor >= 200) return null;
  const date = dateAway(today, -value * unit.factor, unit.unit);
  if (date === null) return null;
  const operator = operatorBefore(tokens, i)?.operator;
  const [from, to] =
    operator === '>' || operator === '>='
      ? [null, date]
      : operator === '<' || operator === '<='
        ? [date, null]
        : [date, date];
  return { from, to, end: end + 1, hasQuantity: true, isVague: false };
}

/** "the past five years", "the next two months": from or to the article's date. */
export function stretchFromNow(
  tokens: readonly Token[],
  i: number,
  today: string,
  direction: number,
): RelativeMoment | null {
  const number = numberAt(tokens, i + 1) ?? { value: 1, end: i + 1, isVague: false };
  const unit = unitAt(tokens, number.end);
  if (unit?.kind !== 'duration' || number.isVague || !isLength(unit.unit)) return null;
  const date = dateAway(today, direction * number.value * unit.factor, unit.unit);
  if (date === null) return null;
  const [from, to] = direction < 0 ? [date, today] : [today, date];
  return { from, to, end: unit.end, hasQuantity: true, isVague: false };
}
