/** Numbers without a number: "twice", "sixteenfold", "doubled", "both", "a pair of", "a decade", "every fortnight". */
import { wordSet } from '../word-set.ts';
import type { Amount } from './amounts.ts';
import { numberAt, saysAndAHalf } from './numbers.ts';
import { wordValue } from './numerals.ts';
import { isNumberAt, isOf, joinsAt, lowerAt, pastHyphen, type Token } from './tokens.ts';
import { unitAt } from './units.ts';
import { wordClass } from './vocabulary.ts';
import { PLURAL } from './word-classes.ts';

const TIMES = new Map([
  ['once', 1],
  ['twice', 2],
  ['thrice', 3],
]);
const MULTIPLES = new Map([
  ['double', 2],
  ['triple', 3],
  ['treble', 3],
  ['quadruple', 4],
]);
const MULTIPLIED = new Map([
  ['doubled', 2],
  ['doubling', 2],
  ['tripled', 3],
  ['trebled', 3],
  ['tripling', 3],
  ['quadrupled', 4],
]);
const FOLD = /^([a-z]+)fold$/;
const MULTIPLIES = wordClass([...TIMES.keys(), ...MULTIPLES.keys(), ...MULTIPLIED.keys()], ({ lower }) =>
  lower.endsWith('fold'),
);

/** "twice", "sixteenfold", "nearly double the number", "more than tripled": how many times. */
export function timesAt(tokens: readonly Token[], at: number): Amount | null {
  if (isNumberAt(tokens, at)) return foldOfDigits(tokens, at);
  if (!isOf(tokens, at, MULTIPLIES)) return null;
  const word = lowerAt(tokens, at);
  const counted = TIMES.get(word);
  if (counted === 1 && !isCountedOnce(tokens, at)) return null;
  if (counted !== undefined) return times(at, counted, at + 1);
  const multiple = MULTIPLES.get(word);
  if (multiple !== undefined && /^(?:the|that|its|their|what|last)$/.test(lowerAt(tokens, at + 1)))
    return times(at, multiple, at + 1);
  const multiplied = MULTIPLIED.get(word);
  if (multiplied !== undefined) return times(at, multiplied, at + 1);
  const folded = wordValue(FOLD.exec(word)?.[1] ?? '');
  return folded === null ? null : times(at, folded, at + 1);
}

/** "Once" is a conjunction or "formerly" as well: it counts at the end of its clause, and not in "at once". */
const isCountedOnce = (tokens: readonly Token[], at: number): boolean =>
  at > 0 && lowerAt(tokens, at - 1) !== 'at' && /^(?:[.,;]|and|a|between|in|)$/.test(lowerAt(tokens, at + 1));

const times = (start: number, low: number, end: number, unit: string | null = 'time'): Amount => ({
  start,
  end,
  low,
  high: null,
  kind: unit === null ? null : 'count',
  unit,
  isVague: false,
});

/** "10-fold" */
function foldOfDigits(tokens: readonly Token[], at: number): Amount | null {
  const suffix = pastHyphen(tokens, at + 1);
  const digits = lowerAt(tokens, suffix) === 'fold' ? numberAt(tokens, at) : null;
  return digits && times(at, digits.value, suffix + 1);
}

/** "both pilots", "a pair of eagles", "a couple of cars": a number of things that follow. */
export function pairAt(tokens: readonly Token[], at: number): Amount | null {
  const word = lowerAt(tokens, at);
  const next = lowerAt(tokens, at + 1);
  if (word === 'both') {
    const isSubject = at === 0 && /^(?:of|were|are|had|have|said|spoke|denied|died)$/.test(next);
    return isSubject || (isOf(tokens, at + 1, PLURAL) && lowerAt(tokens, at + 2) !== 'and')
      ? times(at, 2, at + 1, null)
      : null;
  }
  const isPair = word === 'a' && /^(?:pair|couple|trio)$/.test(next) && lowerAt(tokens, at + 2) === 'of';
  return isPair && isOf(tokens, at + 3, PLURAL) ? times(at, next === 'trio' ? 3 : 2, at + 3, null) : null;
}

const ONE = wordSet('a an another every the');
const BEFORE_ONE = wordSet(
  'for in within after over under than least most to about nearly almost last lasts lasted took takes spent around every another of roughly only just some as until by',
);

/** "a decade", "another year", "every fortnight": the article is the number. Not "£5 a day", "once a week". */
export function unitsOfOne(tokens: readonly Token[], at: number): Amount | null {
  const word = lowerAt(tokens, at);
  if (!ONE.has(word)) return null;
  const unit = unitAt(tokens, at + 1);
  if (unit?.kind !== 'duration' || lowerAt(tokens, unit.end - 1).endsWith('s')) return null;
  // Only long units stand with "the" or "every" for a length: "in the decade before", not "the year".
  if (
    (word === 'the' || word === 'every') &&
    (unit.factor === 1 ||
      !/^(?:in|before|after|over|to|,|has|have|him|her|them|it|us|meets?|met)$/.test(lowerAt(tokens, at - 1)))
  )
    return null;
  const later = /^(?:after|before|later|earlier|ago|and|long)$/.test(lowerAt(tokens, unit.end));
  if (word !== 'another' && word !== 'every' && !later && !BEFORE_ONE.has(lowerAt(tokens, at - 1)))
    return null;
  if (joinsAt(tokens, unit.end)) return null;
  const andAHalf = saysAndAHalf(tokens, unit.end);
  const count = andAHalf ? 3 / 2 : 1;
  return {
    start: at,
    end: andAHalf ? unit.end + 3 : unit.end,
    low: count * unit.factor,
    high: null,
    kind: 'duration',
    unit: unit.unit,
    isVague: false,
  };
}
