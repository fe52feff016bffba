/** Dates told by their distance from the article's own: "on Tuesday", "last month", "two years ago", "the weekend". */
import { addDays, addMonths, weekday } from './calendar.ts';
import { isNumberWord, numberAt } from './numbers.ts';
import { operatorBefore } from './operators.ts';
import { isCapitalised, lowerAt, words, type Token } from './tokens.ts';
import { unitAt } from './units.ts';
import { monthAt, WEEKDAYS } from './moments.ts';
import { SEASONS } from './years.ts';

export interface RelativeMoment {
  /** ISO dates; null: open on this side, both null: too vague, or the article has no date. */
  readonly from: string | null;
  readonly to: string | null;
  readonly end: number;
  /** A number in it is a quantity as well: "two years ago" is two years. */
  readonly hasQuantity: boolean;
  readonly isVague: boolean;
}

const span = (from: string | null, to: string | null, end: number): RelativeMoment => ({
  from,
  to,
  end,
  hasQuantity: false,
  isVague: false,
});
const vague = (end: number): RelativeMoment => ({
  from: null,
  to: null,
  end,
  hasQuantity: false,
  isVague: true,
});
const DAYTIMES = words('morning afternoon evening night lunchtime');
const pastDaytime = (tokens: readonly Token[], i: number): number =>
  DAYTIMES.has(lowerAt(tokens, i)) ? i + 1 : i;

/** `today` is the article's date, null when it has none; `ahead`: the sentence speaks of what is to come. */
export function relativeMomentAt(
  tokens: readonly Token[],
  i: number,
  today: string | null,
  ahead: () => boolean,
): RelativeMoment | null {
  const word = lowerAt(tokens, i);
  const found = today === null ? null : resolved(tokens, i, today, ahead);
  if (found) return found;
  if (today === null && resolved(tokens, i, '2000-01-01', ahead))
    return {
      ...(resolved(tokens, i, '2000-01-01', ahead) ?? vague(i + 1)),
      from: null,
      to: null,
      isVague: true,
    };
  return vagueAt(tokens, i, word);
}

const NEAR = new Map([
  ['today', 0],
  ['tonight', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
]);

function resolved(
  tokens: readonly Token[],
  i: number,
  today: string,
  ahead: () => boolean,
): RelativeMoment | null {
  const word = lowerAt(tokens, i);
  const days = NEAR.get(word);
  if (days !== undefined && lowerAt(tokens, i + 1) !== "'") {
    const day = addDays(today, days);
    return span(day, day, pastDaytime(tokens, i + 1));
  }
  if (WEEKDAYS.has(word) && isCapitalised(tokens[i]))
    return weekdayAt(tokens, i, today, ahead() ? 'next' : 'on');
  if (word === 'last' || word === 'this' || word === 'next' || word === 'past')
    return leaning(tokens, i, today, word);
  if ((word === 'earlier' || word === 'later') && lowerAt(tokens, i + 1) === 'this')
    return withinThis(tokens, i, today, word);
  if (
    word === 'weekend' &&
    /^(?:the)$/.test(lowerAt(tokens, i - 1)) &&
    /^(?:at|over|during|on|since|by|after|before)$/.test(lowerAt(tokens, i - 2))
  )
    return weekend(today, ahead() ? 7 : 0, i + 1);
  return ago(tokens, i, today);
}

/** The most recent one, today included; "last" is before today, "next" after it. */
function weekdayAt(
  tokens: readonly Token[],
  i: number,
  today: string,
  lean: 'on' | 'last' | 'next',
): RelativeMoment {
  const back = (weekday(today) - (WEEKDAYS.get(lowerAt(tokens, i)) ?? 0) + 7) % 7;
  const days = lean === 'next' ? 7 - back : lean === 'last' && back === 0 ? -7 : -back;
  const day = addDays(today, days);
  return span(day, day, pastDaytime(tokens, i + 1));
}

/** Saturday and Sunday of the last weekend that has begun, moved by `shift` days. */
function weekend(today: string, shift: number, end: number): RelativeMoment {
  const saturday = addDays(today, -((weekday(today) - 5 + 7) % 7) + shift);
  return span(saturday, addDays(saturday, 1), end);
}

/** "last week", "this year", "next Tuesday", "last March", "this summer", "the past five years". */
function leaning(
  tokens: readonly Token[],
  i: number,
  today: string,
  lean: 'last' | 'this' | 'next' | 'past',
): RelativeMoment | null {
  const word = lowerAt(tokens, i + 1);
  const steps = lean === 'this' ? 0 : lean === 'next' ? 1 : -1;
  if (lean === 'past') return stretch(tokens, i, today, -1);
  if (WEEKDAYS.has(word)) return weekdayAt(tokens, i + 1, today, lean === 'this' ? 'on' : lean);
  const month = monthAt(tokens, i + 1);
  if (month !== null) return leaningMonth(today, month, lean, i + 2);
  const season = SEASONS.get(word);
  if (season !== undefined) return leaningSeason(today, season, lean, i + 2);
  if (word === 'night' && lean === 'last') return span(addDays(today, -1), addDays(today, -1), i + 2);
  if (DAYTIMES.has(word) && lean === 'this') return span(today, today, i + 2);
  if (word === 'weekend')
    return weekend(
      today,
      lean === 'next'
        ? 14
        : lean === 'this' && weekday(today) < 5
          ? 7
          : weekday(today) >= 5 && lean === 'last'
            ? -7
            : 0,
      i + 2,
    );
  return (
    calendarUnit(word, today, steps, i + 2) ?? (lean === 'this' ? null : stretch(tokens, i, today, steps))
  );
}

function calendarUnit(word: string, today: string, steps: number, end: number): RelativeMoment | null {
  const year = Number(today.slice(0, 4));
  const years = (from: number, to: number): RelativeMoment =>
    span(String(from).padStart(4, '0'), String(to).padStart(4, '0'), end);
  if (word === 'year') return years(year + steps, year + steps);
  if (word === 'season') return years(year + steps, year + steps + 1);
  if (word === 'decade') return years(year - (year % 10) + 10 * steps, year - (year % 10) + 10 * steps + 9);
  if (word === 'century')
    return years(year - ((year - 1) % 100) + 100 * steps, year - ((year - 1) % 100) + 100 * steps + 99);
  if (word === 'month') return span(addMonths(today, steps), addMonths(today, steps), end);
  if (word === 'quarter') {
    const first = addMonths(today, -((Number(today.slice(5, 7)) - 1) % 3) + 3 * steps);
    return span(first, addMonths(first, 2), end);
  }
  if (word !== 'week') return null;
  const monday = addDays(today, -weekday(today) + 7 * steps);
  return span(monday, addDays(monday, 6), end);
}

function leaningMonth(
  today: string,
  month: number,
  lean: 'last' | 'this' | 'next',
  end: number,
): RelativeMoment {
  const away = month - Number(today.slice(5, 7));
  const shift =
    lean === 'last' ? (away >= 0 ? away - 12 : away) : lean === 'next' && away <= 0 ? away + 12 : away;
  return span(addMonths(today, shift), addMonths(today, shift), end);
}

function leaningSeason(
  today: string,
  month: number,
  lean: 'last' | 'this' | 'next',
  end: number,
): RelativeMoment {
  let away = month - Number(today.slice(5, 7));
  if (month === 12 && lean !== 'next' && away > 0) away -= 12;
  // A season that is not over is not "last" summer.
  if (lean === 'last' && away + 2 >= 0) away -= 12;
  if (lean === 'next' && away <= 0) away += 12;
  return span(addMonths(today, away), addMonths(today, away + 2), end);
}

/** "earlier this year": from its beginning to the article's date; "later this year": from there to its end. */
function withinThis(
  tokens: readonly Token[],
  i: number,
  today: string,
  word: 'earlier' | 'later',
): RelativeMoment | null {
  const unit = lowerAt(tokens, i + 2);
  const whole = calendarUnit(unit, today, 0, i + 3);
  if (!whole || unit === 'decade' || unit === 'century') return whole;
  const first =
    unit === 'year'
      ? `${today.slice(0, 4)}-01-01`
      : unit === 'month'
        ? `${today.slice(0, 7)}-01`
        : whole.from;
  return word === 'earlier' ? span(first, today, i + 3) : span(today, whole.to, i + 3);
}

type Length = 'day' | 'week' | 'month' | 'year';
const isLength = (unit: string): unit is Length => /^(?:day|week|month|year)$/.test(unit);

/** The date this many units away, as exact as the unit; null before the year 1000. */
function away(today: string, count: number, unit: Length): string | null {
  if (Math.abs(count) > (unit === 'year' ? 1000 : 12_000)) return null;
  if (unit === 'day') return addDays(today, Math.round(count));
  if (unit === 'week') return addDays(today, Math.round(count * 7));
  const month = addMonths(today, Math.round(unit === 'year' ? count * 12 : count));
  if (Number(month.slice(0, 4)) < 1000) return null;
  return unit === 'year' ? month.slice(0, 4) : month;
}

/** "two weeks ago", "more than ten years ago", "a year ago". */
function ago(tokens: readonly Token[], i: number, today: string): RelativeMoment | null {
  const isOne = /^an?$/.test(lowerAt(tokens, i));
  const number = numberAt(tokens, i) ?? (isOne ? { value: 1, end: i + 1, isVague: false } : null);
  if (!number || number.isVague) return null;
  const unit = unitAt(tokens, number.end);
  if (unit?.kind !== 'duration' || lowerAt(tokens, unit.end) !== 'ago' || !isLength(unit.unit)) return null;
  // Centuries are rounded: "1,000 years ago" names no year.
  if (unit.unit === 'year' && number.value * unit.factor >= 200) return null;
  const date = away(today, -number.value * unit.factor, unit.unit);
  if (date === null) return null;
  const operator = operatorBefore(tokens, i)?.operator;
  const [from, to] =
    operator === '>' || operator === '>='
      ? [null, date]
      : operator === '<' || operator === '<='
        ? [date, null]
        : [date, date];
  return { from, to, end: unit.end + 1, hasQuantity: true, isVague: false };
}

/** "the past five years", "the next two months": from or to the article's date. */
function stretch(
  tokens: readonly Token[],
  i: number,
  today: string,
  direction: number,
): RelativeMoment | null {
  const number = numberAt(tokens, i + 1) ?? { value: 1, end: i + 1, isVague: false };
  const unit = unitAt(tokens, number.end);
  if (unit?.kind !== 'duration' || number.isVague || !isLength(unit.unit)) return null;
  const date = away(today, direction * number.value * unit.factor, unit.unit);
  if (date === null) return null;
  const [from, to] = direction < 0 ? [date, today] : [today, date];
  return { from, to, end: unit.end, hasQuantity: true, isVague: false };
}

const LENGTHS = /^(?:days|weeks|months|years|decades|centuries|generations)$/;
/** "years ago", "a few weeks ago", "in recent months", "in the coming weeks", "recently". */
function vagueAt(tokens: readonly Token[], i: number, word: string): RelativeMoment | null {
  if (word === 'recently') return vague(i + 1);
  if ((word === 'recent' || word === 'coming') && LENGTHS.test(lowerAt(tokens, i + 1))) return vague(i + 2);
  // After a number it is "2,300 years ago": too long ago for a date, and a quantity.
  if (
    LENGTHS.test(word) &&
    lowerAt(tokens, i + 1) === 'ago' &&
    tokens[i - 1]?.kind !== 'number' &&
    !isNumberWord(lowerAt(tokens, i - 1))
  )
    return vague(i + 2);
  return null;
}
