/** "first", "twenty-third", "3rd": places in a row, to the thirty-first day of a month. */
import { wordSet } from '../word-set.ts';
import { joinsAt, lowerAt, tokenAt, type Token } from './tokens.ts';

const UNITS = 'first second third fourth fifth sixth seventh eighth ninth'.split(' ');
const TEENS =
  'tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );
const ORDINALS = new Map([...UNITS, ...TEENS, 'twentieth'].map((word, i) => [word, i + 1]));
ORDINALS.set('thirtieth', 30);
const TENS = new Map([
  ['twenty', 20],
  ['thirty', 30],
]);
export const ORDINAL_WORDS: readonly string[] = [...ORDINALS.keys(), ...TENS.keys()];
export const ORDINAL_ENDINGS = wordSet('st nd rd th');

export interface Ordinal {
  readonly value: number;
  /** Index of the token after it. */
  readonly end: number;
}

export function ordinalAt(tokens: readonly Token[], i: number): Ordinal | null {
  const token = tokenAt(tokens, i);
  if (token?.kind === 'number') {
    const next = tokens[i + 1];
    const isOrdinal = next?.spaced === false && ORDINAL_ENDINGS.has(next.lower);
    return isOrdinal && token.value !== null ? { value: token.value, end: i + 2 } : null;
  }
  const word = lowerAt(tokens, i);
  const value = ORDINALS.get(word);
  if (value !== undefined) return { value, end: i + 1 };
  const tens = TENS.get(word);
  const unit = joinsAt(tokens, i + 1) ? ORDINALS.get(lowerAt(tokens, i + 2)) : undefined;
  return tens !== undefined && unit !== undefined && unit < 10 ? { value: tens + unit, end: i + 3 } : null;
}
