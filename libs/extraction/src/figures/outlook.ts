/** Whether a sentence looks back or ahead, and so which year a month without one belongs to. */
import { dayNumber, daysIn, firstDay, isoOf, lastDay } from './calendar.ts';
import { lowerAt, words, type Token } from './tokens.ts';
import { isVerbLike } from './word-classes.ts';
import type { Day } from './years.ts';

const HALF_A_YEAR = 183;

/**
 * The last such date that is not after the article's; the next one when the sentence looks ahead, or when it tells of
 * nothing past and the next one is nearer.
 */
export function yearFor({ month, day }: Day, today: string, ahead: Outlook): number {
  const year = Number(today.slice(0, 4));
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
  let tellsPast = false;
  for (let j = i - 1; j >= Math.max(0, i - 14); j -= 1) {
    const word = lowerAt(tokens, j);
    if (ENDS.has(word)) break;
    if (PAST.has(word)) return 'no';
    // "Bonds due 2027"
    const isMaturity = word === 'due' && /^20\d\d$/.test(lowerAt(tokens, j + 1));
    if (isMaturity) continue;
    if (AHEAD.has(word) || (word === 'set' && lowerAt(tokens, j + 1) === 'to') || /['’]ll$/.test(word))
      return 'yes';
    tellsPast ||= isVerbLike(word);
  }
  for (let j = i + 1; j < Math.min(tokens.length, i + 8); j += 1) {
    const word = lowerAt(tokens, j);
    if (ENDS.has(word) || CLAUSE_ENDS.has(word)) break;
    if (WILL.has(word)) return 'yes';
    tellsPast ||= PAST.has(word) || isVerbLike(word);
  }
  return tellsPast || tokens.length < 4 ? 'no' : 'open';
}

const ENDS = words('. ; : ? !');
const PAST = words(
  'said says told announced reported warned added was were had went did began got gives gave shows lists records',
);
const AHEAD = words('will won shall must due scheduled expected planned upcoming tomorrow next');
const CLAUSE_ENDS = words(', that which who');
const WILL = words('will won shall');
