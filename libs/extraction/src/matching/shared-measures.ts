/** Claims of two documents that give figures of one measure, as figure sheets see it: the same thing, whatever its wording. */
import type { Figure } from '../types.ts';
import { isConflict, type FigureOccurrence, type Relation } from '../sheets/occurrence.ts';
import { relatedRows } from '../sheets/related-rows.ts';
import { rowsOf } from '../sheets/rows.ts';
import type { ClaimToMatch } from './match-claims.ts';

/** Two figures of one measure. */
export interface SharedMeasure {
  readonly figures: readonly [Figure, Figure];
  readonly relation: Relation;
}

/** By claim, and by the claim it shares a measure with. Of several measures one that they disagree on. */
export type SharedMeasures = ReadonlyMap<ClaimToMatch, ReadonlyMap<ClaimToMatch, SharedMeasure>>;

/** Of the claims of one document and those of the documents that tell its story. */
export function sharedMeasures(
  own: readonly ClaimToMatch[],
  others: readonly ClaimToMatch[],
): SharedMeasures {
  const claimOf = new Map<FigureOccurrence, ClaimToMatch>();
  for (const claim of [...own, ...others])
    for (const occurrence of figuresOfClaim(claim)) claimOf.set(occurrence, claim);
  const asked = new Set(own);
  const isAsked = (occurrence: FigureOccurrence): boolean => {
    const claim = claimOf.get(occurrence);
    return claim !== undefined && asked.has(claim);
  };
  const shared = new Map<ClaimToMatch, Map<ClaimToMatch, SharedMeasure>>();
  for (const { a, b, relation } of relatedRows(rowsOf([...claimOf.keys()]), ({ occurrence }) =>
    isAsked(occurrence),
  )) {
    const [one, other] = isAsked(a.occurrence) ? [a.occurrence, b.occurrence] : [b.occurrence, a.occurrence];
    const [claim, mate] = [claimOf.get(one), claimOf.get(other)];
    if (!claim || !mate) continue;
    const mates = shared.get(claim) ?? new Map<ClaimToMatch, SharedMeasure>();
    const known = mates.get(mate);
    if (!known || (isConflict(relation) && !isConflict(known.relation)))
      mates.set(mate, { figures: [one.figure, other.figure], relation });
    shared.set(claim, mates);
  }
  return shared;
}

/** As figure sheets take them. */
export const figuresOfClaim = ({
  id,
  documentId,
  publishedAt,
  exact,
  speaker = null,
  figures,
}: ClaimToMatch): FigureOccurrence[] =>
  figures.map((figure) => ({
    claimId: id,
    documentId,
    publisher: null,
    publishedAt,
    figure,
    sentence: exact,
    speaker,
    quotes: [],
  }));
