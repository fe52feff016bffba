/** Units of the calendar by their distance from a day: its own week, the month before, last summer, two years away. */
import { addDays, addMonths, isoOf, weekday } from './calendar.ts';

/** ISO dates of any exactness, both included. */
export interface CalendarSpan {
  readonly from: string;
  readonly to: string;
}

export type Lean = 'last' | 'this' | 'next';

const months = (today: string, from: number, to = from): CalendarSpan => ({
  from: addMonths(today, from),
  to: addMonths(today, to),
});

/** Saturday and Sunday of the last weekend that has begun, moved by `shift` days. */
export function weekendOf(today: string, shift: number): CalendarSpan {
  const saturday = addDays(today, -((weekday(today) - 5 + 7) % 7) + shift);
  return { from: saturday, to: addDays(saturday, 1) };
}

/** "This weekend" is the one to come, and on its two days the one that is; the others are a week from it. */
export function weekendLeaning(today: string, lean: Lean): CalendarSpan {
  const coming = weekday(today) >= 5 ? 0 : 7;
  return weekendOf(today, lean === 'this' ? coming : lean === 'next' ? coming + 7 : coming - 7);
}

/** The unit that holds the day, moved by so many of its kind; null for a word that names none. */
export function unitOf(word: string, today: string, steps: number): CalendarSpan | null {
  const year = Number(today.slice(0, 4));
  const years = (from: number, to: number): CalendarSpan => ({ from: isoOf(from), to: isoOf(to) });
  if (word === 'year') return years(year + steps, year + steps);
  if (word === 'season') return years(year + steps, year + steps + 1);
  if (word === 'decade') return years(year - (year % 10) + 10 * steps, year - (year % 10) + 10 * steps + 9);
  if (word === 'century')
    return years(year - ((year - 1) % 100) + 100 * steps, year - ((year - 1) % 100) + 100 * steps + 99);
  if (word === 'month') return months(today, steps);
  if (word === 'quarter') {
    const first = -((Number(today.slice(5, 7)) - 1) % 3) + 3 * steps;
    return months(today, first, first + 2);
  }
  if (word !== 'week') return null;
  const monday = addDays(today, -weekday(today) + 7 * steps);
  return { from: monday, to: addDays(monday, 6) };
}

export function monthLeaning(today: string, month: number, lean: Lean): CalendarSpan {
  const ahead = month - Number(today.slice(5, 7));
  if (lean === 'last' && ahead >= 0) return months(today, ahead - 12);
  return months(today, lean === 'next' && ahead <= 0 ? ahead + 12 : ahead);
}

/** `month`: in which the season begins; it has three. */
export function seasonLeaning(today: string, month: number, lean: Lean): CalendarSpan {
  let ahead = month - Number(today.slice(5, 7));
  if (month === 12 && lean !== 'next' && ahead > 0) ahead -= 12;
  // A season that is not over is not "last" summer.
  if (lean === 'last' && ahead + 2 >= 0) ahead -= 12;
  if (lean === 'next' && ahead <= 0) ahead += 12;
  return months(today, ahead, ahead + 2);
}

export type Length = 'day' | 'week' | 'month' | 'year';
export const isLength = (unit: string): unit is Length => /^(?:day|week|month|year)$/.test(unit);

/** The date this many units away, as exact as the unit; null before the year 1000. */
export function dateAway(today: string, count: number, unit: Length): string | null {
  if (Math.abs(count) > (unit === 'year' ? 1000 : 12_000)) return null;
  if (unit === 'day') return addDays(today, Math.round(count));
  if (unit === 'week') return addDays(today, Math.round(count * 7));
  const month = addMonths(today, Math.round(unit === 'year' ? count * 12 : count));
  if (Number(month.slice(0, 4)) < 1000) return null;
  return unit === 'year' ? month.slice(0, 4) : month;
}
