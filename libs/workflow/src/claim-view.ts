/** A claim as one person may see it. */
import type { EntityManager } from 'typeorm';
import { readEntry } from '#database';
import { mayOnClaim, verdictsOf, type Actor, type Round } from '#domain';
import { clustersOf } from './clusters.ts';
import { occurrencesOf, readOne } from './views.ts';

export async function readClaim(tx: EntityManager, actor: Actor, claimId: string) {
  const claim = await readOne(tx, actor, 'claim', claimId);
  const occurrences = await occurrencesOf(tx, actor.workspaceId, [claimId]);
  const clusterOf = await clustersOf(tx, actor.workspaceId, [claimId]);
  return {
    ...claim,
    occurrences: occurrences.get(claimId) ?? [],
    clusterId: clusterOf(claimId),
    rounds: claim.rounds.map((round) => roundFor(round, actor)),
    may: mayOnClaim(claim, actor),
  };
}

/** A round while it is open shows who was given a slot, to editors only, and never whether they have submitted. */
function roundFor(round: Round, actor: Actor) {
  const { slots, ...shown } = round;
  const open = round.status === 'open';
  const seesHolders = !open || (actor.kind === 'person' && actor.role === 'editor');
  return {
    ...shown,
    openSlots: slots.filter(({ status }) => status === 'open').length,
    holders: seesHolders
      ? slots.flatMap(({ assignments }) =>
          assignments
            .filter(({ status }) => status === 'held' || status === 'submitted')
            .map(({ id: assignmentId, reviewerId, fence, assignedAt, dueAt }) => ({
              assignmentId,
              reviewerId,
              fence,
              assignedAt,
              dueAt,
            })),
        )
      : null,
    verdicts: open ? null : verdictsOf(round).map(({ reviewerId, verdict }) => ({ reviewerId, ...verdict })),
  };
}

export interface HistoryItem {
  readonly leafIndex: number | null;
  readonly leafHash: string;
  readonly type: string;
  readonly at: string;
  readonly by: string;
  readonly event: Record<string, unknown>;
}

/**
 * What happened to a claim, in order. A verdict in an open round is not in the list for anyone but its author, and
 * entries are not numbered within it: a hole would tell as much as the entry.
 */
export async function readHistory(tx: EntityManager, actor: Actor, claimId: string): Promise<HistoryItem[]> {
  const claim = await readOne(tx, actor, 'claim', claimId);
  const rows: (Parameters<typeof readEntry>[0] & { leaf_index: string | null })[] = await tx.query(
    `select e.workspace_id, e.subject, e.body, e.leaf_hash, o.fields, l.leaf_index
       from app.claims c
       join audit.entry e on e.stream = c.stream
       join audit.opening o on o.entry_id = e.id
       left join audit.leaf l on l.entry_id = e.id
      where c.workspace_id = $1 and c.id = $2 order by e.seq`,
    [actor.workspaceId, claimId],
  );
  const sealed = new Set(
    claim.rounds
      .filter(({ status }) => status === 'open')
      .flatMap(({ slots }) => slots.flatMap(({ assignments }) => assignments.map(({ id }) => id))),
  );
  return rows.flatMap((row) => {
    const { event, leafHash } = readEntry(row);
    const { type, at, by, ...rest } = event;
    const own = actor.kind === 'person' && rest.reviewerId === actor.personId;
    if (
      type === 'verdict-recorded' &&
      !own &&
      typeof rest.assignmentId === 'string' &&
      sealed.has(rest.assignmentId)
    )
      return [];
    const leafIndex = row.leaf_index === null ? null : Number(row.leaf_index);
    return [{ leafIndex, leafHash, type, at, by, event: rest }];
  });
}
