/** Quantities of a sentence: number, comparator, unit, what is counted, for whom it holds. A grammar over tokens, linear. */
import { wordSet } from '../word-set.ts';
import type { Operator, Quantity, QuantityKind } from '../types.ts';
import { agedAt, isAgeContext } from './ages.ts';
import { pairAt, timesAt, unitsOfOne } from './times.ts';
import { amountAt, betweenBefore, type Amount } from './amounts.ts';
import { OPENS_AMOUNT } from './openers.ts';
import { aggregatorOf, scopeOf } from './context.ts';
import { pastLabel } from './exclusions.ts';
import { measureOf } from './measures.ts';
import { hasNounAt, nounPhraseAt } from './noun-phrases.ts';
import { VERB_LIKE } from './word-classes.ts';
import { interval, operatorAfter, operatorBefore, type OperatorReading } from './operators.ts';
import { isOf, lowerAt, type Token } from './tokens.ts';
import { pastPerNumber, rateAt, type Rate } from './rates.ts';

/** A quantity whose place is counted in tokens, end exclusive. */
export interface QuantityReading extends Omit<Quantity, 'text' | 'start' | 'end'> {
  readonly from: number;
  readonly to: number;
}

export function quantitiesOf(tokens: readonly Token[]): QuantityReading[] {
  const found: QuantityReading[] = [];
  for (let at = 0; at < tokens.length;) {
    if (!isOf(tokens, at, OPENS_AMOUNT)) {
      at += 1;
      continue;
    }
    const past = pastPerNumber(tokens, at) ?? pastLabel(tokens, at);
    if (past !== null) {
      at = past;
      continue;
    }
    const amount = anyAmountAt(tokens, at);
    if (amount && isWorthReading(tokens, amount))
      for (const reading of quantitiesFrom(tokens, amount))
        found.push(ofSameLevel(tokens, reading, found.at(-1)));
    at = Math.max(at + 1, amount ? (rateAt(tokens, amount.end)?.end ?? amount.end) : 0);
  }
  return found;
}

/** "Turnout was 54%, down from | 61%": the same measure at another time. */
function ofSameLevel(
  tokens: readonly Token[],
  reading: QuantityReading,
  last: QuantityReading | undefined,
): QuantityReading {
  const { from, kind, unit, measure } = reading;
  const isLevel = lowerAt(tokens, from - 1) === 'from' && /^(?:up|down)$/.test(lowerAt(tokens, from - 2));
  if (!isLevel || last?.kind !== kind) return reading;
  const isBare = unit === null || measure === null;
  return isBare ? { ...reading, unit: unit ?? last.unit, measure: last.measure } : reading;
}

function anyAmountAt(tokens: readonly Token[], at: number): Amount | null {
  const plain = amountAt(tokens, at);
  const special = agedAt(tokens, at, plain) ?? timesAt(tokens, at);
  if (special || tokens[at]?.kind === 'number') return special ?? plain;
  return pairAt(tokens, at) ?? unitsOfOne(tokens, at) ?? plain;
}

/** "rose from 12 to 15" tells two levels, "from 12 to 15 people" a range. */
function quantitiesFrom(tokens: readonly Token[], amount: Amount): QuantityReading[] {
  if (amount.high === null || !isChange(tokens, amount.start)) return [quantity(tokens, amount)];
  const second = { ...amount, low: amount.high, high: null };
  const joiner = joinerOf(tokens, amount);
  const first = amountAt(tokens.slice(amount.start, joiner), 0);
  if (!first) return [quantity(tokens, amount)];
  const [kind, unit] = [amount.kind ?? first.kind, amount.unit ?? first.unit];
  return [
    quantity(tokens, { ...first, start: amount.start, end: joiner, low: amount.low, kind, unit }),
    quantity(tokens, { ...second, start: joiner + 1 }),
  ];
}

function joinerOf(tokens: readonly Token[], { start, end }: Amount): number {
  let at = start;
  while (at < end - 1 && !JOINERS.has(lowerAt(tokens, at))) at += 1;
  return at;
}

const JOINERS = wordSet('to through - –');
const CHANGE = wordSet(
  `rose risen rise rises rising increase increased increases increasing grew grown growth climbed jumped soared surged fell fallen fall
  falls dropped drop decline declined went gone moved up raised cut lifted expanded changed doubled tripled swelled extended improved
  shrank reduced slowed quickened`,
);

function isChange(tokens: readonly Token[], start: number): boolean {
  if (lowerAt(tokens, start - 1) !== 'from') return false;
  for (let i = start - 2; i >= Math.max(0, start - 9); i -= 1) {
    const word = lowerAt(tokens, i);
    if (word === '.' || word === ';' || word === ':') return false;
    if (CHANGE.has(word)) return true;
  }
  return false;
}

/** A word such as "one" or "two" alone counts nothing a reviewer would check: "one of them", "the two", "on the one hand". */
function isWorthReading(tokens: readonly Token[], amount: Amount): boolean {
  if (amount.kind === 'duration' && isSomeDay(tokens, amount)) return false;
  if (amount.kind !== null || amount.high !== null || amount.isVague) return true;
  const limited = operatorBefore(tokens, amount.start) ?? operatorAfter(tokens, amount.end);
  if (limited && limited.operator !== '=') return true;
  const first = tokens[amount.start];
  if (first?.kind === 'word' && amount.end === amount.start + 1 && amount.low === 1)
    return isOneOfAKind(tokens, amount);
  if (hasNounAt(tokens, amount.end)) return first?.kind === 'number' || amount.low > 1;
  return (
    first?.kind === 'number' ||
    amount.low > 2 ||
    /^(?:were|was|have|had|are|of|did|died|remain|in|more|others)$/.test(lowerAt(tokens, amount.end)) ||
    /^(?:to|at|reached|hit|totalled)$/.test(lowerAt(tokens, amount.start - 1)) ||
    endsCount(tokens, amount) ||
    isOf(tokens, amount.start - 1, VERB_LIKE)
  );
}

const isOfPersons = (tokens: readonly Token[], at: number): boolean =>
  /^(?:them|whom|these|those)$/.test(lowerAt(tokens, at)) || isAgeContext(nounPhraseAt(tokens, at).head);

/** "tests on 36 jars found it in seven.": what is counted was named with a number before. */
const endsCount = (tokens: readonly Token[], { start, end }: Amount): boolean =>
  /^(?:in|for|against|by|from)$/.test(lowerAt(tokens, start - 1)) &&
  /^(?:[.,;]|)$/.test(lowerAt(tokens, end)) &&
  tokens.slice(Math.max(0, start - 12), start).some(({ kind }) => kind === 'number');

/** "one day it will open" is no length. */
const isSomeDay = (tokens: readonly Token[], { start, end }: Amount): boolean =>
  end === start + 2 &&
  lowerAt(tokens, start) === 'one' &&
  lowerAt(tokens, end - 1) === 'day' &&
  !operatorBefore(tokens, start) &&
  !/^(?:for|in|within|after|last|lasted|took|only|just)$/.test(lowerAt(tokens, start - 1));

/** "one person died", not "one day", "no one", "one another". */
function isOneOfAKind(tokens: readonly Token[], { start, end }: Amount): boolean {
  if (/^(?:no|every|any|each|this|that|the|another|which)$/.test(lowerAt(tokens, start - 1))) return false;
  // "One of them died": the sentence or clause is about one; "is one of the best" ranks.
  if (lowerAt(tokens, end) === 'of')
    return (start === 0 || /^[,;“"]$/.test(lowerAt(tokens, start - 1))) && isOfPersons(tokens, end + 1);
  const { head } = nounPhraseAt(tokens, end);
  return (
    isAgeContext(head) ||
    /^(?:death|case|arrest|seat|vote|goal|injury|fatality|home|house|car|vehicle|school)$/.test(head)
  );
}

function quantity(tokens: readonly Token[], amount: Amount): QuantityReading {
  if (isNegative(tokens, amount))
    return quantity(tokens, { ...amount, start: amount.start - 1, low: -amount.low });
  const isFrom = amount.high !== null && lowerAt(tokens, amount.start - 1) === 'from';
  const between = betweenBefore(tokens, amount.start) ?? (isFrom ? amount.start - 1 : null);
  const before = between === null ? comparator(tokens, amount) : null;
  const from = between ?? before?.start ?? amount.start;
  const kind: QuantityKind = amount.kind ?? 'count';
  // "As young as 14" is what "the youngest was 14" is: an extreme, and a number of its own.
  const isExtreme = kind === 'age' && before !== null && /^as \w+ as$/.test(before.phrase);
  const near = operatorAfter(tokens, amount.end);
  const measured = measureOf(tokens, kind, from, near?.end ?? amount.end);
  const post = near ?? (measured.end > amount.end ? operatorAfter(tokens, measured.end) : null);
  const to = Math.max(amount.end, post?.end ?? 0);
  const { operator, min, max } = bounds(amount, isExtreme ? null : before, post?.operator ?? null);
  const unit = amount.unit ?? measured.unit;
  const rate = rateAt(tokens, measured.end) ?? rateAt(tokens, amount.end);
  return {
    kind,
    from,
    to,
    operator,
    min,
    max,
    unit: rated(unit, rate),
    measure: measured.measure,
    scope: scopeOf(tokens, from, measured.end),
    aggregator: aggregatorOf(tokens, from, measured.end, before?.phrase ?? '', kind),
  };
}

/** "340 per 100,000" names nothing that is counted. */
function rated(unit: string | null, rate: Rate | null): string | null {
  if (!rate) return unit;
  if (unit !== null) return `${unit} per ${rate.per}`;
  return /^\d/.test(rate.per) ? `per ${rate.per}` : null;
}

/** "minus 12 degrees", "-5%". */
const isNegative = (tokens: readonly Token[], { start, kind, low, high }: Amount): boolean =>
  low > 0 &&
  high === null &&
  (kind === 'measurement' || kind === 'percent') &&
  (lowerAt(tokens, start - 1) === 'minus' || isMinus(tokens, start - 1));
const isMinus = (tokens: readonly Token[], at: number): boolean =>
  /^[-−]$/.test(lowerAt(tokens, at)) &&
  tokens[at + 1]?.spaced === false &&
  (at === 0 || tokens[at]?.spaced === true);

/** "over three years" is a stretch of time more often than a bound; after "for" or before "ago" it is a bound. */
function comparator(tokens: readonly Token[], amount: Amount): OperatorReading | null {
  const reading = operatorBefore(tokens, amount.start);
  if (reading?.phrase === 'under' && isDepth(tokens, reading.start, amount)) return null;
  if (!reading || reading.phrase !== 'over') return reading;
  // "fined over three deaths": a small number in words is seldom exceeded.
  if (amount.kind === null && amount.low <= 10 && tokens[amount.start]?.kind === 'word') return null;
  if (amount.kind !== 'duration') return reading;
  const bounded =
    /^(?:for|just|well|after|took|takes|lasted|lasting|spent|waited|is|was|be|little|of)$/.test(
      lowerAt(tokens, reading.start - 1),
    ) || /^(?:ago|old|later|earlier)$/.test(lowerAt(tokens, amount.end));
  return bounded ? reading : null;
}

const LIES = wordSet('is are was were be been lay lies lie lying stood buried trapped submerged left found');
const DEPTHS = wordSet('metre centimetre foot inch');
const COVERS = wordSet(
  'water floodwater mud snow ice rubble debris earth soil sand gravel rock ash silt sludge sewage slurry concrete',
);

/** "The cellar was under two metres of water": where it was; "under two metres long" is a bound. */
const isDepth = (tokens: readonly Token[], under: number, { unit, end }: Amount): boolean =>
  unit !== null &&
  DEPTHS.has(unit) &&
  lowerAt(tokens, end) === 'of' &&
  (COVERS.has(lowerAt(tokens, end + 1)) || COVERS.has(lowerAt(tokens, end + 2))) &&
  LIES.has(lowerAt(tokens, under - 1));

function bounds(
  amount: Amount,
  before: OperatorReading | null,
  after: Exclude<Operator, 'range' | 'vague'> | null,
): Pick<Quantity, 'operator' | 'min' | 'max'> {
  if (amount.isVague) return { operator: 'vague', min: amount.low, max: amount.high };
  if (amount.high !== null) return { operator: 'range', min: amount.low, max: amount.high };
  const operator = after ?? before?.operator ?? '=';
  const { min, max } = interval(amount.low, operator);
  return { operator, min, max };
}
