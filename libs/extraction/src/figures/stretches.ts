/** One date of a sentence, named or relative, resolved as far as the article's date allows. */
import { wordSet } from '../word-set.ts';
import type { DateFigure } from '../types.ts';
import { daysIn, firstDay, isoOf, lastDay } from './calendar.ts';
import { momentAt } from './moments.ts';
import { outlook, yearFor, type Outlook } from './outlook.ts';
import { relativeMomentAt } from './relative-moments.ts';
import { lowerAt, type Token } from './tokens.ts';
import { at, type Day, type Moment } from './years.ts';

/** A date whose end is counted in tokens, exclusive. */
export interface Stretch extends Pick<DateFigure, 'from' | 'to' | 'certainty'> {
  readonly end: number;
  /** Its number is to be read as a quantity too: "two years ago". */
  readonly hasQuantity: boolean;
}

export function complete(
  first: Day,
  last: Day,
  end: number,
  certainty: DateFigure['certainty'],
): Stretch | null {
  const [from, to] = [isoDay(first), isoDay(last)];
  if (from === null || to === null || firstDay(from) > lastDay(to)) return null;
  return { from, to, end, certainty, hasQuantity: false };
}

function isoDay({ year, month, day }: Day): string | null {
  if (year === null) return null;
  // 29 February of a year that has none: the month is as exact as it can be.
  return isoOf(year, month, month !== null && day !== null && day > daysIn(year, month) ? null : day);
}

/** One date that is named or relative. After "since" it lies in the past, whatever the sentence looks ahead to. */
export function stretchAt(
  tokens: readonly Token[],
  i: number,
  today: string | null,
  side: 'past' | 'open' | 'closed',
  moment: Moment | null = momentAt(tokens, i),
): Stretch | null {
  const ahead = (): Outlook => (side === 'past' ? 'no' : outlook(tokens, i));
  if (moment) return yearLeaning(tokens, moment, today) ?? resolvedMoment(moment, today, ahead);
  const start = lowerAt(tokens, i) === 'the' && LEANING.has(lowerAt(tokens, i + 1)) ? i + 1 : i;
  const relative = relativeMomentAt(
    tokens,
    start,
    today,
    () => ahead() === 'yes' && (side === 'open' || isPlanned(tokens, i)),
  );
  if (!relative) return null;
  const { from, to, end, hasQuantity, isVague } = relative;
  return { from, to, end, certainty: isVague ? 'vague' : 'resolved', hasQuantity };
}

const YEARS_AWAY = new Map([
  ['last', -1],
  ['this', 0],
  ['next', 1],
]);

/** "February last year", "4 May of this year". */
export function yearLeaning(
  tokens: readonly Token[],
  { first, last, end }: Moment,
  today: string | null,
): Stretch | null {
  const leaning = lowerAt(tokens, end) === 'of' ? end + 1 : end;
  const away = YEARS_AWAY.get(lowerAt(tokens, leaning));
  if (today === null || away === undefined || lowerAt(tokens, leaning + 1) !== 'year') return null;
  if (first.year !== null || first.month === null) return null;
  const year = Number(today.slice(0, 4)) + away;
  return complete(at(year, first.month, first.day), at(year, last.month, last.day), leaning + 2, 'resolved');
}

const LEANING = wordSet('last next past coming recent weekend');

function resolvedMoment(
  { first, last, end }: Moment,
  today: string | null,
  ahead: () => Outlook,
): Stretch | null {
  if (first.year !== null) return complete(first, last, end, 'explicit');
  const year = today === null ? null : yearFor(first, today, ahead());
  if (year === null) return { from: null, to: null, end, certainty: 'vague', hasQuantity: false };
  return complete(at(year, first.month, first.day), at(year, last.month, last.day), end, 'resolved');
}

const isPlanned = (tokens: readonly Token[], i: number): boolean =>
  /^(?:on|from|by|until|for|at|over|before|after|between|the)$/.test(lowerAt(tokens, i - 1));
