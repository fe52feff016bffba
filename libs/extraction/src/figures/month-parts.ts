/** Days and weeks of a month: "the first week of May", "the last Friday in June 2021", "the fourth of July". */
import { addDays, daysIn, isoOf, weekday } from './calendar.ts';
import { monthAt, WEEKDAYS } from './calendar-names.ts';
import { ordinalAt } from './ordinals.ts';
import { isCapitalised, lowerAt, type Token } from './tokens.ts';
import { at, on, yearAfter, type Day, type Moment, type MonthDay } from './years.ts';

const DAYS_OF_WEEK = 7;
/** In place of a number: counted from the end. */
export const LAST = -1;
/** A February without a year is that of a year without a leap day. */
export const ANY_YEAR = 2023;

/** `i`: after the article, if there is one. */
export function monthPartAt(tokens: readonly Token[], i: number): Moment | null {
  const isLast = lowerAt(tokens, i) === 'last' || lowerAt(tokens, i) === 'final';
  const ordinal = isLast ? { value: LAST, end: i + 1 } : ordinalAt(tokens, i);
  if (!ordinal) return null;
  const { value: place, end } = ordinal;
  if (lowerAt(tokens, end) === 'of')
    return place > 0 && tokens[i]?.kind === 'word' && isDefinite(tokens, i)
      ? dayOf(tokens, end, place)
      : null;
  const month = /^(?:of|in)$/.test(lowerAt(tokens, end + 1)) ? monthAt(tokens, end + 2) : null;
  if (month === null || place > 5) return null;
  const year = yearAfter(tokens, end + 3);
  const after = year?.end ?? end + 3;
  const unit = lowerAt(tokens, end);
  if (unit === 'week') return weekOf(year?.year ?? null, month, place, after);
  if (unit === 'day' && (place === 1 || place === LAST))
    return on(at(year?.year ?? null, month, place === 1 ? 1 : daysIn(year?.year ?? ANY_YEAR, month)), after);
  const named = isCapitalised(tokens, end) ? WEEKDAYS.get(unit) : undefined;
  return named === undefined
    ? null
    : onDay((one) => nthWeekday(one, month, named, place), year?.year ?? null, after);
}

/** "A third of June" is a share of it. */
const isDefinite = (tokens: readonly Token[], i: number): boolean =>
  lowerAt(tokens, i - 1) === 'the' || isCapitalised(tokens, i);

/** `end`: where "of" stands. */
function dayOf(tokens: readonly Token[], end: number, day: number): Moment | null {
  const month = monthAt(tokens, end + 1);
  if (month === null) return null;
  const year = yearAfter(tokens, end + 2);
  if (day > daysIn(year?.year ?? 2020, month)) return null;
  return on(at(year?.year ?? null, month, day), year?.end ?? end + 2);
}

/** The first is that of the first seven days, the last that of the last seven. */
function weekOf(year: number | null, month: number, place: number, end: number): Moment | null {
  const last = daysIn(year ?? ANY_YEAR, month);
  const from = place === LAST ? last - DAYS_OF_WEEK + 1 : (place - 1) * DAYS_OF_WEEK + 1;
  if (from > last) return null;
  const day = (number: number): Day => at(year, month, number);
  return { first: day(from), last: day(Math.min(from + DAYS_OF_WEEK - 1, last)), end };
}

/** Monday is 0. A fifth one that the month does not have is its last. */
export function nthWeekday(year: number, month: number, wanted: number, place: number): MonthDay {
  const first = isoOf(year, month, 1);
  const day = 1 + ((wanted - weekday(first) + DAYS_OF_WEEK) % DAYS_OF_WEEK);
  const most = Math.floor((daysIn(year, month) - day) / DAYS_OF_WEEK);
  return { month, day: day + DAYS_OF_WEEK * (place === LAST ? most : Math.min(place - 1, most)) };
}

/** A day that each year has elsewhere; the year is null until it is known. */
export function onDay(dayIn: (year: number) => MonthDay, year: number | null, end: number): Moment {
  if (year === null) return { ...on(at(null, dayIn(ANY_YEAR).month), end), dayIn };
  const { month, day } = dayIn(year);
  return on(at(year, month, day), end);
}

/** The day this many days after another of the same year. */
export function daysAfter(year: number, { month, day }: MonthDay, days: number): MonthDay {
  const iso = addDays(isoOf(year, month, day), days);
  return { month: Number(iso.slice(5, 7)), day: Number(iso.slice(8, 10)) };
}
