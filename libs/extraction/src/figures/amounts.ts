/** One number or a range of two, with currency and unit: "£3-4bn", "between 12 and 15 years", "one in five", "dozens". */
import type { QuantityKind } from '../types.ts';
import { currencyAt } from './currencies.ts';
import { numberAt, saysAndAHalf, tidy, type NumberReading } from './numbers.ts';
import { shareAt } from './shares.ts';
import { isOf, joinsAt, lowerAt, pastHyphen, tokenAt, type Token } from './tokens.ts';
import { wordClass } from './vocabulary.ts';
import { baseUnit } from './conversions.ts';
import { unitAt, type UnitReading } from './units.ts';

export interface Amount {
  /** Index of the first token of the number or its currency. */
  readonly start: number;
  /** Index of the token after number and unit. */
  readonly end: number;
  readonly low: number;
  /** null for a single number. */
  readonly high: number | null;
  readonly kind: QuantityKind | null;
  readonly unit: string | null;
  /** "dozens", "a few hundred": `low` is the least it can mean. */
  readonly isVague: boolean;
}

interface Single extends Amount {
  readonly scale: number;
}

export function amountAt(tokens: readonly Token[], at: number): Amount | null {
  const number = numberAt(tokens, at);
  const known = shareAt(tokens, at, number) ?? vagueAt(tokens, at);
  if (known) return known;
  const first = singleAt(tokens, at, number);
  if (!first) return null;
  const next = secondAt(tokens, first);
  const second = next === null ? null : singleAt(tokens, next, numberAt(tokens, next));
  return (second && ranged(first, second)) ?? first;
}

/** `plain`: of `numberAt`, the number that begins here without a currency. */
function singleAt(tokens: readonly Token[], at: number, plain: NumberReading | null): Single | null {
  const currency = currencyAt(tokens, at);
  const number = currency ? numberAt(tokens, currency.end, true) : plain;
  if (!number) return null;
  const { value, scale, isVague } = number;
  const unit = unitAt(tokens, number.end);
  if (currency) {
    // "£5m" is money whatever follows it; "£3 million pounds" says so twice.
    const end = unit?.kind === 'money' ? unit.end : number.end;
    const { currency: code } = currency;
    return { start: at, end, low: value, high: null, kind: 'money', unit: code, isVague, scale };
  }
  if (lowerAt(tokens, lowerAt(tokens, at - 1) === 'of' ? at - 2 : at - 1) === 'magnitude')
    return {
      start: at,
      end: number.end,
      low: value,
      high: null,
      kind: 'measurement',
      unit: 'magnitude',
      isVague,
      scale,
    };
  if (!unit)
    return { start: at, end: number.end, low: value, high: null, kind: null, unit: null, isVague, scale };
  const { kind, factor, unit: name, end } = unit;
  // "a year and a half": half of the unit is added after it.
  const isHalved = saysAndAHalf(tokens, end);
  const low = isHalved ? (value + 1 / 2) * factor : tidy(value * factor);
  const rest = isHalved || isBetween(tokens, at) ? null : smallerAt(tokens, end, name);
  return {
    start: at,
    end: isHalved ? end + 3 : (rest?.end ?? end),
    low: rest ? tidy(low + rest.share) : low,
    high: null,
    kind,
    unit: name,
    isVague,
    scale,
  };
}

/** "six years | and three months", "7lb | 4oz": what a smaller unit of the same base adds, as a share of the larger one. */
function smallerAt(
  tokens: readonly Token[],
  end: number,
  larger: string,
): { readonly share: number; readonly end: number } | null {
  const at = lowerAt(tokens, end) === 'and' ? end + 1 : end;
  const number = numberAt(tokens, at);
  if (!number || number.isVague) return null;
  const unit = larger === 'foot' ? inchesAt(tokens, number.end) : unitAt(tokens, number.end);
  if (!unit) return null;
  const [[base, most], [otherBase, least]] = [baseUnit(larger), baseUnit(unit.unit)];
  const share = (number.value * unit.factor * least) / most;
  return base === otherBase && base !== 'percent' && least < most && share < 1
    ? { share, end: unit.end }
    : null;
}

/** "5ft 11in": elsewhere "in" is no unit. */
function inchesAt(tokens: readonly Token[], at: number): Pick<UnitReading, 'unit' | 'factor' | 'end'> | null {
  const isShort = lowerAt(tokens, at) === 'in' && tokens[at]?.spaced === false;
  return isShort ? { unit: 'inch', factor: 1, end: at + 1 } : unitAt(tokens, at);
}

/** The token where the second number of a range would begin; null when nothing joins one to the first. */
function secondAt(tokens: readonly Token[], first: Single): number | null {
  const { start, end } = first;
  const joiner = lowerAt(tokens, end);
  if (joinsAt(tokens, end)) return lowerAt(tokens, end + 1) === 'to' ? pastHyphen(tokens, end + 2) : end + 1;
  // "18- to 24-year-olds".
  if (joiner === '-' && tokens[end]?.spaced === false && /^(?:to|or)$/.test(lowerAt(tokens, end + 1)))
    return end + 2;
  if (joiner === 'to' || joiner === 'through') return end + 1;
  if (joiner === 'and' && isBetween(tokens, start)) return end + 1;
  if (joiner === 'or' && (tokens[end + 1]?.kind === 'word') === (tokenAt(tokens, start)?.kind === 'word'))
    return end + 1;
  return null;
}

const isBetween = (tokens: readonly Token[], start: number): boolean => betweenBefore(tokens, start) !== null;

/** Where "between" stands, if a range begins with it: "between 5 and 9", "between about 5", "between the ages of 5". */
export function betweenBefore(tokens: readonly Token[], start: number): number | null {
  let at = start - 1;
  if (lowerAt(tokens, at) === 'of' && lowerAt(tokens, at - 1) === 'ages') at -= 1;
  if (lowerAt(tokens, at) === 'ages') at -= lowerAt(tokens, at - 1) === 'the' ? 2 : 1;
  else if (/^(?:about|around|roughly|some)$/.test(lowerAt(tokens, at))) at -= 1;
  return lowerAt(tokens, at) === 'between' ? at : null;
}

function ranged(first: Single, second: Single): Amount | null {
  const unit = second.unit ?? first.unit;
  const kind = second.kind ?? first.kind;
  // "Rose by 9% to 12,400": a change, and the level it came to.
  if (first.kind === 'percent' && second.kind === null) return null;
  if (
    first.kind &&
    second.kind &&
    first.kind !== second.kind &&
    !(first.kind === 'duration' && second.kind === 'age')
  )
    return null;
  // "one to two million": the magnitude that only the second number names belongs to both.
  const shared = first.scale === 1 && first.low < second.low / second.scale ? second.scale : 1;
  let low = first.low * shared;
  // "18 months to two years": both in the unit of the second.
  if (first.unit && second.unit && first.unit !== second.unit) {
    const [[base, factor], [otherBase, otherFactor]] = [baseUnit(first.unit), baseUnit(second.unit)];
    if (base !== otherBase) return null;
    low = Number(((low * factor) / otherFactor).toPrecision(3));
  }
  if (low >= second.low) return null;
  return {
    start: first.start,
    end: second.end,
    low,
    high: second.low,
    kind,
    unit,
    isVague: first.isVague || second.isVague,
  };
}

const VAGUE = new Map([
  ['dozens', 24],
  ['scores', 40],
  ['hundreds', 200],
  ['thousands', 2000],
  ['millions', 2e6],
  ['billions', 2e9],
]);
const VAGUE_DURATION = new Map([
  ['decades', 20],
  ['centuries', 200],
]);
const COUNTS_VAGUELY = wordClass(['tens', ...VAGUE.keys(), ...VAGUE_DURATION.keys()]);

/** "dozens", "tens of thousands", "hundreds of millions", "for decades". */
function vagueAt(tokens: readonly Token[], at: number): Amount | null {
  if (!isOf(tokens, at, COUNTS_VAGUELY)) return null;
  const word = lowerAt(tokens, at);
  const years = VAGUE_DURATION.get(word);
  if (years !== undefined)
    return { start: at, end: at + 1, low: years, high: null, kind: 'duration', unit: 'year', isVague: true };
  const tens = word === 'tens' ? 10 : word === 'hundreds' ? 100 : 0;
  const second = tens && lowerAt(tokens, at + 1) === 'of' ? VAGUE.get(lowerAt(tokens, at + 2)) : undefined;
  const [low, end] = second ? [second * tens, at + 3] : [VAGUE.get(word), at + 1];
  if (low === undefined || (word === 'scores' && lowerAt(tokens, at + 1) !== 'of')) return null;
  const unit = lowerAt(tokens, end) === 'of' ? unitAt(tokens, end + 1) : null;
  if (unit)
    return {
      start: at,
      end: unit.end,
      low: low * unit.factor,
      high: null,
      kind: unit.kind,
      unit: unit.unit,
      isVague: true,
    };
  return { start: at, end, low, high: null, kind: null, unit: null, isVague: true };
}
