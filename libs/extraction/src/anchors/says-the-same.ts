import { isLimiting } from '../detection/fold-duplicates.ts';
import { BIT } from '../detection/lexicon.ts';
import { numbersIn } from '../detection/numbers-named.ts';
import { readSentence } from '../detection/reading.ts';
import { plainForm } from './plain-form.ts';

/**
 * Whether an edited passage still says what it said: it names the same numbers, and as much of it is denied, hedged or
 * compared. Of other words it is taken that their edit is one of style.
 */
export const saysTheSame = (before: string, after: string): boolean =>
  fixedIn(before).join(' ') === fixedIn(after).join(' ');

function fixedIn(passage: string): string[] {
  const plain = plainForm(passage).text;
  const limits = readSentence(plain).words.filter(isLimiting);
  const told = limits.map(({ lower, classes }) => (classes & BIT.negation ? 'not' : lower));
  return [...numbersIn(plain), ...told].toSorted();
}
