/** What limits a number: "more than", "at least", "an estimated" before it, "or more", "or so" after it. */
import { wordSet } from '../word-set.ts';
import type { Operator } from '../types.ts';
import { isNumberAt, isOf, lowerAt, type Token } from './tokens.ts';
import { wordClass } from './vocabulary.ts';

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
const ENDS_BEFORE = wordClass([...BEFORE.keys()].map((phrase) => phrase.slice(phrase.lastIndexOf(' ') + 1)));

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
const BEGINS_AFTER = wordClass([...AFTER.keys()].flatMap((phrase) => phrase.split(' ', 1)));

const GOES = wordSet(
  'go goes going went gone shot shoots put puts pushed pushing pushes bumped inched crept jumped moved',
);

export interface OperatorReading {
  readonly operator: Bound;
  /** Index of the first token of the phrase. */
  readonly start: number;
  readonly phrase: string;
}

/** The longest phrase of `BEFORE` that ends right before this token. */
function phraseBefore(tokens: readonly Token[], end: number): OperatorReading | null {
  if (!isOf(tokens, end - 1, ENDS_BEFORE)) return null;
  let phrase = '';
  let best: OperatorReading | null = null;
  for (let start = end - 1; start >= Math.max(0, end - LONGEST_BEFORE); start -= 1) {
    phrase = phrase ? `${lowerAt(tokens, start)} ${phrase}` : lowerAt(tokens, start);
    const operator = BEFORE.get(phrase);
    if (operator !== undefined) best = { operator, start, phrase };
  }
  return best;
}

/** The longest phrase of `AFTER` that begins at this token. */
function phraseAt(tokens: readonly Token[], start: number): { operator: Bound; end: number } | null {
  if (!isOf(tokens, start, BEGINS_AFTER)) return null;
  let phrase = '';
  let best: { operator: Bound; end: number } | null = null;
  for (let end = start; end < Math.min(tokens.length, start + LONGEST_AFTER); end += 1) {
    phrase = phrase ? `${phrase} ${lowerAt(tokens, end)}` : lowerAt(tokens, end);
    const operator = AFTER.get(phrase);
    if (operator !== undefined) best = { operator, end: end + 1 };
  }
  return best;
}

/** The comparator that ends right before this token. Two of them make one: "up to around 300" is bounded, not vague. */
export function operatorBefore(tokens: readonly Token[], at: number): OperatorReading | null {
  const near = phraseBefore(tokens, at);
  if (!near) return null;
  // "Rates went up to 5%": where they went.
  if (
    near.operator === '<=' &&
    lowerAt(tokens, near.start) === 'up' &&
    GOES.has(lowerAt(tokens, near.start - 1))
  )
    return null;
  // "Some as young as 15" are some of those counted before.
  const isSomeOf = lowerAt(tokens, near.start) === 'as' && lowerAt(tokens, near.start - 1) === 'some';
  const far = isSomeOf ? null : phraseBefore(tokens, near.start);
  if (!far) return near;
  const isFar = near.operator !== '=' && (near.operator === '~' || far.operator !== '~');
  return {
    operator: isFar ? far.operator : near.operator,
    start: far.start,
    phrase: `${far.phrase} ${near.phrase}`,
  };
}

/** The comparator that begins at this token: "or more". */
export function operatorAfter(tokens: readonly Token[], at: number): { operator: Bound; end: number } | null {
  const reading = phraseAt(tokens, at);
  if (!reading) return null;
  // "300 plus VAT", "£45m plus £5m": something is added.
  if (
    lowerAt(tokens, at) === 'plus' &&
    tokens[at]?.spaced &&
    !/^(?:[.,;:)]|)$/.test(tokens[at + 1]?.text ?? '')
  )
    return null;
  // "under-18s and over-65s": the next figure's comparator.
  return /^[-–]$/.test(lowerAt(tokens, reading.end)) || isNumberAt(tokens, reading.end) ? null : reading;
}

/** The interval of one number under an operator. "~" keeps its number at both ends: how wide it is, the reader judges. */
export function interval(value: number, operator: Bound): { min: number | null; max: number | null } {
  if (operator === '>' || operator === '>=') return { min: value, max: null };
  if (operator === '<' || operator === '<=') return { min: null, max: value };
  return { min: value, max: value };
}
