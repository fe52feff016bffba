/** Dates that are named: "12 May 2020", "May 3-5", "Tuesday 4 June", "31/12/2020", "the late 1990s". */
import { wordSet } from '../word-set.ts';
import { daysIn } from './calendar.ts';
import { monthAt, MONTHS, WEEKDAYS } from './calendar-names.ts';
import { HOLIDAY_NAMES, holidayAt } from './holidays.ts';
import { decadeAt, DECADE_WORDS } from './decades.ts';
import { monthPartAt } from './month-parts.ts';
import { isCapitalised, isOf, joinsAt, lowerAt, NUMBER, pastHyphen, tokenAt, type Token } from './tokens.ts';
import { unitAt } from './units.ts';
import { ordinalAt, ORDINAL_ENDINGS, ORDINAL_WORDS } from './ordinals.ts';
import { wordClass } from './vocabulary.ts';
import { END_WORDS, QUARTER_LETTERS, quarterAt, yearPartAt } from './year-parts.ts';
import {
  APOSTROPHES,
  at,
  centuryOrPart,
  isYearAway,
  on,
  SEASONS,
  seasonAt,
  shortYearAt,
  yearAfter,
  yearsAt,
  type Day,
  type Moment,
} from './years.ts';

/** Months that are words or first names as well count alone only after one of these. */
const NAMES = wordSet('january april june august may march jan mar jun jul sep dec oct nov feb apr aug sept');
const BEFORE_MONTH = wordSet(
  'in since until till by from of last this next early late mid between and to during before after for least through around about the a an',
);

const PART = wordSet('early mid late start beginning middle end');
const NAMES_TIME = wordClass([
  ...MONTHS.keys(),
  ...WEEKDAYS.keys(),
  ...SEASONS.keys(),
  ...PART,
  ...ORDINAL_WORDS,
  ...END_WORDS,
  ...DECADE_WORDS,
  ...QUARTER_LETTERS,
  ...HOLIDAY_NAMES,
  ...APOSTROPHES,
]);

export function momentAt(tokens: readonly Token[], i: number): Moment | null {
  const token = tokenAt(tokens, i);
  if (token?.kind === 'number')
    return numericDate(tokens, i, token) ?? dayFirst(tokens, i) ?? yearsAt(tokens, i);
  if (token?.kind === 'mark') return shortYearAt(tokens, i);
  if (token?.kind !== 'word') return null;
  if (token.lower === 'the') return isOf(tokens, i + 1, NUMBER | NAMES_TIME) ? part(tokens, i) : null;
  if (!isOf(tokens, i, NAMES_TIME)) return null;
  if (token.text.length === 1) return quarterAt(tokens, i);
  return (
    monthFirst(tokens, i) ??
    weekdayFirst(tokens, i) ??
    seasonAt(tokens, i) ??
    part(tokens, i) ??
    holidayAt(tokens, i)
  );
}

/** "2020-05-12", "31/12/2020", "12.05.2020". Day and month are only told apart when one of them is above twelve. */
function numericDate(tokens: readonly Token[], i: number, { lower }: Token): Moment | null {
  const dotted = lower.length > 7 ? /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(lower) : null;
  if (dotted) return dayMonthYear(dotted.slice(1).map(Number), i + 1);
  const mark = lowerAt(tokens, i + 1);
  if (
    (mark !== '-' && mark !== '/') ||
    lowerAt(tokens, i + 3) !== mark ||
    tokens[i + 1]?.spaced ||
    tokens[i + 2]?.spaced ||
    tokens[i + 4]?.spaced
  )
    return null;
  const parts = [i, i + 2, i + 4].map((j) => lowerAt(tokens, j));
  if (!parts.every((text) => /^\d{1,4}$/.test(text))) return null;
  const [first = 0, second = 0, third = 0] = parts.map(Number);
  if (parts[0]?.length === 4) return isDay(first, second, third) ? on(at(first, second, third), i + 5) : null;
  return parts[2]?.length === 4 ? dayMonthYear([first, second, third], i + 5) : null;
}

function dayMonthYear([first = 0, second = 0, year = 0]: readonly number[], end: number): Moment | null {
  if (year < 1000 || year > 2100) return null;
  if (first > 12) return isDay(year, second, first) ? on(at(year, second, first), end) : null;
  if (second > 12) return isDay(year, first, second) ? on(at(year, first, second), end) : null;
  return isDay(year, first, second) ? on(at(year, ...(first === second ? [first, second] : [])), end) : null;
}

const isDay = (year: number | null, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year ?? 2020, month);

/** A day of the month at this token, with its "th"; null for other numbers. */
function dayNumberAt(tokens: readonly Token[], i: number): { day: number; end: number } | null {
  const token = tokenAt(tokens, i);
  if (token?.kind !== 'number' || token.text.length > 2 || !/^\d{1,2}$/.test(token.text)) return null;
  const day = Number(token.text);
  if (day < 1 || day > 31) return null;
  const next = tokens[i + 1];
  const isOrdinal = next?.spaced === false && ORDINAL_ENDINGS.has(next.lower);
  return { day, end: isOrdinal ? i + 2 : i + 1 };
}

const TO = wordSet('to and – until');

/** "12 May", "the 3rd of June 2019", "12-15 May 2020", "3 and 4 June", "12 to 15 May". */
function dayFirst(tokens: readonly Token[], i: number): Moment | null {
  const first = dayNumberAt(tokens, i);
  if (!first || (lowerAt(tokens, i - 1) === '.' && !tokens[i]?.spaced)) return null;
  let last = first;
  const joiner = lowerAt(tokens, first.end);
  if (joinsAt(tokens, first.end) || TO.has(joiner)) {
    const second = dayNumberAt(tokens, first.end + 1);
    if (second && second.day > first.day) last = second;
  }
  const month = monthAt(tokens, pastOf(tokens, last.end));
  if (month === null) return null;
  const afterMonth = pastStop(tokens, pastOf(tokens, last.end) + 1);
  const year = yearAfter(tokens, afterMonth);
  if (!isDay(year?.year ?? null, month, last.day)) return null;
  const named = (day: number): Day => at(year?.year ?? null, month, day);
  return { first: named(first.day), last: named(last.day), end: year?.end ?? pastOf(tokens, last.end) + 1 };
}

const pastOf = (tokens: readonly Token[], i: number): number =>
  lowerAt(tokens, i) === 'of' ? i + 1 : pastHyphen(tokens, i);
/** "Sept. 3": the full stop of an abbreviated month, when something follows it. */
const pastStop = (tokens: readonly Token[], i: number): number =>
  tokens[i]?.text === '.' &&
  !tokens[i]?.spaced &&
  (tokenAt(tokens, i - 1)?.text.length ?? 9) <= 4 &&
  tokens[i + 1]?.kind === 'number'
    ? i + 1
    : i;

/** "May 12", "May 3-5, 2020", "May 2020", "in May". */
function monthFirst(tokens: readonly Token[], i: number): Moment | null {
  const month = monthAt(tokens, i);
  if (month === null) return null;
  const next = pastStop(tokens, i + 1);
  const first = dayNumberAt(tokens, next);
  if (first && isDay(null, month, first.day) && !unitAt(tokens, first.end)) {
    const joined = joinsAt(tokens, first.end) || /^(?:to|and|–)$/.test(lowerAt(tokens, first.end));
    const second = joined ? dayNumberAt(tokens, first.end + 1) : null;
    const last =
      second &&
      second.day > first.day &&
      isDay(null, month, second.day) &&
      monthAt(tokens, second.end) === null
        ? second
        : first;
    const year = yearAfter(tokens, last.end);
    return {
      first: at(year?.year ?? null, month, first.day),
      last: at(year?.year ?? null, month, last.day),
      end: year?.end ?? last.end,
    };
  }
  const year = yearAfter(tokens, next);
  if (year) return on(at(year.year, month), year.end);
  // "mid-January"
  const before = joinsAt(tokens, i - 1) ? i - 2 : i - 1;
  const isListed = lowerAt(tokens, before) === ',' && monthAt(tokens, before - 1) !== null;
  if (NAMES.has(lowerAt(tokens, i)) && !BEFORE_MONTH.has(lowerAt(tokens, before)) && !isListed) return null;
  if (NAMES.has(lowerAt(tokens, i)) && isCapitalised(tokens, i + 1) && tokens[i + 1]?.text !== 'I')
    return null;
  return on(at(null, month), i + 1);
}

/** "Tuesday 12 May", "Friday, 3 June 2022": the weekday adds nothing to a date that is named, and the year to one without. */
function weekdayFirst(tokens: readonly Token[], i: number): Moment | null {
  const weekday = isCapitalised(tokens, i) ? WEEKDAYS.get(lowerAt(tokens, i)) : undefined;
  if (weekday === undefined) return null;
  let next = lowerAt(tokens, i + 1) === ',' ? i + 2 : i + 1;
  if (lowerAt(tokens, next) === 'the') next += 1;
  const moment =
    dayFirst(tokens, next) ??
    (monthAt(tokens, next) !== null && dayNumberAt(tokens, pastStop(tokens, next + 1))
      ? monthFirst(tokens, next)
      : null);
  const isOneDay = moment !== null && moment.first.day === moment.last.day;
  return isOneDay ? on({ ...moment.first, weekday }, moment.end) : moment;
}

/** "early 2020", "mid-1980s", "the end of last year", "the first half of 2019", "the late 19th century", "the first week of May". */
function part(tokens: readonly Token[], i: number): Moment | null {
  let start = i;
  if (lowerAt(tokens, start) === 'the') start += 1;
  const within = yearPartAt(tokens, start) ?? monthPartAt(tokens, start);
  if (within) return within;
  const ordinal = ordinalAt(tokens, start);
  if (ordinal) return centuryOrPart(tokens, ordinal);
  const name = lowerAt(tokens, start);
  if (!PART.has(name)) return start > i ? yearOrDecade(tokens, start) : null;
  let next = pastHyphen(tokens, start + 1);
  if (lowerAt(tokens, next) === 'of') next += 1;
  if (lowerAt(tokens, next) === 'the') next += 1;
  // "end of early end of …" must not nest.
  if (PART.has(lowerAt(tokens, next))) return null;
  // What is cut has no year yet: its words follow.
  if (isYearAway(tokens, next)) return cut({ first: at(null), last: at(null), end: next }, name);
  const century = ordinalAt(tokens, next);
  const whole =
    (century && centuryOrPart(tokens, century)) ?? decadeAt(tokens, next) ?? momentAt(tokens, next);
  return whole && cut(whole, name);
}

const yearOrDecade = (tokens: readonly Token[], i: number): Moment | null => {
  if (tokens[i]?.kind === 'mark') return shortYearAt(tokens, i);
  const decade = tokens[i]?.kind === 'number' && lowerAt(tokens, i + 1) === 's' ? yearsAt(tokens, i) : null;
  return decade ?? decadeAt(tokens, i) ?? (SEASONS.has(lowerAt(tokens, i)) ? seasonAt(tokens, i) : null);
};

/** A third of a year, of a decade or of a century; a month is not cut further. */
function cut(whole: Moment, name: string): Moment {
  const [first, last] = [whole.first, whole.last];
  const third = /^(?:early|start|beginning)$/.test(name) ? 0 : name.startsWith('mid') ? 1 : 2;
  if (first.year !== null && last.year !== null && last.year - first.year === 9) {
    const [from = 0, to = 9] =
      [
        [0, 3],
        [4, 6],
        [7, 9],
      ][third] ?? [];
    return { ...whole, first: at(first.year + from), last: at(first.year + to) };
  }
  if (first.year !== null && last.year !== null && last.year - first.year === 99)
    return {
      ...whole,
      first: at(first.year + 33 * third),
      last: at(third === 2 ? last.year : first.year + 33 * third + 32),
    };
  if (first.month !== null || first.year !== last.year) return whole;
  if (name === 'end') return { ...whole, first: at(first.year, 12), last: at(first.year, 12) };
  if (name === 'start' || name === 'beginning')
    return { ...whole, first: at(first.year, 1), last: at(first.year, 1) };
  return { ...whole, first: at(first.year, third * 4 + 1), last: at(first.year, third * 4 + 4) };
}
