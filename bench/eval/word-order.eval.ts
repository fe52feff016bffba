/** Pairs of claims in nearly the same words: those that contradict each other must not be merged, paraphrases may. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { matchClaims, type ClaimToMatch } from '../../libs/extraction/src/matching/match-claims.ts';
import type { Evaluation, Measured } from './evaluation.ts';
import { figuresOf } from './figure-occurrences.ts';

const pair = z.tuple([z.string(), z.string()]);
const pairSets = z.array(
  z.strictObject({ set: z.string(), contrary: z.array(pair), paraphrases: z.array(pair) }),
);

export const evaluation: Evaluation = {
  name: 'word-order',
  run: () => {
    const file = path.resolve('bench/eval/matching/word-order.json');
    return pairSets.parse(JSON.parse(readFileSync(file, 'utf8'))).flatMap(measured);
  },
};

function measured({ set, contrary, paraphrases }: z.infer<typeof pairSets>[number]): Measured[] {
  const share = (
    item: string,
    pairs: readonly (readonly [string, string])[],
    wanted: Measured['wanted'],
  ): Measured => {
    const merged = pairs.filter(([one, other]) => isMerged(one, other)).length;
    const counts = `${merged} of ${pairs.length}`;
    return { item, dataSet: set, figure: merged / pairs.length, wanted, counts };
  };
  return [
    share('contrary claims in the same words merged', contrary, { atMost: 0.1 }),
    share('paraphrases merged', paraphrases, { atLeast: 0.8 }),
  ];
}

const PUBLISHED_AT = '2024-02-01';
/** Both documents tell of the same people and places besides: they are of one story. */
const BESIDES = 'Ada Roth and Ewan Brand of Lower Marl spoke of Orsk Vale, of Calder City and of Brightfold.';

function isMerged(one: string, other: string): boolean {
  const matches = matchClaims(claimsOf('one', one), claimsOf('other', other));
  return matches.some(
    ({ claimId, matchId, strength }) => claimId === 'one' && matchId === 'other' && strength === 'merge',
  );
}

function claimsOf(documentId: string, text: string): ClaimToMatch[] {
  const about = { documentId, publishedAt: PUBLISHED_AT, speaker: null };
  const figures = figuresOf(text, PUBLISHED_AT).map(({ figure }) => figure);
  return [
    { ...about, id: documentId, text, exact: text, figures },
    { ...about, id: `${documentId} besides`, text: BESIDES, exact: BESIDES, figures: [] },
  ];
}
