/** Dates told by a length of time from the article's own: "two weeks ago", "half a century ago", "the past five years". */
import { isOfMonth } from './calendar-names.ts';
import { dateAway, isLength } from './calendar-spans.ts';
import { lengthAt } from './lengths.ts';
import { numberAt } from './numbers.ts';
import { operatorBefore } from './operators.ts';
import { lowerAt, type Token } from './tokens.ts';
import { unitAt } from './units.ts';

export interface RelativeMoment {
  /** ISO dates; null: open on this side, both null: too vague, or the article has no date. */
  readonly from: string | null;
  readonly to: string | null;
  readonly end: number;
  /** A number in it is a quantity as well: "two years ago" is two years. */
  readonly hasQuantity: boolean;
  readonly isVague: boolean;
}

/** "two weeks ago", "more than ten years ago", "half a century ago". */
export function ago(tokens: readonly Token[], i: number, today: string): RelativeMoment | null {
  const length = lengthAt(tokens, i);
  if (!length) return null;
  const { count, unit, end } = length;
  if (lowerAt(tokens, end) !== 'ago') return null;
  // Centuries are rounded: "1,000 years ago" names no year.
  if (unit === 'year' && count >= 200) return null;
  const date = dateAway(today, -count, unit);
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

/** "the last weekend of June", "the last year of the war"; but "the past year of talks" is told from now. */
export const isOfAnother = (tokens: readonly Token[], lean: string, at: number): boolean =>
  isOfMonth(tokens, at) || (lowerAt(tokens, at) === 'of' && (lean === 'last' || lean === 'next'));

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
  if (isOfAnother(tokens, lowerAt(tokens, i), unit.end)) return null;
  const date = dateAway(today, direction * number.value * unit.factor, unit.unit);
  if (date === null) return null;
  const [from, to] = direction < 0 ? [date, today] : [today, date];
  return { from, to, end: unit.end, hasQuantity: true, isVague: false };
}
