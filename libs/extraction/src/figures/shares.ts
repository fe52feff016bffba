/** Shares of a whole and parts of a unit: "a third of", "two-thirds", "one in five", "a quarter of a percentage point". */
import type { Amount } from './amounts.ts';
import { numberAt, tidy, type NumberReading } from './numbers.ts';
import { signValue } from './numerals.ts';
import { PART, partAt } from './parts.ts';
import { isOf, joinsAt, lowerAt, pastHyphen, tokenAt, type Token } from './tokens.ts';
import { unitAt } from './units.ts';

/** A fraction says of what, or by how much: "a third of homes", "cut by a quarter", not "a third man". */
const OF_WHAT =
  /^(?:of|the|a|an|its|their|his|her|our|all|said|were|was|are|is|had|have|did|do|more|less|higher|lower|fewer|as|say|believe|[.,;:)!?]|)$/;
const BY_HOW_MUCH = /^(?:by|than|about|nearly|almost|over|under|around|roughly|to|just)$/;
const ORDINAL_BEFORE =
  /^(?:first|second|third|other|final|opening|last|next|latter|early|later|top|bottom|better|northern|southern)$/;

interface Share {
  readonly value: number;
  readonly end: number;
}

/**
 * A share from 0 to 1 of unit "share"; of a unit, so much of the unit: "half a mile", "three quarters of an hour".
 * `number`: of `numberAt`.
 */
export function shareAt(tokens: readonly Token[], at: number, number: NumberReading | null): Amount | null {
  const share = fractionAt(tokens, at, number) ?? (number && outOfAt(tokens, number));
  if (share === null) return null;
  const article = lowerAt(tokens, share.end) === 'of' ? share.end + 1 : share.end;
  const unit = /^an?$/.test(lowerAt(tokens, article)) ? unitAt(tokens, article + 1) : null;
  const [end, low] = unit
    ? [unit.end, tidy(share.value * unit.factor)]
    : [share.end, Number(share.value.toPrecision(3))];
  const [kind, name] = unit ? [unit.kind, unit.unit] : (['percent', 'share'] as const);
  return { start: at, end, low, high: null, kind, unit: name, isVague: false };
}

function fractionAt(tokens: readonly Token[], at: number, number: NumberReading | null): Share | null {
  const token = tokenAt(tokens, at);
  if (token?.kind === 'number') return fractionOfDigits(tokens, at, token);
  if (token?.kind !== 'word') return null;
  if (token.lower === 'half') return halfAt(tokens, at);
  // "A quarter of a million" is a number.
  if (token.lower === 'a' && number) return null;
  const count = token.lower === 'a' ? { value: 1, end: at + 1 } : number;
  if (count === null || lowerAt(tokens, at + 1) === '/') return null;
  const last = pastHyphen(tokens, count.end);
  const denominator = isOf(tokens, last, PART) ? partAt(tokens, last, count.value) : null;
  if (denominator === null) return null;
  const next = last + 1;
  const isShare = OF_WHAT.test(lowerAt(tokens, next)) || BY_HOW_MUCH.test(lowerAt(tokens, at - 1));
  return isShare || count.value > 1 ? { value: count.value / denominator, end: next } : null;
}

/** "½", "3/4". */
function fractionOfDigits(tokens: readonly Token[], at: number, { value, lower }: Token): Share | null {
  const sign = value === null ? signValue(lower) : null;
  if (sign !== null) return unitAt(tokens, at + 1) ? null : { value: sign, end: at + 1 };
  return lowerAt(tokens, at + 1) === '/' ? slashedAt(tokens, at) : null;
}

function halfAt(tokens: readonly Token[], at: number): Share | null {
  const after = lowerAt(tokens, at + 1);
  if (joinsAt(tokens, at + 1) || ORDINAL_BEFORE.test(lowerAt(tokens, at - 1))) return null;
  if (after === 'a' || after === 'an') return unitAt(tokens, at + 2) ? { value: 1 / 2, end: at + 1 } : null;
  const isShare = (OF_WHAT.test(after) && after !== '') || BY_HOW_MUCH.test(lowerAt(tokens, at - 1));
  return isShare ? { value: 1 / 2, end: at + 1 } : null;
}

function slashedAt(tokens: readonly Token[], at: number): Share | null {
  const isGlued = tokens[at + 1]?.spaced === false && tokens[at + 2]?.spaced === false;
  const [top, bottom] = [lowerAt(tokens, at), lowerAt(tokens, at + 2)];
  if (!isGlued || !/^(?:1\/[2-58]|2\/[35]|3\/[458])$/.test(`${top}/${bottom}`)) return null;
  return { value: Number(top) / Number(bottom), end: at + 3 };
}

/** "one in five", "1 in 50,000", "nine out of ten", "one island in eight", "one-in-three". */
function outOfAt(tokens: readonly Token[], first: NumberReading): Share | null {
  if (first.value < 1) return null;
  // One word may stand between: "one island in eight".
  const hasNoun =
    lowerAt(tokens, first.end + 1) === 'in' && first.value === 1 && tokens[first.end]?.kind === 'word';
  const joiner = hasNoun ? first.end + 1 : pastHyphen(tokens, first.end);
  const isOutOf = lowerAt(tokens, joiner) === 'out' && lowerAt(tokens, joiner + 1) === 'of';
  const second =
    lowerAt(tokens, joiner) === 'in' ? pastHyphen(tokens, joiner + 1) : isOutOf ? joiner + 2 : null;
  if (second === null) return null;
  const from = lowerAt(tokens, second) === 'every' ? second + 1 : second;
  const whole = numberAt(tokens, from);
  if (!whole || whole.value <= first.value || !Number.isInteger(whole.value)) return null;
  if (unitAt(tokens, whole.end) || /^\d{4}$/.test(lowerAt(tokens, from))) return null;
  // "12 in 15 towns" are twelve; "3 in 10" is a share.
  const isRound = [3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000, 10_000, 100_000].includes(whole.value);
  return first.value === 1 || isOutOf || isRound
    ? { value: first.value / whole.value, end: whole.end }
    : null;
}
