/** A claim as one person may see it. */
import type { EntityManager } from 'typeorm';
import { readEntry } from '#database';
import { isSealed, mayOnClaim, passagesOf, verdictsOf, type Actor, type Claim, type Round } from '#domain';
import { clustersOf } from './clusters.ts';
import { documentsOf, readFindings } from './finding-view.ts';
import { rereviewsOf } from './rereview-view.ts';
import { occurrencesOf, readOne } from './views.ts';

export async function readClaim(tx: EntityManager, actor: Actor, claimId: string) {
  const claim = await readOne(tx, actor, 'claim', claimId);
  const occurrences = await occurrencesOf(tx, actor.workspaceId, [claimId]);
  const clusterOf = await clustersOf(tx, actor.workspaceId, [claimId]);
  const rereviews = await rereviewsOf(tx, actor, claimId);
  return {
    ...claim,
    occurrences: occurrences.get(claimId) ?? [],
    clusterId: clusterOf(claimId),
    rounds: claim.rounds.map((round) => roundFor(round, actor)),
    findings: await findingsBehind(tx, actor.workspaceId, claim),
    needsRereview: rereviews.some(({ status }) => status === 'open'),
    rereviews,
    may: mayOnClaim(claim, actor),
  };
}

/** On the documents that make the claim, and on those that closed rounds rest on: the others would tell of evidence under seal. */
async function findingsBehind(tx: EntityManager, workspaceId: string, claim: Claim) {
  const grounds = claim.rounds.filter(({ status }) => status !== 'open').flatMap(evidenceOf);
  const versionIds = passagesOf(grounds).map(({ passage }) => passage.versionId);
  const documentIds = await documentsOf(tx, workspaceId, versionIds);
  return readFindings(tx, workspaceId, [
    ...claim.occurrences.map(({ documentId }) => documentId),
    ...documentIds,
  ]);
}

const evidenceOf = (round: Round) => [
  ...verdictsOf(round).flatMap(({ verdict }) => verdict.evidence),
  ...(round.decision?.evidence ?? []),
];

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
            // Not the fencing number: a verdict that was withdrawn has raised it.
            .map(({ id: assignmentId, reviewerId, assignedAt, dueAt }) => ({
              assignmentId,
              reviewerId,
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
  /** The fields whose values are no longer here. */
  readonly erased: readonly string[];
  readonly event: Record<string, unknown>;
}

/**
 * What happened to a claim, in order. What happened under seal in an open round is not in the list for anyone but its
 * author, and entries are not numbered within it: a hole would tell as much as the entry.
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
  const open = new Set(
    claim.rounds
      .filter(({ status }) => status === 'open')
      .flatMap(({ slots }) => slots.flatMap(({ assignments }) => assignments.map(({ id }) => id))),
  );
  return rows.flatMap((row) => {
    const { subject, event, leafHash, sealed, erased } = readEntry(row);
    // A comment written under seal, in a ballot of its own.
    if (subject !== 'claim') return [];
    const { type, at, by, ...rest } = event;
    const own = actor.kind === 'person' && rest.reviewerId === actor.personId;
    const underSeal = !own && typeof rest.assignmentId === 'string' && open.has(rest.assignmentId);
    if (underSeal && (sealed || isSealed(event))) return [];
    const leafIndex = row.leaf_index === null ? null : Number(row.leaf_index);
    return [{ leafIndex, leafHash, type, at, by, erased, event: own ? rest : withoutTells(rest) }];
  });
}

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

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
