/** Lengths of time that end with a date: "in the year to March 2023", "over the three months ending in June", "the week to 4 May". */
import { wordSet } from '../word-set.ts';
import { addDays, addMonths, daysIn, isoOf, lastDay } from './calendar.ts';
import { stretchAt, type Stretch } from './stretches.ts';
import { lowerAt, tokenAt, type Token } from './tokens.ts';

export const ENDINGS = wordSet('to ending ended');
const IN_DAYS = new Map([
  ['week', 7],
  ['weeks', 7],
]);
const IN_MONTHS = new Map([
  ['month', 1],
  ['months', 1],
  ['quarter', 3],
  ['quarters', 3],
  ['year', 12],
  ['years', 12],
]);
/** "Put off by two months to June" is no length that ends in June. */
const BEFORE_LENGTH = wordSet('in over for during of');

/** `i`: of the word that ends the length. The date goes from the first day, or month, of the length to its last. */
export function lengthTo(tokens: readonly Token[], i: number, today: string | null): Stretch | null {
  const unit = lowerAt(tokens, i - 1);
  const inDays = IN_DAYS.get(unit);
  const each = inDays ?? IN_MONTHS.get(unit);
  const count = each && countBefore(tokens, i - 1);
  if (!count) return null;
  const next = /^(?:in|on)$/.test(lowerAt(tokens, i + 1)) ? i + 2 : i + 1;
  const last = stretchAt(tokens, next, today, 'past');
  if (!last?.to || last.from === null || last.hasQuantity || last.to.length === 4) return null;
  if (inDays !== undefined && last.to.length < 10) return null;
  const length = count * each;
  const from = inDays === undefined ? firstOfMonths(last.to, length) : addDays(last.to, 1 - length);
  return { ...last, from };
}

/** "the year", "the three months", "12 months"; 0 when it is no such length. `unit`: where its unit stands. */
function countBefore(tokens: readonly Token[], unit: number): number {
  const { value } = tokenAt(tokens, unit - 1) ?? { value: null };
  const start = value === null ? unit : unit - 1;
  const hasArticle = lowerAt(tokens, start - 1) === 'the';
  if (value === null && !hasArticle) return 0;
  const before = lowerAt(tokens, hasArticle ? start - 2 : start - 1);
  return BEFORE_LENGTH.has(before) || (hasArticle && start === 1) ? (value ?? 1) : 0;
}

/** The first month, or day, of so many months of which this is the last. */
function firstOfMonths(last: string, months: number): string {
  if (last.length === 7) return addMonths(last, 1 - months);
  if (last === lastDay(last.slice(0, 7))) return `${addMonths(last, 1 - months)}-01`;
  const month = addMonths(last, -months);
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return addDays(isoOf(year, number, Math.min(Number(last.slice(8)), daysIn(year, number))), 1);
}
