/** A claim as one person may see it. */
import type { EntityManager } from 'typeorm';
import {
  editionFor,
  isUnderSeal,
  mayOnClaim,
  occupying,
  passagesOf,
  seesSlots,
  verdictsOf,
  type Actor,
  type Claim,
  type Round,
} from '#domain';
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
    edition: editionFor(claim, actor),
    occurrences: occurrences.get(claimId) ?? [],
    clusterId: clusterOf(claimId),
    rounds: claim.rounds.map((round) => roundFor(claim, round, actor)),
    findings: await findingsBehind(tx, actor.workspaceId, claim),
    needsRereview: rereviews.some(({ status }) => status === 'open'),
    rereviews,
    may: mayOnClaim(claim, actor),
  };
}

/** On the documents that make the claim, and on those that closed rounds rest on: the others would tell of evidence under seal. */
async function findingsBehind(tx: EntityManager, workspaceId: string, claim: Claim) {
  const grounds = claim.rounds.filter((round) => !isUnderSeal(claim, round)).flatMap(evidenceOf);
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

/** A round under seal shows its slots to editors only, and never whether a verdict is in one. */
function roundFor(claim: Claim, round: Round, actor: Actor) {
  const { slots, ...shown } = round;
  const sees = seesSlots(claim, round, actor);
  return {
    ...shown,
    openSlots: sees ? slots.filter(({ status }) => status === 'open').length : null,
    holders: sees
      ? occupying(round)
          // Not the fencing number: a verdict that was withdrawn has raised it.
          .map(({ id: assignmentId, reviewerId, assignedAt, dueAt }) => ({
            assignmentId,
            reviewerId,
            assignedAt,
            dueAt,
          }))
      : null,
    verdicts: isUnderSeal(claim, round)
      ? null
      : verdictsOf(round).map(({ reviewerId, verdict }) => ({ reviewerId, ...verdict })),
  };
}
