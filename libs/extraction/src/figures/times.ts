/** Numbers without a number: "twice", "sixteenfold", "doubled", "both", "a pair of", "a decade", "every fortnight". */
import type { Amount } from './amounts.ts';
import { isPlural } from './word-classes.ts';
import { numberAt } from './numbers.ts';
import { joinsAt, lowerAt, pastHyphen, words, type Token } from './tokens.ts';
import { unitAt } from './units.ts';

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

/** "twice", "sixteenfold", "nearly double the number", "more than tripled": how many times. */
export function timesAt(tokens: readonly Token[], at: number): Amount | null {
  const word = lowerAt(tokens, at);
  const counted = TIMES.get(word);
  // "once" is a conjunction or "formerly" as well: it counts at the end of its clause.
  if (counted === 1 && (at === 0 || !/^(?:[.,;]|and|a|between|in|)$/.test(lowerAt(tokens, at + 1))))
    return null;
  if (counted !== undefined) return times(at, counted, at + 1);
  const multiple = MULTIPLES.get(word);
  if (multiple !== undefined && /^(?:the|that|its|their|what|last)$/.test(lowerAt(tokens, at + 1)))
    return times(at, multiple, at + 1);
  const multiplied = MULTIPLIED.get(word);
  if (multiplied !== undefined) return times(at, multiplied, at + 1);
  return foldAt(tokens, at, word);
}

const times = (start: number, low: number, end: number, unit: string | null = 'time'): Amount => ({
  start,
  end,
  low,
  high: null,
  kind: unit === null ? null : 'count',
  unit,
  isVague: false,
});

function foldAt(tokens: readonly Token[], at: number, word: string): Amount | null {
  const fold = /^([a-z]+)fold$/.exec(word)?.[1];
  if (fold !== undefined) {
    const folded = numberAt([{ kind: 'word', text: fold, lower: fold, start: 0, end: 0, spaced: false }], 0);
    return folded && times(at, folded.value, at + 1);
  }
  const suffix = pastHyphen(tokens, at + 1);
  const digits =
    tokens[at]?.kind === 'number' && lowerAt(tokens, suffix) === 'fold' ? numberAt(tokens, at) : null;
  return digits && times(at, digits.value, suffix + 1);
}

/** "both pilots", "a pair of eagles", "a couple of cars": a number of things that follow. */
export function pairAt(tokens: readonly Token[], at: number): Amount | null {
  const word = lowerAt(tokens, at);
  const next = lowerAt(tokens, at + 1);
  if (word === 'both') {
    const isSubject = at === 0 && /^(?:of|were|are|had|have|said|spoke|denied|died)$/.test(next);
    return isSubject || (isPlural(next) && lowerAt(tokens, at + 2) !== 'and')
      ? times(at, 2, at + 1, null)
      : null;
  }
  const isPair = word === 'a' && /^(?:pair|couple|trio)$/.test(next) && lowerAt(tokens, at + 2) === 'of';
  return isPair && isPlural(lowerAt(tokens, at + 3))
    ? times(at, next === 'trio' ? 3 : 2, at + 3, null)
    : null;
}

const BEFORE_ONE = words(
  'for in within after over under than least most to about nearly almost last lasts lasted took takes spent around every another of roughly only just some as until by',
);

/** "a decade", "another year", "every fortnight": the article is the number. Not "£5 a day", "once a week". */
export function unitsOfOne(tokens: readonly Token[], at: number): Amount | null {
  const word = lowerAt(tokens, at);
  if (!/^(?:an?|another|every|the)$/.test(word)) return null;
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
  const andAHalf =
    lowerAt(tokens, unit.end) === 'and' &&
    lowerAt(tokens, unit.end + 1) === 'a' &&
    lowerAt(tokens, unit.end + 2) === 'half';
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
