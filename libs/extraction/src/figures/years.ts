/** Dates that name no day: "2019", "2018-19", "the 1990s", "summer 2020", "the first half of 2019", "the 19th century". */
import { currencyAt } from './currencies.ts';
import { nounPhraseAt } from './noun-phrases.ts';
import { operatorBefore } from './operators.ts';
import type { Ordinal } from './ordinals.ts';
import { isNumberAt, joinsAt, lowerAt, pastHyphen, type Token } from './tokens.ts';
import { unitAt } from './units.ts';

/** A date as exact as the text is; a month without a year is for the reader of the article's date. */
export interface Day {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  /** Monday is 0; told beside day and month, it settles a year that is not. */
  readonly weekday?: number;
}

export interface Moment {
  readonly first: Day;
  readonly last: Day;
  /** Index of the token after it. */
  readonly end: number;
  /** For a day that lies elsewhere in each year; `first` and `last` then hold no day before the year is known. */
  readonly dayIn?: (year: number) => MonthDay;
  /** A number in it is a quantity as well: "the first six months of 2020" are six months. */
  readonly hasQuantity?: true;
}

export interface MonthDay {
  readonly month: number;
  readonly day: number;
}

export const SEASONS = new Map([
  ['spring', 3],
  ['summer', 6],
  ['autumn', 9],
  ['fall', 9],
  ['winter', 12],
]);

export const at = (year: number | null, month: number | null = null, day: number | null = null): Day => ({
  year,
  month,
  day,
});
export const on = (day: Day, end: number): Moment => ({ first: day, last: day, end });

/** Four digits of a year from 1000 to 2099. */
const YEAR = /^(?:1[0-9]|20)\d\d$/;

/** "last year", "this year", "next year": how many years away from the article's; null for all else. */
export function yearsAwayAt(tokens: readonly Token[], i: number): number | null {
  return lowerAt(tokens, i + 1) === 'year' ? (YEARS_AWAY.get(lowerAt(tokens, i)) ?? null) : null;
}
const YEARS_AWAY = new Map([
  ['last', -1],
  ['this', 0],
  ['next', 1],
]);
export const isYearAway = (tokens: readonly Token[], i: number): boolean => yearsAwayAt(tokens, i) !== null;

export const APOSTROPHES: ReadonlySet<string> = new Set(["'", '’', '‘']);

/** "’97": an apostrophe and two digits of a year, nearer to the year 2000 than to any other. */
function twoDigitsAt(tokens: readonly Token[], i: number): number | null {
  const digits = tokens[i + 1];
  if (!APOSTROPHES.has(lowerAt(tokens, i)) || digits?.spaced !== false || !/^\d\d$/.test(digits.text))
    return null;
  return Number(digits.text) + (Number(digits.text) < 50 ? 2000 : 1900);
}

/** "in ’97", "the ’90s". */
export function shortYearAt(tokens: readonly Token[], i: number): Moment | null {
  const year = twoDigitsAt(tokens, i);
  if (year === null) return null;
  const after = tokens[i + 2];
  if (after?.lower === 's' && !after.spaced)
    return year % 10 === 0 ? { first: at(year), last: at(year + 9), end: i + 3 } : null;
  return BEFORE_YEAR.test(lowerAt(tokens, i - 1)) && after?.kind !== 'word' ? on(at(year), i + 2) : null;
}
const BEFORE_YEAR = /^(?:in|since|of|until|till|by|before|after|from|to)$/;

/** A year right after a month or a season. */
export function yearAfter(tokens: readonly Token[], i: number): { year: number; end: number } | null {
  const of = lowerAt(tokens, i) === 'of' ? i + 1 : i;
  const short = twoDigitsAt(tokens, of);
  if (short !== null && lowerAt(tokens, of + 2) !== 's' && !unitAt(tokens, of + 2))
    return { year: short, end: of + 2 };
  const j = lowerAt(tokens, i) === ',' || lowerAt(tokens, i) === 'of' ? i + 1 : pastHyphen(tokens, i);
  const token = tokens[j];
  if (token?.kind !== 'number' || !YEAR.test(token.text)) return null;
  return unitAt(tokens, j + 1) || lowerAt(tokens, j + 1) === 'people'
    ? null
    : { year: Number(token.text), end: j + 1 };
}

/** "summer 2020", "the winter of 2015". Seasons are those of the north; a winter lies in two years, so a single year is kept as it is. */
export function seasonAt(tokens: readonly Token[], i: number): Moment | null {
  const month = SEASONS.get(lowerAt(tokens, i));
  if (month === undefined) return null;
  const year = yearAfter(tokens, i + 1);
  if (year && month === WINTER) return winterOf(tokens, year);
  if (year) return { first: at(year.year, month), last: at(year.year, month + 2), end: year.end };
  const isSeason =
    lowerAt(tokens, i - 1) === 'the'
      ? /^(?:in|since|until|by|during|over|of|before|after)$/.test(lowerAt(tokens, i - 2))
      : /^(?:in|since|until|by)$/.test(lowerAt(tokens, i - 1));
  return isSeason && month !== WINTER && lowerAt(tokens, i) !== 'fall' && tokens[i + 1]?.kind !== 'word'
    ? { first: at(null, month), last: at(null, month + 2), end: i + 1 }
    : null;
}

const WINTER = 12;

/** "the winter of 2019-20" is one winter. */
function winterOf(tokens: readonly Token[], { year, end }: { year: number; end: number }): Moment {
  const years = yearRange(tokens, end - 1, year);
  return years?.last.year === year + 1
    ? { first: at(year, WINTER), last: at(year + 1, 2), end: years.end }
    : on(at(year), end);
}

/** "2019", "2014-2016", "2018/19", "the 1990s"; not four digits that count something. */
export function yearsAt(tokens: readonly Token[], i: number): Moment | null {
  const token = tokens[i];
  if (token?.text.length !== 4 || !YEAR.test(token.text)) return null;
  const year = Number(token.text);
  const after = tokens[i + 1];
  const joined = i > 0 && !token.spaced && !/^[(\-–—/“"‘'’[]$/.test(lowerAt(tokens, i - 1));
  if (joined || isNumberAt(tokens, i - 1)) return null;
  if (after?.lower === 's' && !after.spaced)
    return year % 10 === 0
      ? { first: at(year), last: at(year + (year % 100 === 0 && year < 1900 ? 99 : 9)), end: i + 2 }
      : null;
  if (after?.kind === 'word' && !after.spaced) return null;
  if (currencyAt(tokens, i - 1) || unitAt(tokens, i + 1) || lowerAt(tokens, i + 1) === 'people') return null;
  const range = yearRange(tokens, i, year);
  if (range) return range;
  return countsThings(tokens, i, year) ? null : on(at(year), i + 1);
}

function yearRange(tokens: readonly Token[], i: number, year: number): Moment | null {
  const isSlash =
    lowerAt(tokens, i + 1) === '/' && tokens[i + 1]?.spaced === false && tokens[i + 2]?.spaced === false;
  const text = joinsAt(tokens, i + 1) || isSlash ? lowerAt(tokens, i + 2) : '';
  const last = /^\d{4}$/.test(text)
    ? Number(text)
    : /^\d\d$/.test(text)
      ? year - (year % 100) + Number(text)
      : 0;
  return last > year && last <= 2100 ? { first: at(year), last: at(last), end: i + 3 } : null;
}

/** "more than 2000 homes", "1200 seats": a comparator before it, or a year that long ago without a preposition. */
function countsThings(tokens: readonly Token[], i: number, year: number): boolean {
  const operator = operatorBefore(tokens, i);
  // "since at least 2015"
  if (operator && /^(?:since|until|till|by)$/.test(lowerAt(tokens, operator.start - 1))) return false;
  if (operator && operator.phrase !== 'circa')
    return nounPhraseAt(tokens, i + 1).isPlural || !/^(?:around|about|only|just)$/.test(operator.phrase);
  if (year >= 1900) return year > 2100;
  return (
    !/^(?:in|since|from|until|till|by|before|after|of|to|and|circa|early|late|year|around|-)$/.test(
      lowerAt(tokens, i - 1),
    ) || nounPhraseAt(tokens, i + 1).isPlural
  );
}

/** "the 19th century", "the first half of 2019", "the third quarter of last year". */
export function centuryOrPart(tokens: readonly Token[], { value: ordinal, end }: Ordinal): Moment | null {
  const next = pastHyphen(tokens, end);
  const unit = lowerAt(tokens, next);
  if (unit === 'century' && ordinal >= 11 && ordinal <= 21)
    return { first: at(ordinal * 100 - 99), last: at(ordinal * 100), end: next + 1 };
  const months = unit === 'half' && ordinal <= 2 ? 6 : unit === 'quarter' && ordinal <= 4 ? 3 : 0;
  if (!months) return null;
  return monthsOfYear(tokens, next + 1, (ordinal - 1) * months + 1, ordinal * months);
}

/** The year that stands here, after its half or quarter, as those of its months: "2019", "of 2019", "of last year". */
export function monthsOfYear(
  tokens: readonly Token[],
  i: number,
  first: number,
  last: number,
): Moment | null {
  const year = yearAfter(tokens, i);
  if (year) return { first: at(year.year, first), last: at(year.year, last), end: year.end };
  const away = lowerAt(tokens, i) === 'of' && isYearAway(tokens, i + 1);
  return away ? { first: at(null, first), last: at(null, last), end: i } : null;
}
