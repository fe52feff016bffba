/** Parts of a year or a month by their length, and quarters by their number: "the last three months of 2022", "Q3 2022". */
import { addDays, addMonths, daysIn, isoOf } from './calendar.ts';
import { monthAt } from './calendar-names.ts';
import { lengthAt } from './lengths.ts';
import { ANY_YEAR } from './month-parts.ts';
import { isCapitalised, lowerAt, tokenAt, type Token } from './tokens.ts';
import { at, isYearAway, monthsOfYear, yearAfter, type Day, type Moment } from './years.ts';

const ENDS = new Map([
  ['first', 'first'],
  ['opening', 'first'],
  ['last', 'last'],
  ['final', 'last'],
  ['closing', 'last'],
] as const);
export const END_WORDS: readonly string[] = [...ENDS.keys()];

/** `i`: after the article. "The first six months of 2020", "the final ten days of May", "the last two weeks of last year". */
export function yearPartAt(tokens: readonly Token[], i: number): Moment | null {
  const side = [...ENDS].find(([word]) => word === lowerAt(tokens, i))?.[1];
  if (side === undefined) return null;
  const length = lengthAt(tokens, i + 1);
  if (!length || length.unit === 'year' || lowerAt(tokens, length.end) !== 'of') return null;
  const months = length.unit === 'month' ? length.count : 0;
  const days = length.unit === 'week' ? 7 * length.count : length.unit === 'day' ? length.count : 0;
  const size = { side, months, days };
  const month = monthAt(tokens, length.end + 1);
  if (month !== null) {
    const year = yearAfter(tokens, length.end + 2);
    return months ? null : spanIn(year?.year ?? null, month, size, year?.end ?? length.end + 2);
  }
  if (isYearAway(tokens, length.end + 1)) return spanIn(null, null, size, length.end);
  const year = yearAfter(tokens, length.end);
  return year && spanIn(year.year, null, size, year.end);
}

interface Size {
  readonly side: 'first' | 'last';
  readonly months: number;
  readonly days: number;
}

/** Null where the part is longer than the whole. */
function spanIn(
  year: number | null,
  month: number | null,
  { side, months, days }: Size,
  end: number,
): Moment | null {
  const one = year ?? ANY_YEAR;
  const start = isoOf(one, month ?? 1, 1);
  const stop = isoOf(one, month ?? 12, daysIn(one, month ?? 12));
  const isFirst = side === 'first';
  const from = isFirst ? start : months ? addMonths(stop, 1 - months) : addDays(stop, 1 - days);
  const to = isFirst ? (months ? addMonths(start, months - 1) : addDays(start, days - 1)) : stop;
  const within = month === null ? 4 : 7;
  if (from.slice(0, within) !== start.slice(0, within) || to.slice(0, within) !== start.slice(0, within))
    return null;
  const dayOf = (iso: string): Day =>
    at(year, Number(iso.slice(5, 7)), months ? null : Number(iso.slice(8, 10)));
  return { first: dayOf(from), last: dayOf(to), end, hasQuantity: true };
}

/** "Q3 2022", "H1 of last year", "Q4 2019". */
export function quarterAt(tokens: readonly Token[], i: number): Moment | null {
  const months = QUARTERS.get(lowerAt(tokens, i));
  const digit = tokenAt(tokens, i + 1);
  if (!months || !isCapitalised(tokens, i) || digit?.kind !== 'number' || digit.spaced) return null;
  const number = Number(digit.text);
  if (!(number >= 1 && number <= 12 / months)) return null;
  return monthsOfYear(tokens, i + 2, (number - 1) * months + 1, number * months);
}
/** Months each. */
const QUARTERS = new Map([
  ['q', 3],
  ['h', 6],
]);
export const QUARTER_LETTERS: readonly string[] = [...QUARTERS.keys()];
