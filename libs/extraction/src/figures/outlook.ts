/** Whether a sentence looks back or ahead, and so which year a month without one belongs to. */
import { wordSet } from '../word-set.ts';
import { dayNumber, daysIn, firstDay, isoOf, lastDay, weekday } from './calendar.ts';
import { MONTHS, WEEKDAYS } from './calendar-names.ts';
import { ORDINAL_ENDINGS } from './ordinals.ts';
import { isOf, lowerAt, type Token } from './tokens.ts';
import { wordClass } from './vocabulary.ts';
import { VERB_LIKE } from './word-classes.ts';
import { SEASONS, type Day } from './years.ts';

const HALF_A_YEAR = 183;

/**
 * The last such date that is not after the article's; the next one when the sentence looks ahead, or when it tells of
 * nothing past and the next one is nearer.
 */
export function yearFor(date: Day, today: string, ahead: Outlook): number {
  const { month, day } = date;
  const year = yearOfWeekday(date, today);
  if (year !== null) return year;
  return yearByOutlook(Number(today.slice(0, 4)), { month, day }, today, ahead);
}

/** "Friday, Dec. 6": the year nearest to the article's in which that day is one; null where there is none. */
function yearOfWeekday({ month, day, weekday: wanted }: Day, today: string): number | null {
  if (wanted === undefined || month === null || day === null) return null;
  const year = Number(today.slice(0, 4));
  const days = [year - 1, year, year + 1]
    .filter((one) => day <= daysIn(one, month))
    .map((one) => isoOf(one, month, day))
    .filter((iso) => weekday(iso) === wanted)
    .toSorted(
      (a, b) => Math.abs(dayNumber(a) - dayNumber(today)) - Math.abs(dayNumber(b) - dayNumber(today)),
    );
  return days[0] === undefined ? null : Number(days[0].slice(0, 4));
}

function yearByOutlook(
  year: number,
  { month, day }: Pick<Day, 'month' | 'day'>,
  today: string,
  ahead: Outlook,
): number {
  const iso = isoOf(year, month, day);
  if (ahead !== 'no') {
    const next = lastDay(iso) < today ? year + 1 : year;
    const days =
      dayNumber(firstDay(isoOf(next, month, day && Math.min(day, daysIn(next, month ?? 1))))) -
      dayNumber(today);
    if (ahead === 'yes' || (days > 0 && days < HALF_A_YEAR)) return next;
  }
  return firstDay(iso) > today ? year - 1 : year;
}

export type Outlook = 'yes' | 'no' | 'open';

/** "will", "due" before the date in its clause, or "will" after it: it lies ahead. "said on Monday it will" does not reach back. */
export function outlook(tokens: readonly Token[], i: number): Outlook {
  let [tellsPast, mayTellPast] = [false, false];
  for (let j = i - 1; j >= Math.max(0, i - 14); j -= 1) {
    if (!isOf(tokens, j, TENSED)) continue;
    const word = lowerAt(tokens, j);
    if (ENDS.has(word)) break;
    if (PAST.has(word)) return 'no';
    // "Bonds due 2027"
    const isMaturity = word === 'due' && /^20\d\d$/.test(lowerAt(tokens, j + 1));
    if (isMaturity) continue;
    if (isStretchTo(tokens, j)) return 'no';
    if (AHEAD.has(word) || endsInWill(word) || looksAhead(tokens, j)) return 'yes';
    // "Men arrested in May will be tried"; but "a hearing in May will decide"
    tellsPast ||= isOf(tokens, j, VERB_LIKE) && !word.endsWith('ing');
    mayTellPast ||= isOf(tokens, j, VERB_LIKE);
  }
  if (tellsPast) return 'no';
  const pause = opensSentence(tokens, i) ? commaAfter(tokens, i) : -1;
  const reach = pause < 0 ? i + REACH : pause + REACH;
  for (let j = i + 1; j < Math.min(tokens.length, reach); j += 1) {
    if (!isOf(tokens, j, TENSED) || j === pause) continue;
    const word = lowerAt(tokens, j);
    if (ENDS.has(word) || CLAUSE_ENDS.has(word)) break;
    if (WILL.has(word) || isExpected(tokens, j)) return 'yes';
    mayTellPast ||= PAST.has(word) || isOf(tokens, j, VERB_LIKE);
  }
  return mayTellPast || tokens.length < 4 ? 'no' : 'open';
}

/** Tokens that are looked at behind the date. */
const REACH = 8;
/** Of tokens: "Friday, 12 May". */
const LONGEST_DATE = 5;

/** "On 2 May, police": nothing of the sentence stands before the date, so that what it tells comes behind the comma. */
const opensSentence = (tokens: readonly Token[], i: number): boolean =>
  i <= MOST_BEFORE && tokens.slice(0, i).every(({ lower }) => BEFORE_OPENING.has(lower));
const MOST_BEFORE = 4;
const BEFORE_OPENING = wordSet(
  'on in by since during until till from at before after around about over through the early late mid but and then so yet “ " ‘ , late back',
);

/** The comma right behind the date, which begins at `i`; -1 where there is none. */
function commaAfter(tokens: readonly Token[], i: number): number {
  for (let j = Math.min(tokens.length, i + LONGEST_DATE) - 1; j > i; j -= 1)
    if (lowerAt(tokens, j) === ',' && tokens.slice(i, j).every(isOfDate)) return j;
  return -1;
}

const isOfDate = ({ kind, lower }: Token): boolean => kind === 'number' || OF_DATE.has(lower);
const OF_DATE = new Set([
  ...MONTHS.keys(),
  ...WEEKDAYS.keys(),
  ...SEASONS.keys(),
  ...ORDINAL_ENDINGS,
  ...wordSet('the of , . early mid late - end'),
]);

/** "In the year to the end of September": it is over. */
const isStretchTo = (tokens: readonly Token[], j: number): boolean =>
  STRETCHES.has(lowerAt(tokens, j)) && /^(?:to|ended|ending)$/.test(lowerAt(tokens, j + 1));
const STRETCHES = wordSet('year months weeks quarter season half');

/** Words that look ahead only with the next one: "set for", "adjourned until", "would close", "is to appear", "plans to". */
function looksAhead(tokens: readonly Token[], j: number): boolean {
  const [word, next] = [lowerAt(tokens, j), lowerAt(tokens, j + 1)];
  if (word === 'set') return next === 'to' || next === 'for';
  if (word === 'would') return next !== 'have' && isPromised(tokens.slice(0, j));
  if (word === 'is' || word === 'are')
    return next === 'to' && !/^(?:the|a|an|be|blame)$/.test(lowerAt(tokens, j + 2));
  if (POSTPONES.has(word)) return /^(?:until|till|to|for)$/.test(next);
  return INTENDS.has(word) && next === 'to';
}
/** "is due", "are likely to" */
const isExpected = (tokens: readonly Token[], j: number): boolean =>
  /^(?:is|are)$/.test(lowerAt(tokens, j - 1)) &&
  (AHEAD.has(lowerAt(tokens, j)) || (lowerAt(tokens, j) === 'likely' && lowerAt(tokens, j + 1) === 'to'));
/** Reported speech; what was promised in a year that is named lies ahead of that year. */
const isPromised = (before: readonly Token[]): boolean =>
  before.some(({ lower }) => PROMISES.has(lower)) && !before.some(({ text }) => NAMED_YEAR.test(text));
const PROMISES = wordSet('said says told announced confirmed promised pledged warned added expects hopes');
const NAMED_YEAR = /^(?:19|20)\d\d$/;
const POSTPONES = wordSet('adjourned postponed remanded rescheduled delayed deferred moved pencilled booked');
const INTENDS = wordSet('plans plan hopes hope aims aim intends intend planning hoping aiming');

const ENDS = wordSet('. ; : ? !');
const PAST = wordSet(
  `said says told announced reported warned added was were had went did began got gives gave shows lists records published released
  recorded listed named called showed revealed confirmed stated noted asked used`,
);
const AHEAD = wordSet('will won shall must due scheduled expected planned upcoming tomorrow next');
const CLAUSE_ENDS = wordSet(', that which who');
const WILL = wordSet('will won shall');
const endsInWill = (word: string): boolean => word.endsWith("'ll") || word.endsWith('’ll');
/** Looks ahead only with the words after it. */
const MAY_LOOK_AHEAD = wordSet('set would is are likely');
/** All of these lists: no other word tells anything of the outlook, but for verbs. */
const TENSED =
  VERB_LIKE |
  wordClass(
    [ENDS, CLAUSE_ENDS, PAST, AHEAD, WILL, STRETCHES, MAY_LOOK_AHEAD, POSTPONES, INTENDS].flatMap((list) => [
      ...list,
    ]),
    ({ lower }) => endsInWill(lower),
  );
