import { greatestIndependentSet } from './independent-set.ts';

/**
 * Sources are counted by what they ultimately rest on, not by outlet: five articles on one leak are one source.
 */
export interface SourceOrigins {
  readonly documentId: string;
  /** The origins that people confirmed; a document may rest on several. Empty: nobody has said yet. */
  readonly originIds: readonly string[];
  /** Proposals, not decided yet, that this document shares an origin with another. */
  readonly suspectedIds: readonly string[];
}

/**
 * Whether the two certainly rest on different things. What nobody has confirmed may turn out to be anything, and what is
 * suspected to be shared counts as shared until a person rejects it: a wrong "verified" does harm, a late one does not.
 */
export const areIndependent = (a: SourceOrigins, b: SourceOrigins): boolean =>
  a.documentId !== b.documentId &&
  a.originIds.length > 0 &&
  b.originIds.length > 0 &&
  !haveCommon(a.originIds, b.originIds) &&
  !haveCommon(a.suspectedIds, b.suspectedIds);

/** A document of a great story is suspected to share with hundreds. */
function haveCommon(ids: readonly string[], others: readonly string[]): boolean {
  const known = new Set(others);
  return ids.some((id) => known.has(id));
}

/** No policy asks for as many. */
const COUNT_MAX = 10;

/**
 * Some hundredths of a second. Documents in groups on one origin need far less, and so do a hundred passages whose
 * documents share at random. What needs more is counted too low: nothing becomes verified by that.
 */
const PAIRS_MAX = 2_000_000;

/**
 * How many independent origins stand behind these sources: the size of the greatest set of them in which every two are
 * independent. Sources whose origin is unconfirmed add nothing to others; on their own they count as one.
 */
export function independentOrigins(sources: readonly SourceOrigins[]): number {
  const confirmed = sources.filter(({ originIds }) => originIds.length > 0);
  // Sorted, so that a count that stays too low does not depend on who was named first.
  const distinct = [...new Map(confirmed.map((source) => [keyOf(source), source])).entries()].toSorted(
    ([a], [b]) => (a < b ? -1 : 1),
  );
  const held = distinct.map(([, source]) => [
    `document ${source.documentId}`,
    ...source.originIds.map((id) => `origin ${id}`),
    ...source.suspectedIds.map((id) => `proposal ${id}`),
  ]);
  const { size } = greatestIndependentSet(held, { enough: COUNT_MAX, pairs: PAIRS_MAX });
  return Math.max(size, Math.min(1, sources.length));
}

/** Sources that rest on the same things are one, however many documents they are. */
const keyOf = ({ originIds, suspectedIds }: SourceOrigins): string =>
  JSON.stringify([[...originIds].sort(), [...suspectedIds].sort()]);

/** Whether some source in `a` certainly rests on another origin than some source in `b`. */
export const restOnDifferentOrigins = (a: readonly SourceOrigins[], b: readonly SourceOrigins[]): boolean =>
  a.some((one) => b.some((other) => areIndependent(one, other)));
