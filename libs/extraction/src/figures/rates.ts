/** What a quantity is reckoned by: "a year", "per month", "a barrel", "per 100,000 people". */
import { wordSet } from '../word-set.ts';
import { nounPhraseAt } from './noun-phrases.ts';
import { magnitudeAt, numberAt } from './numbers.ts';
import { isPersonNoun, singular } from './persons.ts';
import { lowerAt, type Token } from './tokens.ts';
import { unitAt } from './units.ts';

export interface Rate {
  /** "year", "person", "100000 person". */
  readonly per: string;
  /** Index of the token after it. */
  readonly end: number;
}

const BY = wordSet('a an per each every');
const PERIODS = wordSet('second minute hour day night week month year head person');

/** The rate that begins at this token, after a quantity; null when none does. */
export function rateAt(tokens: readonly Token[], at: number): Rate | null {
  if (!BY.has(lowerAt(tokens, at))) return null;
  const period = lowerAt(tokens, at + 1);
  // "72p a year ago" tells when.
  if (/^(?:ago|earlier|later|before|after)$/.test(lowerAt(tokens, at + 2))) return null;
  if (PERIODS.has(period)) return { per: period, end: at + 2 };
  // "$80 a barrel", "15 euros per square metre"
  const unit = unitAt(tokens, at + 1);
  if (unit?.kind === 'measurement') return { per: unit.unit, end: unit.end };
  return lowerAt(tokens, at) === 'per' ? perNumberAt(tokens, at + 1) : null;
}

function perNumberAt(tokens: readonly Token[], at: number): Rate | null {
  const number = numberAt(tokens, at) ?? magnitudeAt(tokens, at);
  if (!number || number.isVague) return null;
  const unit = unitAt(tokens, number.end);
  if (unit) return { per: `${number.value * unit.factor} ${unit.unit}`, end: unit.end };
  const { head, end } = nounPhraseAt(tokens, number.end);
  if (!head) return { per: String(number.value), end: number.end };
  return { per: `${number.value} ${isPersonNoun(head) ? 'person' : singular(head)}`, end };
}

/** "per 100,000": that number counts nothing. */
export const pastPerNumber = (tokens: readonly Token[], at: number): number | null =>
  lowerAt(tokens, at - 1) === 'per' ? (perNumberAt(tokens, at)?.end ?? null) : null;
