/** Two claims of two documents that tell of the same people and places besides, and how they match. */
import {
  matchClaims,
  type ClaimMatch,
  type ClaimToMatch,
} from '../../libs/extraction/src/matching/match-claims.ts';
import type { Quantity } from '../../libs/extraction/src/types.ts';

export type Told = readonly [text: string, speaker?: string];

const CONTEXT = 'Ada Roth and Ewan Brand of Lower Marl spoke of Orsk Vale, of Calder City and of Brightfold.';

function claimsOf(documentId: string, [text, speaker]: Told, figures: Quantity[] = []): ClaimToMatch[] {
  const about = { documentId, publishedAt: '2024-02-01' };
  return [
    { ...about, id: documentId, text, exact: text, speaker: speaker ?? null, figures },
    { ...about, id: `${documentId} besides`, text: CONTEXT, exact: CONTEXT, figures: [] },
  ];
}

export function matchOf(one: Told, other: Told, [a, b]: Quantity[][] = []): ClaimMatch | undefined {
  const matches = matchClaims(claimsOf('x', one, a), claimsOf('y', other, b));
  return matches.find(({ claimId, matchId }) => claimId === 'x' && matchId === 'y');
}
