/** Dates of a sentence: named, partial, ranges, open on one side, and relative to the article's own date. */
import { wordSet } from '../word-set.ts';
import type { DateFigure } from '../types.ts';
import { addDays, addMonths, firstDay, isoOf } from './calendar.ts';
import { ENDINGS, lengthTo } from './lengths-to.ts';
import { momentAt } from './moments.ts';
import { OPENS_DATE } from './openers.ts';
import { complete, stretchAt, yearLeaning, type Stretch } from './stretches.ts';
import type { Day, Moment } from './years.ts';
import { isOf, joinsAt, lowerAt, type Token } from './tokens.ts';
import { outlook, yearFor, type Outlook } from './outlook.ts';
import { VERB_LIKE } from './word-classes.ts';

/** A date whose place is counted in tokens. */
export interface DateReading extends Stretch {
  readonly start: number;
}

/** `today` is the article's date; without one, what is relative is vague. */
export function datesOf(tokens: readonly Token[], today: string | null): DateReading[] {
  const found: DateReading[] = [];
  for (let i = 0; i < tokens.length;) {
    const date = isOf(tokens, i, OPENS_DATE) ? dateAt(tokens, i, today) : null;
    if (date) found.push(date);
    i = date?.end ?? i + 1;
  }
  return found;
}

const OPENING = wordSet('since after before by until till');

function dateAt(tokens: readonly Token[], i: number, today: string | null): DateReading | null {
  const word = lowerAt(tokens, i);
  if (OPENING.has(word)) return opened(tokens, i, word, today);
  if (ENDINGS.has(word)) {
    const length = lengthTo(tokens, i, today);
    return length && reading(i, length);
  }
  if (word === 'between' || word === 'from') {
    const range = rangeAt(tokens, i + 1, today, word === 'between');
    return range && (range.isRange ? reading(i, range.stretch) : openFrom(tokens, i, range.stretch));
  }
  const single = rangeAt(tokens, i, today, false);
  return single && reading(i, single.stretch);
}

const reading = (start: number, { from, to, certainty, end, hasQuantity }: Stretch): DateReading => ({
  from,
  to,
  certainty,
  start,
  end,
  hasQuantity,
});

/** "since 2017", "by the end of next year", "until early May", "since at least March". */
function opened(tokens: readonly Token[], i: number, word: string, today: string | null): DateReading | null {
  let next = i + 1;
  if (lowerAt(tokens, next) === 'at' && lowerAt(tokens, next + 1) === 'least') next += 2;
  const isEnd =
    /^(?:by|until|till)$/.test(word) &&
    lowerAt(tokens, lowerAt(tokens, next) === 'the' ? next + 1 : next) === 'end';
  const whole = isEnd ? afterEndOf(tokens, next) : next;
  const side = word === 'since' || word === 'after' ? 'past' : 'open';
  const event = word === 'since' ? pastEvent(tokens, next) : null;
  const inside =
    stretchAt(tokens, whole, today, side) ?? (event === null ? null : stretchAt(tokens, event, today, side));
  // "by last year", "after 12 days": without a date after it the word is none of ours.
  if (!inside) return null;
  if (inside.hasQuantity) return reading(next, inside);
  if (inside.certainty === 'vague') return reading(i, inside);
  const { from, to, end, certainty } = inside;
  const [first, last] =
    word === 'since'
      ? [from, null]
      : word === 'after'
        ? [to && step(to, 1), null]
        : word === 'before'
          ? [null, from && step(from, -1)]
          : [null, to];
  return { from: first, to: last, start: i, end, certainty, hasQuantity: false };
}

/** "From 2006 the mills stood still", "from 2013 on": without an end. "A letter from 2011" is of that year. */
function openFrom(
  tokens: readonly Token[],
  i: number,
  { from, certainty, end }: Stretch,
): DateReading | null {
  const goesOn = /^(?:on|onwards?)$/.test(lowerAt(tokens, end)) && tokens[end + 1]?.kind !== 'number';
  const opens = i === 0 && lowerAt(tokens, i) === 'from' && !hasWord(tokens, end, UNTIL);
  if (from === null || !(goesOn || opens)) return null;
  return { from, to: null, certainty, start: i, end: goesOn ? end + 1 : end, hasQuantity: false };
}
const UNTIL = wordSet('to until till through');
const UNTIL_REACH = 8;
const hasWord = (tokens: readonly Token[], i: number, wanted: ReadonlySet<string>): boolean =>
  tokens.slice(i, i + UNTIL_REACH).some(({ lower }) => wanted.has(lower));

/** "since the grain riots of 2015": where the date begins. "Since records began in 1954" tells when something began. */
function pastEvent(tokens: readonly Token[], i: number): number | null {
  for (let j = i; j < i + EVENT_REACH && tokens[j]?.kind === 'word' && !isOf(tokens, j, VERB_LIKE); j += 1)
    if (j > i && EVENT_DATED.has(lowerAt(tokens, j)) && momentAt(tokens, j + 1)) return j + 1;
  return null;
}
const EVENT_REACH = 7;
const EVENT_DATED = wordSet('of in on');

/** After "the end of": its last day is the whole's last day, so the whole is read. */
function afterEndOf(tokens: readonly Token[], i: number): number {
  let next = lowerAt(tokens, i) === 'the' ? i + 2 : i + 1;
  if (lowerAt(tokens, next) === 'of') next += 1;
  return lowerAt(tokens, next) === 'the' ? next + 1 : next;
}

/** The next or the last date of the same exactness. */
function step(iso: string, by: 1 | -1): string {
  if (iso.length === 4) return isoOf(Number(iso) + by);
  return iso.length === 7 ? addMonths(iso, by) : addDays(iso, by);
}

/** A date, or two of them that are joined: "March to July 2018", "Tuesday to Thursday". */
function rangeAt(
  tokens: readonly Token[],
  i: number,
  today: string | null,
  between: boolean,
): { readonly stretch: Stretch; readonly isRange: boolean } | null {
  const first = momentAt(tokens, i);
  const joiner = first ? pastJoiner(tokens, first.end, between) : null;
  const second = joiner === null ? null : momentAt(tokens, joiner);
  if (first && second && !yearLeaning(tokens, second, today)) {
    const stretch = joined(first, second, today, outlook(tokens, i));
    if (stretch) return { stretch, isRange: true };
  }
  const start = stretchAt(tokens, i, today, 'closed', first);
  if (!start) return null;
  const next = pastJoiner(tokens, start.end, between);
  const end = next === null || start.hasQuantity ? null : stretchAt(tokens, next, today, 'closed');
  if (end && !end.hasQuantity && start.from && end.to && firstDay(start.from) < firstDay(end.to)) {
    const certainty = worse(start.certainty, end.certainty);
    const stretch = { from: start.from, to: end.to, certainty, end: end.end, hasQuantity: false };
    return { stretch, isRange: true };
  }
  return { stretch: start, isRange: first !== null && !isOneDate(first) };
}

const isOneDate = ({ first, last }: Moment): boolean =>
  first.year === last.year && first.month === last.month && first.day === last.day;

const worse = (a: DateFigure['certainty'], b: DateFigure['certainty']): DateFigure['certainty'] =>
  a === 'vague' || b === 'vague' ? 'vague' : a === 'resolved' || b === 'resolved' ? 'resolved' : 'explicit';

const TO = wordSet('to until till through –');

function pastJoiner(tokens: readonly Token[], i: number, between: boolean): number | null {
  const word = lowerAt(tokens, i);
  if (joinsAt(tokens, i)) return i + 1;
  if (between ? word === 'and' : TO.has(word)) return i + 1;
  return null;
}

/** Two named dates as one: a year that only one of them names belongs to both. */
function joined(first: Moment, second: Moment, today: string | null, ahead: Outlook): Stretch | null {
  const [start, end] = [first.first, second.last];
  if (start.year === null && end.year !== null)
    return complete(
      { ...start, year: end.year - (isLater(start, end) ? 1 : 0) },
      end,
      second.end,
      'explicit',
    );
  if (start.year !== null && end.year === null)
    return complete(
      start,
      { ...end, year: start.year + (isLater(start, end) ? 1 : 0) },
      second.end,
      'explicit',
    );
  if (start.year !== null) return complete(start, end, second.end, 'explicit');
  const year = today === null ? null : yearFor(end, today, ahead);
  if (year === null) return { from: null, to: null, end: second.end, certainty: 'vague', hasQuantity: false };
  return complete(
    { ...start, year: year - (isLater(start, end) ? 1 : 0) },
    { ...end, year },
    second.end,
    'resolved',
  );
}

const isLater = (a: Day, b: Day): boolean =>
  (a.month ?? 1) > (b.month ?? 12) ||
  (a.month === b.month && a.day !== null && b.day !== null && a.day > b.day);
