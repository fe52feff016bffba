/** Contested claims, and who may settle them: an adjudicator who held none of the slots and has no conflict of interest. */
import type { EntityManager } from 'typeorm';
import { loadRoot, loadSeveralClaims, PersonRow } from '#database';
import { hasConflict, mayOnClaim, type Actor, type Claim } from '#domain';
import { partiesAmong, readParties, readPublishers } from './claim-facts.ts';
import { readOne } from './views.ts';

type Person = Extract<Actor, { kind: 'person' }>;

/** The people who may settle this claim. */
export async function whoMaySettle(
  tx: EntityManager,
  workspaceId: string,
  claimId: string,
): Promise<string[]> {
  const claim = await loadRoot(tx, 'claim', workspaceId, claimId, { lock: false });
  if (!claim) return [];
  const people = await tx
    .createQueryBuilder(PersonRow, 'p')
    .where(`p.workspaceId = :workspaceId and p.active and 'adjudicator' = any (p.roles)`, { workspaceId })
    .andWhere(
      `not exists (select 1 from app.assignments a where a.workspace_id = p.workspace_id
                    and a.claim_id = :claimId and a.reviewer_id = p.id)`,
      { claimId },
    )
    .getMany();
  const parties = await readParties(tx, workspaceId, claim.state);
  return people.filter(({ conflicts }) => !hasConflict(conflicts, parties)).map(({ id }) => id);
}

/** Of contested claims, in which this person held no slot, those that they may settle. */
export async function settleableBy<T extends { readonly id: string }>(
  tx: EntityManager,
  actor: Person,
  contested: readonly T[],
): Promise<T[]> {
  const { conflicts } = await readOne(tx, actor, 'person', actor.personId);
  // Most have declared nothing, and nothing need be read of the claims.
  if (!conflicts.length) return [...contested];
  const theirs: T[] = [];
  for (let from = 0; from < contested.length; from += BATCH) {
    const batch = contested.slice(from, from + BATCH);
    const ids = batch.map(({ id }) => id);
    const claims = await loadSeveralClaims(tx, actor.workspaceId, ids);
    const states = [...claims.values()].map(({ state }) => state);
    const publisherOf = await readPublishers(tx, actor.workspaceId, states);
    const free = (claim: Claim) =>
      mayOnClaim(claim, actor).includes('adjudicate') &&
      !hasConflict(conflicts, partiesAmong(claim, publisherOf));
    const settleable = new Set(states.filter(free).map(({ id }) => id));
    theirs.push(...batch.filter(({ id }) => settleable.has(id)));
  }
  return theirs;
}

/** Claims held in memory at once, with all their rounds. */
const BATCH = 200;
