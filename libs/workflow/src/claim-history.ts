/** What happened to a claim, as one person may read it. */
import type { EntityManager } from 'typeorm';
import { readEntry } from '#database';
import { isSealed, isUnderSeal, mayTalk, seesSlots, type Actor, type Claim } from '#domain';
import { readTalkPlaces } from './talk-places.ts';
import { readOne } from './views.ts';

export interface HistoryItem {
  readonly leafIndex: number | null;
  readonly leafHash: string;
  readonly type: string;
  readonly at: string;
  readonly by: string;
  /** The fields whose values are no longer here. */
  readonly erased: readonly string[];
  readonly event: Record<string, unknown>;
}

/**
 * What happened to a claim, in order. What happened in a round under seal is not in the list for anyone but its
 * author, nor what became of others' slots for anyone but editors; and entries are not numbered within it: a hole would
 * tell as much as the entry.
 */
export async function readHistory(tx: EntityManager, actor: Actor, claimId: string): Promise<HistoryItem[]> {
  const claim = await readOne(tx, actor, 'claim', claimId);
  const rows: (Parameters<typeof readEntry>[0] & { leaf_index: string | null })[] = await tx.query(
    `select e.workspace_id, e.subject, e.body, o.fields, l.leaf_index
       from (select stream from app.claims where workspace_id = $1 and id = $2
             union all
             select stream from app.ballots where workspace_id = $1 and claim_id = $2) as streams
       join audit.entry e on e.stream = streams.stream
       join audit.opening o on o.entry_id = e.id
       left join audit.leaf l on l.entry_id = e.id
      order by e.id`,
    [actor.workspaceId, claimId],
  );
  const slotsSeen = sealedAssignments(claim, actor);
  const place = (await readTalkPlaces(tx, actor.workspaceId, [claimId])).get(claimId);
  const seesReasons = place !== undefined && mayTalk(place, actor).how !== 'closed';
  return rows.flatMap((row) => {
    const { subject, event, leafHash, sealed, erased } = readEntry(row);
    // A comment written under seal, in a ballot of its own.
    if (subject !== 'claim') return [];
    const { type, at, by, ...rest } = event;
    const own = actor.kind === 'person' && rest.reviewerId === actor.personId;
    const seesSlot = typeof rest.assignmentId === 'string' ? slotsSeen.get(rest.assignmentId) : undefined;
    const isOthers = seesSlot !== undefined && !own;
    if (isOthers && (!seesSlot || sealed || isSealed(event))) return [];
    const leafIndex = row.leaf_index === null ? null : Number(row.leaf_index);
    const item = { leafIndex, leafHash, type, at, by, erased, event: own ? rest : withoutTells(rest) };
    return [isOthers && !seesReasons ? withoutReason(item) : item];
  });
}

/** The assignments of rounds under seal, and whether this actor sees what became of their slots. */
const sealedAssignments = (claim: Claim, actor: Actor): ReadonlyMap<string, boolean> =>
  new Map(
    claim.rounds
      .filter((round) => isUnderSeal(claim, round))
      .flatMap((round) => {
        const sees = seesSlots(claim, round, actor);
        return round.slots.flatMap(({ assignments }) => assignments.map(({ id }) => [id, sees] as const));
      }),
  );

/**
 * A load says how much somebody has finished, on whatever claim, so that nobody else is shown it here; a fencing number,
 * the next holder's too, says whether a verdict was withdrawn, and that is nobody else's business.
 */
function withoutTells({ selection, fence: _, ...rest }: Record<string, unknown>) {
  const chosen = isObject(selection) ? { by: selection.by, reason: selection.reason ?? null } : null;
  return {
    ...rest,
    ...(chosen && { selection: chosen }),
  };
}

/** Why a slot of a round under seal was given back is talk about the claim, and is read by those who may read that. */
function withoutReason(item: HistoryItem): HistoryItem {
  const { reason: _, ...event } = item.event;
  return { ...item, event };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
