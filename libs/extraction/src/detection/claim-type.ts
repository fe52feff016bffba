/** The kind of claim, in the taxonomy of AVeriTeC; where a sentence is of several kinds, the one a checker starts from. */
import { matchesOf } from '../matches.ts';
import { BIT } from './lexicon.ts';
import { has, type Reading } from './reading.ts';

export const CLAIM_TYPES = ['event-property', 'numerical', 'quote', 'causal', 'position'] as const;
export type ClaimType = (typeof CLAIM_TYPES)[number];

const CAUSE =
  /\b(?:because|due to|caused?(?: by)?|causing|causes|led to|leads to|leading to|resulted in|results in|as a result|triggered|prompted|owing to|thanks to|blamed? (?:on|for)|blames|blamed|attributed to)\b/iu;

/** From this share of the sentence on, what is to be checked first is whether these words were said. */
const MOSTLY_QUOTED = 0.5;

export function claimTypeOf(reading: Reading, quantities: number): ClaimType {
  if (quantities > 0) return 'numerical';
  if (CAUSE.test(reading.text)) return 'causal';
  if (has(reading, BIT.position) && reading.speechActs > 0) return 'position';
  return quotedShare(reading.text) >= MOSTLY_QUOTED ? 'quote' : 'event-property';
}

const QUOTED = /[“"«][^”"»]*/gu;
/** How much of the text stands between quotation marks, 0 to 1. A mark that is never closed quotes to the end. */
function quotedShare(text: string): number {
  let quoted = 0;
  for (const [words] of matchesOf(QUOTED, text)) quoted += words.length;
  return text.length ? quoted / text.length : 0;
}
