/** "A batch of emails", "hundreds of pages of minutes": the nouns that only measure, and the one that counts. */
import { wordSet } from '../word-set.ts';
import type { Phrase } from './phrase.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';

const MEASURES = wordSet(
  `trove cache batch series set collection pile stack bundle handful number tranche string array range chorus slew raft hundreds thousands dozens pages copies
   sheets`,
);

/** `outer` with the noun of what it measures, if `inner` is tied to it by "of". */
export function measured(tokens: readonly Token[], outer: Phrase, inner: Phrase): Phrase {
  const measures = isOneOf(tokens[outer.head], MEASURES) && tokens[inner.from - 1]?.lower === 'of';
  if (!measures || inner.noun === null || inner.isName) return outer;
  const { from, to } = outer;
  return { ...outer, nameFrom: from, nameTo: to, noun: inner.noun, head: inner.head, isName: false };
}
