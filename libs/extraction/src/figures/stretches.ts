/** One date of a sentence, named or relative, resolved as far as the article's date allows. */
import { wordSet } from '../word-set.ts';
import type { DateFigure } from '../types.ts';
import { daysIn, firstDay, isoOf, lastDay } from './calendar.ts';
import { momentAt } from './moments.ts';
import { outlook, yearFor, type Outlook } from './outlook.ts';
import { relativeMomentAt } from './relative-moments.ts';
import { lowerAt, type Token } from './tokens.ts';
import { at, yearsAwayAt, type Day, type Moment } from './years.ts';

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
  if (moment) {
    const stretch =
      yearLeaning(tokens, moment, today) ??
      yearOfList(tokens, moment, today) ??
      resolvedMoment(moment, today, ahead);
    return stretch && { ...stretch, hasQuantity: moment.hasQuantity === true };
  }
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

/** "February last year", "4 May of this year". */
export function yearLeaning(tokens: readonly Token[], moment: Moment, today: string | null): Stretch | null {
  const { first, end } = moment;
  const leaning = lowerAt(tokens, end) === 'of' ? end + 1 : end;
  const away = yearsAwayAt(tokens, leaning);
  if (today === null || away === null || first.year !== null || first.month === null) return null;
  return inYear(moment, Number(today.slice(0, 4)) + away, leaning + 2);
}

/** "July and August 2018", "May, June and July of last year": the year that the last one names is the year of all. */
function yearOfList(tokens: readonly Token[], moment: Moment, today: string | null): Stretch | null {
  if (moment.first.year !== null || moment.first.month === null) return null;
  let { end } = moment;
  for (let listed = 1; listed < LONGEST_LIST; listed += 1) {
    const isLast = AND.has(lowerAt(tokens, end));
    if (!isLast && lowerAt(tokens, end) !== ',') return null;
    const next = momentAt(tokens, end + 1);
    if (next === null || !isAlike(moment.first, next.first)) return null;
    const named = next.first.year ?? yearLeaning(tokens, next, today)?.from?.slice(0, 4) ?? null;
    if (isLast)
      return named === null ? null : inYear(moment, yearBefore(moment, next, Number(named)), moment.end);
    end = next.end;
  }
  return null;
}
const LONGEST_LIST = 5;
const AND = wordSet('and or');

/** Both a month, or both a day of one. */
const isAlike = (one: Day, other: Day): boolean =>
  other.month !== null && (one.day === null) === (other.day === null);

/** "December and January 2019" */
const yearBefore = ({ first }: Moment, next: Moment, year: number): number =>
  (first.month ?? 0) > (next.first.month ?? 0) ? year - 1 : year;

function inYear({ first, last, dayIn }: Moment, year: number, end: number): Stretch | null {
  const day = dayIn && dayIn(year);
  const [from, to] = [day ?? first, day ?? last];
  return complete(at(year, from.month, from.day), at(year, to.month, to.day), end, 'resolved');
}

const LEANING = wordSet('last next past coming recent weekend day night week month year');

function resolvedMoment(moment: Moment, today: string | null, ahead: () => Outlook): Stretch | null {
  const { first, last, end, dayIn } = moment;
  if (first.year !== null) return complete(first, last, end, 'explicit');
  if (today === null) return { from: null, to: null, end, certainty: 'vague', hasQuantity: false };
  const day = dayIn ? { year: null, ...dayIn(Number(today.slice(0, 4))) } : first;
  return inYear(moment, yearFor(day, today, ahead()), end);
}

const isPlanned = (tokens: readonly Token[], i: number): boolean =>
  /^(?:on|from|by|until|for|at|over|before|after|between|the)$/.test(lowerAt(tokens, i - 1));
