/** Dates that name no day: "2019", "2018-19", "the 1990s", "summer 2020", "the first half of 2019", "the 19th century". */
import { wordSet } from '../word-set.ts';
import { currencyAt } from './currencies.ts';
import { nounPhraseAt } from './noun-phrases.ts';
import { operatorBefore } from './operators.ts';
import { isNumberAt, joinsAt, lowerAt, pastHyphen, tokenAt, type Token } from './tokens.ts';
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

/** A year right after a month or a season. */
export function yearAfter(tokens: readonly Token[], i: number): { year: number; end: number } | null {
  const j = lowerAt(tokens, i) === ',' || lowerAt(tokens, i) === 'of' ? i + 1 : pastHyphen(tokens, i);
  const token = tokens[j];
  if (token?.kind !== 'number' || !YEAR.test(token.text)) return null;
  return unitAt(tokens, j + 1) || lowerAt(tokens, j + 1) === 'people'
    ? null
    : { year: Number(token.text), end: j + 1 };
}

/** "summer 2020", "the winter of 2015". Seasons are those of the north; a winter lies in two years, so its year alone is kept. */
export function seasonAt(tokens: readonly Token[], i: number): Moment | null {
  const month = SEASONS.get(lowerAt(tokens, i));
  if (month === undefined) return null;
  const year = yearAfter(tokens, i + 1);
  if (year)
    return month === 12
      ? on(at(year.year), year.end)
      : { first: at(year.year, month), last: at(year.year, month + 2), end: year.end };
  const isSeason =
    lowerAt(tokens, i - 1) === 'the'
      ? /^(?:in|since|until|by|during|over|of|before|after)$/.test(lowerAt(tokens, i - 2))
      : /^(?:in|since|until|by)$/.test(lowerAt(tokens, i - 1));
  return isSeason && month !== 12 && lowerAt(tokens, i) !== 'fall' && tokens[i + 1]?.kind !== 'word'
    ? { first: at(null, month), last: at(null, month + 2), end: i + 1 }
    : null;
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

export const ORDINALS = new Map('first second third fourth'.split(' ').map((word, i) => [word, i + 1]));
export const ORDINAL_ENDINGS = wordSet('st nd rd th');
export function ordinalAt(tokens: readonly Token[], i: number): number | null {
  const token = tokenAt(tokens, i);
  if (token?.kind !== 'number') return ORDINALS.get(lowerAt(tokens, i)) ?? null;
  const next = tokens[i + 1];
  return next?.spaced === false && ORDINAL_ENDINGS.has(next.lower) ? token.value : null;
}

export function centuryOrPart(tokens: readonly Token[], i: number, ordinal: number): Moment | null {
  const next = pastHyphen(tokens, tokens[i]?.kind === 'number' ? i + 2 : i + 1);
  const unit = lowerAt(tokens, next);
  if (unit === 'century' && ordinal >= 11 && ordinal <= 21)
    return { first: at(ordinal * 100 - 99), last: at(ordinal * 100), end: next + 1 };
  const months = unit === 'half' && ordinal <= 2 ? 6 : unit === 'quarter' && ordinal <= 4 ? 3 : 0;
  const year = months ? yearAfter(tokens, next + 1) : null;
  return (
    year && {
      first: at(year.year, (ordinal - 1) * months + 1),
      last: at(year.year, ordinal * months),
      end: year.end,
    }
  );
}
