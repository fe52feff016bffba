/** The names of months and weekdays. */
import { isCapitalised, lowerAt, type Token } from './tokens.ts';

export const MONTHS = new Map(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((name, i) => [[name, i + 1] as const, [name.slice(0, 3), i + 1] as const]),
);
MONTHS.set('sept', 9);
export const WEEKDAYS = new Map(
  'monday tuesday wednesday thursday friday saturday sunday'.split(' ').map((name, i) => [name, i]),
);

export const monthAt = (tokens: readonly Token[], i: number): number | null =>
  isCapitalised(tokens, i) ? (MONTHS.get(lowerAt(tokens, i)) ?? null) : null;

/** "of June" */
export const isOfMonth = (tokens: readonly Token[], i: number): boolean =>
  lowerAt(tokens, i) === 'of' && monthAt(tokens, i + 1) !== null;
