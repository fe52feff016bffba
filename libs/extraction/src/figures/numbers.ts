/** The value of numbers in digits ("2,800", "1.5m", "٣٠٠") and in words ("a hundred and twenty", "half a million"). */
import { wordSet } from '../word-set.ts';
import { areMillions, countsPlural } from './millions.ts';
import { signValue } from './numerals.ts';
import { PART, partAt } from './parts.ts';
import {
  isNumberAt,
  isOf,
  joinsAt,
  lowerAt,
  NUMBER,
  NUMBER_WORD,
  numberWordAt,
  pastHyphen,
  tokenAt,
  type Token,
} from './tokens.ts';
import { wordClass } from './vocabulary.ts';

export interface NumberReading {
  readonly value: number;
  /** Index of the token after the number. */
  readonly end: number;
  /** The factor that magnitude words gave: 1e6 for "3.5 million". */
  readonly scale: number;
  /** "a few hundred": nobody counted. */
  readonly isVague: boolean;
}

const MAGNITUDES = new Map([
  ['dozen', 12],
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['lakh', 1e5],
  ['million', 1e6],
  ['mn', 1e6],
  ['mln', 1e6],
  ['crore', 1e7],
  ['billion', 1e9],
  ['bn', 1e9],
  ['trillion', 1e12],
  ['tn', 1e12],
  ['trn', 1e12],
]);
const MAGNITUDE = wordClass(MAGNITUDES.keys());
const isMagnitude = (tokens: readonly Token[], at: number): boolean => isOf(tokens, at, MAGNITUDE);

/** What `numberAt` may find a number at. */
export const OPENS_NUMBER = NUMBER | NUMBER_WORD | wordClass(wordSet('a an half several'));

/** The number that begins at this token; null when none does. `money`: a currency stands before it, so "m" is million. */
export function numberAt(tokens: readonly Token[], at: number, money = false): NumberReading | null {
  const token = tokenAt(tokens, at);
  if (!token || !isOf(tokens, at, OPENS_NUMBER)) return null;
  if (token.kind === 'number') return numeral(tokens, at, token, money);
  const part = partOfMagnitude(tokens, at, token);
  if (part) return part;
  return token.value === null ? articled(tokens, at) : andAHalf(tokens, numberWordsFrom(tokens, at, null));
}

/** "2,800", "3.5 million", "2½", "£3bn", "1.5m people". */
function numeral(
  tokens: readonly Token[],
  at: number,
  { lower, value }: Token,
  money: boolean,
): NumberReading | null {
  const sign = value === null ? signValue(lower) : null;
  const digits = sign ?? value;
  if (digits === null) return null;
  let end = at + 1;
  const isFollowed = sign === null && tokens[end]?.spaced === false && isNumberAt(tokens, end);
  const added = isFollowed ? signValue(lowerAt(tokens, end)) : null;
  if (added !== null) end += 1;
  const suffix = tokens[end];
  if (suffix?.spaced === false && suffix.kind === 'word') {
    if (suffix.lower === 'k' && (money || countsPlural(tokens, end + 1)))
      return { value: digits * 1e3, end: end + 1, scale: 1e3, isVague: false };
    if (suffix.lower === 'm' && (money || areMillions(tokens, at, end + 1)))
      return { value: tidy(digits * 1e6), end: end + 1, scale: 1e6, isVague: false };
    if (suffix.lower === 'b' && money)
      return { value: tidy(digits * 1e9), end: end + 1, scale: 1e9, isVague: false };
  }
  return andAHalf(tokens, magnified(tokens, end, digits + (added ?? 0)));
}

/** "a hundred", "an estimated" is not one; "half a million", "a few hundred", "several dozen". */
function articled(tokens: readonly Token[], at: number): NumberReading | null {
  const first = lowerAt(tokens, at);
  const second = lowerAt(tokens, at + 1);
  if (first === 'half')
    return second === 'a' && isMagnitude(tokens, at + 2) ? magnified(tokens, at + 2, 1 / 2) : null;
  if (first === 'several') return vagueMagnitude(tokens, at + 1);
  if (first !== 'a' && first !== 'an') return null;
  if (isMagnitude(tokens, at + 1)) return andAHalf(tokens, numberWordsFrom(tokens, at + 1, 1));
  if (first === 'an') return null;
  if (second === 'few') return vagueMagnitude(tokens, at + 2);
  const hasOf = lowerAt(tokens, at + 2) === 'of';
  return second === 'couple' ? vagueMagnitude(tokens, hasOf ? at + 3 : at + 2) : null;
}

/** "a quarter of a million", "three-quarters of a million": so much of the magnitude, and no million. */
function partOfMagnitude(
  tokens: readonly Token[],
  at: number,
  { lower, value }: Token,
): NumberReading | null {
  const count = lower === 'a' ? 1 : value;
  const last = pastHyphen(tokens, at + 1);
  if (count === null || !isOf(tokens, last, PART)) return null;
  const denominator = partAt(tokens, last, count);
  const isOfOne = lowerAt(tokens, last + 1) === 'of' && lowerAt(tokens, last + 2) === 'a';
  if (denominator === null || !isOfOne || !isMagnitude(tokens, last + 3)) return null;
  const whole = magnified(tokens, last + 3, 1);
  return { ...whole, value: Math.round((whole.value * count) / denominator) };
}

/** "million" by itself, as in "per million tonnes". */
export const magnitudeAt = (tokens: readonly Token[], at: number): NumberReading | null =>
  isMagnitude(tokens, at) ? magnified(tokens, at, 1) : null;

const vagueMagnitude = (tokens: readonly Token[], at: number): NumberReading | null =>
  isMagnitude(tokens, at) ? { ...magnified(tokens, at, 2), isVague: true } : null;

/** "one hundred and twenty thousand": a group below a thousand, then its magnitude, and so on downwards. */
function numberWordsFrom(tokens: readonly Token[], at: number, start: number | null): NumberReading {
  let total = 0;
  let group = start;
  let scale = 1;
  let end = at;
  // What may still be added to the group: after "twenty" a one to nine, after a magnitude anything smaller.
  let room = start === null ? Infinity : 0;
  for (let i = at; i < tokens.length; i = pastHyphen(tokens, end)) {
    const word = lowerAt(tokens, i);
    const afterAnd = word === 'and' && scale > 1 && room > 1 ? i + 1 : i;
    const small = numberWordAt(tokens, afterAnd);
    if (small !== null && small < room) {
      group = (group ?? 0) + small;
      room = small >= 20 ? 10 : 0;
      end = afterAnd + 1;
      continue;
    }
    const magnitude = isMagnitude(tokens, i) ? MAGNITUDES.get(word) : undefined;
    if (
      magnitude === undefined ||
      (total > 0 && magnitude >= 1000) ||
      (magnitude <= 100 && (group ?? 0) >= 100)
    )
      break;
    if (magnitude <= 100) {
      group = (group ?? 1) * magnitude;
      room = magnitude;
    } else {
      total += (group ?? 1) * magnitude;
      group = null;
      room = magnitude;
    }
    scale = Math.max(scale, magnitude);
    end = i + 1;
  }
  return { value: total + (group ?? 0), end, scale, isVague: false };
}

/** Magnitude words after a number in digits: "3.5 million", "two hundred thousand" is read above. */
function magnified(tokens: readonly Token[], at: number, value: number): NumberReading {
  let end = at;
  let scale = 1;
  for (let i = pastHyphen(tokens, at); scale < 1e6 && isMagnitude(tokens, i); i = pastHyphen(tokens, end)) {
    scale *= MAGNITUDES.get(lowerAt(tokens, i)) ?? 1;
    end = i + 1;
  }
  return { value: tidy(value * scale), end, scale, isVague: false };
}

/** "two and a half years", "a million and a half". */
function andAHalf(tokens: readonly Token[], reading: NumberReading): NumberReading {
  const { end } = reading;
  const at = joinsAt(tokens, end) ? end + 1 : end;
  if (lowerAt(tokens, at) !== 'and') return reading;
  const article = pastHyphen(tokens, at + 1);
  const half = pastHyphen(tokens, article + 1);
  if (lowerAt(tokens, article) !== 'a' || lowerAt(tokens, half) !== 'half') return reading;
  // "two and a half million": the magnitude comes after the half.
  if (reading.scale === 1) return magnified(tokens, half + 1, reading.value + 1 / 2);
  return { ...reading, value: reading.value + reading.scale / 2, end: half + 1 };
}

/** "a year and a half": after its unit. */
export const saysAndAHalf = (tokens: readonly Token[], at: number): boolean =>
  lowerAt(tokens, at) === 'and' && lowerAt(tokens, at + 1) === 'a' && lowerAt(tokens, at + 2) === 'half';

/** 1.1 * 1e6 is 1100000.0000000001 in binary. */
export const tidy = (value: number): number =>
  Number.isSafeInteger(value) && Math.abs(value) < 1e12 ? value : Number(value.toPrecision(12));
