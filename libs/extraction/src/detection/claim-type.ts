/** The kind of claim, in the taxonomy of AVeriTeC; where a sentence is of several kinds, the one a checker starts from. */
import { matchesOf } from '../matches.ts';
import { BIT } from './lexicon.ts';
import { has, says, type Reading } from './reading.ts';
import { TRAIT } from './traits.ts';

export const CLAIM_TYPES = ['event-property', 'numerical', 'quote', 'causal', 'position'] as const;
export type ClaimType = (typeof CLAIM_TYPES)[number];

/** From this share of the sentence on, what is to be checked first is whether these words were said. */
const MOSTLY_QUOTED = 0.5;

export function claimTypeOf(reading: Reading, quantities: number): ClaimType {
  if (quantities > 0) return 'numerical';
  if (says(reading, 'cause')) return 'causal';
  if (has(reading, BIT.position) && reading.speechActs > 0) return 'position';
  const isQuoted = reading.traits & TRAIT.opensQuotation && quotedShare(reading.text) >= MOSTLY_QUOTED;
  return isQuoted ? 'quote' : 'event-property';
}

const QUOTED = /[“"«][^”"»]*/gu;
/** How much of the text stands between quotation marks, 0 to 1. A mark that is never closed quotes to the end. */
function quotedShare(text: string): number {
  let quoted = 0;
  for (const [words] of matchesOf(QUOTED, text)) quoted += words.length;
  return text.length ? quoted / text.length : 0;
}
