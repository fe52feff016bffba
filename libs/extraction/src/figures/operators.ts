/** What limits a number: "more than", "at least", "an estimated" before it, "or more", "or so" after it. */
import type { Operator } from '../types.ts';
import { lowerAt, phraseAt, phraseBefore, words, type Token } from './tokens.ts';

type Bound = Exclude<Operator, 'range' | 'vague'>;

const table = (rows: readonly (readonly [Bound, string])[]): Map<string, Bound> =>
  new Map(rows.flatMap(([operator, list]) => list.split('|').map((phrase) => [phrase, operator] as const)));

const BEFORE = table([
  [
    '>',
    'more than|over|above|over -|exceeding|exceeds|exceeded|in excess of|greater than|higher than|longer than|older than|larger than|bigger than|beyond|well over|just over|a little over|slightly more than|topping|>',
  ],
  [
    '>=',
    'at least|at the very least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|upwards of|upward of|as few as|as little as|as low as|as young as|as short as|as small as|≥',
  ],
  [
    '<',
    'fewer than|less than|under|below|under -|lower than|younger than|shorter than|smaller than|well under|just under|short of|just short of|shy of|just shy of|<',
  ],
  [
    '<=',
    'at most|at the most|up to|within|no more than|not more than|no longer than|no higher than|no older than|a maximum of|maximum of|as many as|as much as|as long as|as old as|as high as|as far as|as large as|as big as|as late as|≤',
  ],
  [
    '~',
    'around|about|approximately|approx|roughly|some|nearly|almost|close to|nearer to|an estimated|estimated|an approximate|circa|in the region of|in the order of|approaching|something like|virtually|barely|hardly|not quite|an average of about|or so|~|≈|approx .|c .',
  ],
  ['=', 'exactly|precisely|only|just'],
]);
const LONGEST_BEFORE = 4;

const AFTER = table([
  [
    '>=',
    'or more|or over|or above|or older|or higher|or longer|or greater|and over|and above|and older|and up|and more|plus|+|- plus|– plus|at least|, at least|or better',
  ],
  [
    '<=',
    'or fewer|or less|or under|or younger|or lower|or below|or shorter|and under|and younger|and below|at most|at the most|, at most',
  ],
  ['~', 'or so|- odd|– odd|odd|or thereabouts|approximately'],
]);
const LONGEST_AFTER = 3;

const GOES = words(
  'go goes going went gone shot shoots put puts pushed pushing pushes bumped inched crept jumped moved',
);

export interface OperatorReading {
  readonly operator: Bound;
  /** Index of the first token of the phrase. */
  readonly start: number;
  readonly phrase: string;
}

/** The comparator that ends right before this token. Two of them make one: "up to around 300" is bounded, not vague. */
export function operatorBefore(tokens: readonly Token[], at: number): OperatorReading | null {
  const near = phraseBefore(tokens, at, BEFORE, LONGEST_BEFORE);
  if (!near) return null;
  // "Rates went up to 5%": where they went.
  if (
    near.found === '<=' &&
    lowerAt(tokens, near.start) === 'up' &&
    GOES.has(lowerAt(tokens, near.start - 1))
  )
    return null;
  // "Some as young as 15" are some of those counted before.
  const isSomeOf = tokens[near.start]?.lower === 'as' && tokens[near.start - 1]?.lower === 'some';
  const far = isSomeOf ? null : phraseBefore(tokens, near.start, BEFORE, LONGEST_BEFORE);
  const operator =
    far && near.found !== '=' && (near.found === '~' || far.found !== '~') ? far.found : near.found;
  const start = far?.start ?? near.start;
  const phrase = tokens
    .slice(start, at)
    .map(({ lower }) => lower)
    .join(' ');
  return { operator, start, phrase };
}

/** The comparator that begins at this token: "or more". */
export function operatorAfter(tokens: readonly Token[], at: number): { operator: Bound; end: number } | null {
  const reading = phraseAt(tokens, at, AFTER, LONGEST_AFTER);
  if (!reading) return null;
  // "300 plus VAT", "£45m plus £5m": something is added.
  if (
    tokens[at]?.lower === 'plus' &&
    tokens[at]?.spaced &&
    !/^(?:[.,;:)]|)$/.test(tokens[at + 1]?.text ?? '')
  )
    return null;
  // "under-18s and over-65s": the next figure's comparator.
  if (/^[-–]$/.test(tokens[reading.end]?.text ?? '') || tokens[reading.end]?.kind === 'number') return null;
  return { operator: reading.found, end: reading.end };
}

/** The interval of one number under an operator. "~" keeps its number at both ends: how wide it is, the reader judges. */
export function interval(value: number, operator: Bound): { min: number | null; max: number | null } {
  if (operator === '>' || operator === '>=') return { min: value, max: null };
  if (operator === '<' || operator === '<=') return { min: null, max: value };
  return { min: value, max: value };
}
