/** Dates that are told from the one told last: "nine days later", "the following year", "that spring", "since then". */
import { wordSet } from '../word-set.ts';
import { addDays, firstDay, isoOf, weekday } from './calendar.ts';
import {
  dateAway,
  monthLeaning,
  seasonLeaning,
  unitOf,
  weekendOf,
  type CalendarSpan,
} from './calendar-spans.ts';
import { monthAt, WEEKDAYS } from './calendar-names.ts';
import type { DateReading } from './dates.ts';
import { operatorBefore } from './operators.ts';
import { lengthAt } from './lengths.ts';
import { isOf, lowerAt, NUMBER, NUMBER_WORD, type Token } from './tokens.ts';
import { wordClass } from './vocabulary.ts';
import { SEASONS } from './years.ts';

const OPENS_TOLD = NUMBER | NUMBER_WORD | wordClass(wordSet('a an half the that since'));

/**
 * The dates of a sentence, those told from another among them: from one before them in it, else from `base`. A date of
 * speaking that is told from the article's own is none to go on from. What would lie after the article's date was told
 * from another. `last`: what the next sentence goes on from; null when this one has nothing to go on from.
 */
export function toldDatesOf(
  tokens: readonly Token[],
  named: readonly DateReading[],
  base: CalendarSpan | null,
  {
    today,
    isOfSpeaking,
  }: { readonly today: string | null; readonly isOfSpeaking: (date: DateReading) => boolean },
): { readonly dates: readonly DateReading[]; readonly last: CalendarSpan | null } {
  if (base === null && named.length === 0) return { dates: named, last: null };
  const dates: DateReading[] = [];
  let last: CalendarSpan | null = null;
  let next = 0;
  for (let i = 0; i < tokens.length;) {
    const date = named[next];
    const from: CalendarSpan | null = last ?? base;
    const told: DateReading | null = from && toldFrom(tokens, i, from);
    const isNamed: boolean = told === null || isAhead(told, today);
    const found: DateReading | null = isNamed ? (date && date.start <= i ? date : null) : told;
    if (found) {
      dates.push(found);
      // "who had been dismissed two days earlier": the story goes on from where it was.
      const isAside = !isNamed && from !== null && found.from !== null && found.from < from.from;
      if (!isAside) last = toldDate(found, isNamed && isOfSpeaking(found)) ?? last;
    }
    i = Math.max(i + 1, found?.end ?? 0);
    // "the following March" is no March of the article's own year.
    while ((named[next]?.start ?? Infinity) < i) next += 1;
  }
  return { dates, last };
}

const isAhead = ({ from }: DateReading, today: string | null): boolean =>
  from !== null && today !== null && firstDay(from) > today;

/** What may be told from this date; null when it has no two ends. */
const toldDate = ({ from, to, certainty }: DateReading, isOfSpeaking: boolean): CalendarSpan | null =>
  from === null || to === null || certainty === 'vague' || (isOfSpeaking && certainty === 'resolved')
    ? null
    : { from, to };

function toldFrom(tokens: readonly Token[], i: number, base: CalendarSpan): DateReading | null {
  if (!isOf(tokens, i, OPENS_TOLD)) return null;
  return (
    sinceThen(tokens, i, base) ??
    away(tokens, i, base) ??
    neighbour(tokens, i, base) ??
    itself(tokens, i, base)
  );
}

const reading = (start: number, end: number, span: CalendarSpan, hasQuantity = false): DateReading => ({
  start,
  end,
  ...span,
  certainty: 'resolved',
  hasQuantity,
});

function sinceThen(tokens: readonly Token[], i: number, { from }: CalendarSpan): DateReading | null {
  if (lowerAt(tokens, i) !== 'since' || lowerAt(tokens, i + 1) !== 'then') return null;
  return { start: i, end: i + 2, from, to: null, certainty: 'resolved', hasQuantity: false };
}

/** "nine days later", "two years earlier"; not "two years earlier than planned", nor "at least two years later". */
function away(tokens: readonly Token[], i: number, base: CalendarSpan): DateReading | null {
  const length = lengthAt(tokens, i);
  const way = length && lowerAt(tokens, length.end);
  if (!length || !/^(?:later|earlier|afterwards?)$/.test(way ?? '')) return null;
  if (lowerAt(tokens, length.end + 1) === 'than' || isBound(tokens, i)) return null;
  const day = dayOf(base, length.unit);
  const date = day && dateAway(day, way === 'earlier' ? -length.count : length.count, length.unit);
  return date ? reading(i, length.end + 1, { from: date, to: date }, true) : null;
}

const isBound = (tokens: readonly Token[], i: number): boolean => {
  const operator = operatorBefore(tokens, i)?.operator;
  return operator !== undefined && operator !== '=' && operator !== '~';
};

/** A day of the base, when it is exact enough for a distance in such units. */
function dayOf({ from, to }: CalendarSpan, unit: string): string | null {
  const length = unit === 'year' ? 4 : unit === 'month' ? 7 : 10;
  if (from.slice(0, length) !== to.slice(0, length) || from.length < length) return null;
  return `${from}-01-01`.slice(0, 10);
}

const DAYTIMES = wordSet('day morning afternoon evening night');

/** "the next morning", "the following year", "the previous evening", "the following March". */
function neighbour(tokens: readonly Token[], i: number, base: CalendarSpan): DateReading | null {
  const which = lowerAt(tokens, i + 1);
  if (lowerAt(tokens, i) !== 'the' || !/^(?:next|following|previous)$/.test(which)) return null;
  const word = lowerAt(tokens, i + 2);
  const steps = which === 'previous' ? -1 : 1;
  const end = i + 3;
  if (DAYTIMES.has(word)) {
    const day = dayOf(base, 'day');
    return day === null ? null : reading(i, end, oneDay(addDays(day, steps)));
  }
  // "over the next year" is the one after the article's.
  if (which === 'next' && /^(?:over|in|within|during|for|of|by)$/.test(lowerAt(tokens, i - 1))) return null;
  if (WEEKDAYS.has(word)) {
    const day = dayOf(base, 'day');
    return day === null ? null : reading(i, end, oneDay(weekdayFrom(day, WEEKDAYS.get(word) ?? 0, steps)));
  }
  const lean = steps < 0 ? 'last' : 'next';
  const month = monthAt(tokens, i + 2);
  const season = SEASONS.get(word);
  if (month !== null || season !== undefined) {
    const day = dayOf(base, 'month');
    if (!day) return null;
    return reading(
      i,
      end,
      month !== null ? monthLeaning(day, month, lean) : seasonLeaning(day, season ?? 0, lean),
    );
  }
  const day = /^(?:week|month|year)$/.test(word) ? dayOf(base, word === 'week' ? 'day' : word) : null;
  const span = day && unitOf(word, day, steps);
  return span ? reading(i, end, span) : null;
}

/** "that year", "the same day", "that spring": the base's own. */
function itself(tokens: readonly Token[], i: number, base: CalendarSpan): DateReading | null {
  const isSame = lowerAt(tokens, i) === 'the' && lowerAt(tokens, i + 1) === 'same';
  if (!isSame && lowerAt(tokens, i) !== 'that') return null;
  const at = isSame ? i + 2 : i + 1;
  const word = lowerAt(tokens, at);
  const season = SEASONS.get(word);
  const unit =
    DAYTIMES.has(word) || word === 'weekend' || word === 'week' ? 'day' : word === 'month' ? 'month' : 'year';
  if (unit === 'year' && word !== 'year' && season === undefined) return null;
  const day = dayOf(base, unit);
  if (!day) return null;
  if (DAYTIMES.has(word)) return reading(i, at + 1, oneDay(day));
  if (word === 'weekend') return reading(i, at + 1, weekendOf(addDays(day, 5), 0));
  if (season === WINTER) return winterOf(i, at + 1, base);
  if (season !== undefined)
    return reading(i, at + 1, seasonLeaning(`${day.slice(0, 4)}-01-01`, season, 'next'));
  const span = unitOf(word, day, 0);
  return span ? reading(i, at + 1, span) : null;
}

const WINTER = 12;
/** It lies in two years: a year alone does not tell which. */
function winterOf(start: number, end: number, base: CalendarSpan): DateReading | null {
  const day = dayOf(base, 'month');
  if (day === null) return null;
  const year = Number(day.slice(0, 4)) - (Number(day.slice(5, 7)) <= 5 ? 1 : 0);
  return reading(start, end, { from: isoOf(year, WINTER), to: isoOf(year + 1, 2) });
}

const oneDay = (day: string): CalendarSpan => ({ from: day, to: day });

/** The first such weekday after the day, or the last before it. */
function weekdayFrom(day: string, wanted: number, steps: number): string {
  const ahead = (wanted - weekday(day) + 7) % 7 || 7;
  return addDays(day, steps > 0 ? ahead : ahead - 7 || -7);
}
