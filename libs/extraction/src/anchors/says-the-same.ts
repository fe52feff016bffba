import { isLimiting } from '../detection/fold-duplicates.ts';
import { BIT } from '../detection/lexicon.ts';
import { numbersIn } from '../detection/numbers-named.ts';
import { readSentence } from '../detection/reading.ts';
import { ClaimReadings } from '../matching/claim-readings.ts';
import { objectionsTo } from '../matching/compare-claims.ts';
import type { ClaimToMatch } from '../matching/match-claims.ts';
import { INVISIBLE, plainForm } from './plain-form.ts';

/**
 * Whether an edited passage still says what it said: it names the same numbers, as much of it is denied, hedged or
 * compared, and nothing would keep the two from being merged if they were claims of two documents: nobody else is named, no
 * word has become its opposite, none has changed places with another. Of other words it is taken that their edit is one
 * of style.
 */
export function saysTheSame(before: string, after: string): boolean {
  if (fixedIn(before).join(' ') !== fixedIn(after).join(' ')) return false;
  const readings = new ClaimReadings();
  return objectionsTo(readings.of(asClaim(before)), readings.of(asClaim(after))).length === 0;
}

/** With its capitals, by which names are known. */
const asClaim = (passage: string): ClaimToMatch => {
  const text = passage.split(INVISIBLE).join('');
  return { id: text, documentId: '', text, exact: text, publishedAt: null, figures: [] };
};

function fixedIn(passage: string): string[] {
  const plain = plainForm(passage).text;
  const limits = readSentence(plain).words.filter(isLimiting);
  const told = limits.map(({ lower, classes }) => (classes & BIT.negation ? 'not' : lower));
  return [...numbersIn(plain), ...told].toSorted();
}
