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
  !a.originIds.some((id) => b.originIds.includes(id)) &&
  !a.suspectedIds.some((id) => b.suspectedIds.includes(id));

/** Beyond it the count would take too long to find, and no policy asks for as many. */
const COUNT_MAX = 10;

/**
 * How many independent origins stand behind these sources: the size of the greatest set of them in which every two are
 * independent. Sources whose origin is unconfirmed add nothing to others; on their own they count as one.
 */
export function independentOrigins(sources: readonly SourceOrigins[]): number {
  const distinct = [...new Map(sources.map((source) => [keyOf(source), source])).values()];
  let best = Math.min(1, sources.length);
  const extend = (size: number, rest: readonly SourceOrigins[]): void => {
    best = Math.max(best, size);
    for (const [index, source] of rest.entries()) {
      if (best >= COUNT_MAX || size + rest.length - index <= best) return;
      extend(
        size + 1,
        rest.slice(index + 1).filter((other) => areIndependent(source, other)),
      );
    }
  };
  extend(
    0,
    distinct.filter(({ originIds }) => originIds.length > 0),
  );
  return best;
}

/** Sources that rest on the same things are one, however many documents they are. */
const keyOf = ({ documentId, originIds, suspectedIds }: SourceOrigins): string =>
  JSON.stringify([originIds.length ? null : documentId, [...originIds].sort(), [...suspectedIds].sort()]);

/** Whether some source in `a` certainly rests on another origin than some source in `b`. */
export const restOnDifferentOrigins = (a: readonly SourceOrigins[], b: readonly SourceOrigins[]): boolean =>
  a.some((one) => b.some((other) => areIndependent(one, other)));
