/** Dates told by their distance from the article's own: "on Tuesday", "last month", "two years ago", "the weekend". */
import { wordSet } from '../word-set.ts';
import { addDays, weekday } from './calendar.ts';
import {
  monthLeaning,
  seasonLeaning,
  unitOf,
  weekendLeaning,
  weekendOf,
  type CalendarSpan,
  type Lean,
} from './calendar-spans.ts';
import { monthAt, WEEKDAYS } from './calendar-names.ts';
import { isNamedDay } from './holidays.ts';
import { ago, isOfAnother, stretchFromNow, type RelativeMoment } from './lengths-away.ts';
import { OPENS_NUMBER } from './numbers.ts';
import { isCapitalised, isNumberAt, isOf, lowerAt, numberWordAt, type Token } from './tokens.ts';
import { wordClass } from './vocabulary.ts';
import { SEASONS } from './years.ts';

const told = ({ from, to }: CalendarSpan, end: number): RelativeMoment => ({
  from,
  to,
  end,
  hasQuantity: false,
  isVague: false,
});
const onDay = (day: string, end: number): RelativeMoment => told({ from: day, to: day }, end);
const vague = (end: number): RelativeMoment => ({
  from: null,
  to: null,
  end,
  hasQuantity: false,
  isVague: true,
});
const DAYTIMES = wordSet('morning afternoon evening night lunchtime');
const pastDaytime = (tokens: readonly Token[], i: number): number =>
  DAYTIMES.has(lowerAt(tokens, i)) ? i + 1 : i;

/** `today` is the article's date, null when it has none; `ahead`: the sentence speaks of what is to come. */
export function relativeMomentAt(
  tokens: readonly Token[],
  i: number,
  today: string | null,
  ahead: () => boolean,
): RelativeMoment | null {
  if (!isOf(tokens, i, OPENS_RELATIVE | OPENS_NUMBER)) return null;
  // Without one, any day shows whether it is such a date.
  const found = resolved(tokens, i, today ?? '2000-01-01', ahead);
  if (!found) return vagueAt(tokens, i);
  return today === null ? { ...found, from: null, to: null, isVague: true } : found;
}

const RECENT = wordSet('recent coming');
const LENGTHS = wordSet('days weeks months years decades centuries generations');
const BUT_ONE = wordSet('day night week month year');
const NEAR = new Map([
  ['today', 0],
  ['tonight', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
]);
const OPENS_RELATIVE = wordClass([
  ...NEAR.keys(),
  ...[...WEEKDAYS.keys()].flatMap((day) => [day, `${day}'s`, `${day}’s`]),
  ...wordSet('last this next past earlier later weekend recently'),
  ...BUT_ONE,
  ...RECENT,
  ...LENGTHS,
]);

function resolved(
  tokens: readonly Token[],
  i: number,
  today: string,
  ahead: () => boolean,
): RelativeMoment | null {
  const word = lowerAt(tokens, i);
  const days = NEAR.get(word);
  if (days !== undefined && lowerAt(tokens, i + 1) !== "'" && !isPaper(tokens, i))
    return onDay(addDays(today, days), pastDaytime(tokens, i + 1));
  if (BUT_ONE.has(word)) return butOne(tokens, i, today) ?? ago(tokens, i, today);
  if (isCapitalised(tokens, i) && WEEKDAYS.has(weekdayName(word)) && isOneDay(tokens, i))
    return weekdayAt(tokens, i, today, ahead() ? 'next' : 'on');
  if (word === 'last' || word === 'this' || word === 'next' || word === 'past')
    return leaning(tokens, i, today, word);
  if ((word === 'earlier' || word === 'later') && lowerAt(tokens, i + 1) === 'this')
    return withinThis(tokens, i, today, word);
  if (
    word === 'weekend' &&
    lowerAt(tokens, i - 1) === 'the' &&
    /^(?:at|over|during|on|since|by|after|before)$/.test(lowerAt(tokens, i - 2))
  )
    return told(weekendOf(today, ahead() ? 7 : 0), i + 1);
  return ago(tokens, i, today);
}

/** "Monday", and "Monday's" of "Monday's hearing". */
const weekdayName = (word: string): string => word.replace(/['’]s$/, '');
/** Not "Sunday's Child", "Bloody Sunday", "the Sunday Times", "every Monday", "on a Friday". */
const isOneDay = (tokens: readonly Token[], i: number): boolean =>
  !isNamedDay(tokens, i) &&
  !NO_ONE_DAY.has(lowerAt(tokens, i - 1)) &&
  !(
    isCapitalised(tokens, i + 1) &&
    (PAPERS.has(lowerAt(tokens, i + 1)) || /['’]s$/.test(lowerAt(tokens, i)))
  );
const NO_ONE_DAY = wordSet('a an each every alternate most any');
const PAPERS = wordSet('times telegraph mirror mail express herald independent tribune people');

/** "USA Today" */
const isPaper = (tokens: readonly Token[], i: number): boolean =>
  i > 0 && isCapitalised(tokens, i) && isCapitalised(tokens, i - 1);

/** "the day before yesterday", "the day after tomorrow", "the week before last", "the night before last" */
function butOne(tokens: readonly Token[], i: number, today: string): RelativeMoment | null {
  const [unit, way, near] = [0, 1, 2].map((ahead) => lowerAt(tokens, i + ahead));
  if (way === 'before' && near === 'last') {
    const span = unit === 'night' ? null : unitOf(unit ?? '', today, -2);
    return span ? told(span, i + 3) : onDay(addDays(today, -2), i + 3);
  }
  if (unit !== 'day') return null;
  if (way === 'before' && near === 'yesterday') return onDay(addDays(today, -2), i + 3);
  return way === 'after' && near === 'tomorrow' ? onDay(addDays(today, 2), i + 3) : null;
}

/** The most recent one, today included; "last" is before today, "next" after it. */
function weekdayAt(
  tokens: readonly Token[],
  i: number,
  today: string,
  lean: 'on' | Exclude<Lean, 'this'>,
): RelativeMoment {
  const back = (weekday(today) - (WEEKDAYS.get(weekdayName(lowerAt(tokens, i))) ?? 0) + 7) % 7;
  const days = lean === 'next' ? 7 - back : lean === 'last' && back === 0 ? -7 : -back;
  return onDay(addDays(today, days), pastDaytime(tokens, i + 1));
}

/** "last week", "this year", "next Tuesday", "last March", "this summer", "the past five years". */
function leaning(
  tokens: readonly Token[],
  i: number,
  today: string,
  lean: Lean | 'past',
): RelativeMoment | null {
  const word = lowerAt(tokens, i + 1);
  if (isOfAnother(tokens, lean, i + 2)) return null;
  const steps = lean === 'this' ? 0 : lean === 'next' ? 1 : -1;
  if (lean === 'past') return stretchFromNow(tokens, i, today, -1);
  if (WEEKDAYS.has(word)) return weekdayAt(tokens, i + 1, today, lean === 'this' ? 'on' : lean);
  const month = monthAt(tokens, i + 1);
  if (month !== null) return told(monthLeaning(today, month, lean), i + 2);
  const season = SEASONS.get(word);
  if (season !== undefined) return told(seasonLeaning(today, season, lean), i + 2);
  if (word === 'night' && lean === 'last') return onDay(addDays(today, -1), i + 2);
  if (DAYTIMES.has(word) && lean === 'this') return onDay(today, i + 2);
  if (word === 'weekend') return told(weekendLeaning(today, lean), i + 2);
  // The day after another: "over the next day" is one after the article's.
  if (word === 'day' && lean === 'next' && !/^(?:over|in|within|during|for)$/.test(lowerAt(tokens, i - 2)))
    return null;
  const unit = unitOf(word, today, steps);
  if (unit) return told(unit, i + 2);
  return lean === 'this' ? null : stretchFromNow(tokens, i, today, steps);
}

/** "earlier this year": from its beginning to the article's date; "later this year": from there to its end. */
function withinThis(
  tokens: readonly Token[],
  i: number,
  today: string,
  word: 'earlier' | 'later',
): RelativeMoment | null {
  const unit = lowerAt(tokens, i + 2);
  const whole = unitOf(unit, today, 0);
  if (!whole) return null;
  if (unit === 'decade' || unit === 'century') return told(whole, i + 3);
  const first =
    unit === 'year'
      ? `${today.slice(0, 4)}-01-01`
      : unit === 'month'
        ? `${today.slice(0, 7)}-01`
        : whole.from;
  return told(word === 'earlier' ? { from: first, to: today } : { from: today, to: whole.to }, i + 3);
}

/** "years ago", "a few weeks ago", "in recent months", "in the coming weeks", "recently". */
function vagueAt(tokens: readonly Token[], i: number): RelativeMoment | null {
  const word = lowerAt(tokens, i);
  if (word === 'recently') return vague(i + 1);
  if (RECENT.has(word) && LENGTHS.has(lowerAt(tokens, i + 1))) return vague(i + 2);
  // After a number it is "2,300 years ago": too long ago for a date, and a quantity.
  if (
    lowerAt(tokens, i + 1) === 'ago' &&
    LENGTHS.has(word) &&
    !isNumberAt(tokens, i - 1) &&
    numberWordAt(tokens, i - 1) === null
  )
    return vague(i + 2);
  return null;
}
