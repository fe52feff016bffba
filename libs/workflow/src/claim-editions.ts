/** The editions of claims in lists, as one person may know them. */
import type { EntityManager } from 'typeorm';
import { underSeal } from '#database';
import { editionAmong, type Actor, type Assignment } from '#domain';

/** What became of others’ slots does not count in them: the rule of the claim itself. */
export async function editionsOf(
  tx: EntityManager,
  actor: Actor,
  claimIds: readonly string[],
): Promise<(claim: { readonly id: string; readonly edition: number }) => number> {
  const rows: (Pick<Assignment, 'reviewerId' | 'status'> & { claimId: string })[] = await tx.query(
    `select a.claim_id as "claimId", a.reviewer_id as "reviewerId", a.status
       from app.assignments a
       join app.rounds r on r.workspace_id = a.workspace_id and r.claim_id = a.claim_id and r.number = a.round
      where a.workspace_id = $1 and a.claim_id = any ($2::uuid[]) and ${underSeal('r')}`,
    [actor.workspaceId, claimIds],
  );
  const assignments = new Map<string, typeof rows>();
  for (const row of rows) assignments.set(row.claimId, [...(assignments.get(row.claimId) ?? []), row]);
  return ({ id, edition }) => editionAmong(edition, assignments.get(id) ?? [], actor);
}
