/** "A batch of emails", "hundreds of pages of minutes": the nouns that only measure, and the one that counts. */
import type { Phrase } from './phrase.ts';
import type { Token } from './tokens.ts';

const MEASURES = new Set(
  `trove cache batch series set collection pile stack bundle handful number tranche string array range chorus slew raft hundreds thousands dozens pages copies
   sheets`.split(/\s+/),
);

/** `outer` with the noun of what it measures, if `inner` is tied to it by "of". */
export function measured(tokens: readonly Token[], outer: Phrase, inner: Phrase): Phrase {
  const measures = MEASURES.has(tokens[outer.head]?.lower ?? '') && tokens[inner.from - 1]?.lower === 'of';
  if (!measures || inner.noun === null || inner.isName) return outer;
  const { from, to } = outer;
  return { ...outer, nameFrom: from, nameTo: to, noun: inner.noun, head: inner.head, isName: false };
}
