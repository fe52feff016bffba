/** Assignments as their holders see them. */
import { In, type DataSource, type EntityManager } from 'typeorm';
import { AssignmentRow, ClaimRow, inWorkspace, RoundRow } from '#database';
import {
  findAssignment,
  isUnderSeal,
  mayOnClaim,
  passagesOf,
  Refused,
  type Actor,
  type ClaimCommandType,
} from '#domain';
import { documentsOf, readFindings } from './finding-view.ts';
import { pageOfRows, readOne, type PageAsked } from './views.ts';

type Person = Extract<Actor, { kind: 'person' }>;

const missing = () => new Refused('not-found', 'There is no such assignment.');

/** What this person holds now, the first due first. */
export async function readAssignments(tx: EntityManager, actor: Person, page: PageAsked) {
  const { workspaceId } = actor;
  const query = tx
    .createQueryBuilder(AssignmentRow, 'r')
    .where('r.workspaceId = :workspaceId and r.reviewerId = :personId and r.status = :held', {
      workspaceId,
      personId: actor.personId,
      held: 'held',
    });
  const { items, next } = await pageOfRows(query, 'dueAt', page);
  const claimId = In(items.map((row) => row.claimId));
  const claims = await tx.find(ClaimRow, { where: { workspaceId, id: claimId } });
  const rounds = await tx.find(RoundRow, { where: { workspaceId, claimId } });
  return {
    items: items.map((row) =>
      Object.assign({}, row, {
        claim: claims.find(({ id }) => id === row.claimId)?.text ?? '',
        deskId: rounds.find((round) => round.claimId === row.claimId && round.number === row.round)?.deskId,
        verdict: null,
      }),
    ),
    next,
  };
}

/**
 * One assignment, for its holder and for editors. While the round is under seal an editor is shown what was known when it was
 * given out: whether a verdict is in, was withdrawn, or is being worked on is under seal.
 */
export async function readAssignment(tx: EntityManager, actor: Person, assignmentId: string) {
  const { workspaceId } = actor;
  const row = await tx.findOneBy(AssignmentRow, { workspaceId, id: assignmentId });
  const own = row?.reviewerId === actor.personId;
  if (!row || (!own && actor.role !== 'editor')) throw missing();
  const claim = await readOne(tx, actor, 'claim', row.claimId);
  const found = findAssignment(claim, assignmentId);
  if (!found) throw missing();
  const { round, assignment } = found;
  const sealed = !own && isUnderSeal(claim, round);
  const documentIds = await documentsOf(
    tx,
    workspaceId,
    passagesOf((own ? assignment.verdict?.evidence : null) ?? []).map(({ passage }) => passage.versionId),
  );
  const about = [...claim.occurrences.map(({ documentId }) => documentId), ...documentIds];
  return {
    ...assignment,
    ...(sealed && assignment.status === 'submitted' && { status: 'held' as const }),
    ...(!own && { fence: null, leaseUntil: null }),
    verdict: sealed ? null : assignment.verdict,
    findings: await readFindings(tx, workspaceId, about),
    claimId: claim.id,
    claim: claim.text,
    deskId: round.deskId,
    round: round.number,
    may: own ? mayOnClaim(claim, actor).filter((type) => ON_ASSIGNMENTS.includes(type)) : [],
  };
}

const ON_ASSIGNMENTS: readonly ClaimCommandType[] = [
  'record-verdict',
  'withdraw-verdict',
  'return-assignment',
];

/** The claim behind an assignment; for people it does not concern, there is none. */
export function claimOfAssignment(db: DataSource, actor: Person, assignmentId: string): Promise<string> {
  return inWorkspace(db, actor.workspaceId, async (tx) => {
    const row = await tx.findOneBy(AssignmentRow, { workspaceId: actor.workspaceId, id: assignmentId });
    if (!row) throw missing();
    return row.claimId;
  });
}
