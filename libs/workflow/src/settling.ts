/** Contested claims, and who may settle them: an adjudicator who held none of the slots and has no conflict of interest. */
import type { EntityManager } from 'typeorm';
import { loadRoot, PersonRow } from '#database';
import { hasConflict, mayOnClaim, type Actor } from '#domain';
import { readParties } from './claim-facts.ts';
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
  for (const one of contested) {
    const claim = await readOne(tx, actor, 'claim', one.id);
    const parties = await readParties(tx, actor.workspaceId, claim);
    if (mayOnClaim(claim, actor).includes('adjudicate') && !hasConflict(conflicts, parties)) theirs.push(one);
  }
  return theirs;
}
