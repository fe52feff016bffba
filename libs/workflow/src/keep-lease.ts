import type { DataSource } from 'typeorm';
import { inWorkspace } from '#database';
import { leaseIsFresh, Refused, type Actor, type RefusalCode } from '#domain';
import { execute } from './execute.ts';

/** The lease runs long enough, or no work renews it any more: what was worked on is kept either way. */
const AS_IT_IS: readonly RefusalCode[] = ['not-due', 'past-due', 'stale-lease', 'wrong-status'];

/**
 * Its holder works on an assignment: opened the claim, saved a draft, pinned a passage. Called after every such request;
 * most find the lease fresh and write nothing.
 */
export async function keepLease(
  db: DataSource,
  actor: Extract<Actor, { kind: 'person' }>,
  assignmentId: string,
): Promise<void> {
  const { workspaceId, personId } = actor;
  const held = await inWorkspace(db, workspaceId, async (tx, now) => {
    const [row]: { claimId: string; fence: number; leaseUntil: Date; leaseMinutes: number }[] =
      await tx.query(
        `select a.claim_id as "claimId", a.fence, a.lease_until as "leaseUntil",
              (r.policy->>'leaseMinutes')::int as "leaseMinutes"
         from app.assignments a
         join app.rounds r on r.workspace_id = a.workspace_id and r.claim_id = a.claim_id and r.number = a.round
        where a.workspace_id = $1 and a.id = $2 and a.reviewer_id = $3 and a.status = 'held' and a.due_at > $4`,
        [workspaceId, assignmentId, personId, now],
      );
    return row && !leaseIsFresh(row.leaseUntil.toISOString(), row.leaseMinutes, now) ? row : null;
  });
  if (!held) return;
  const { claimId, fence } = held;
  try {
    await execute(db, actor, { type: 'renew-lease', claimId, assignmentId, fence });
  } catch (error) {
    // Two windows saved at once, or the lease ran out meanwhile.
    if (!(error instanceof Refused && AS_IT_IS.includes(error.code))) throw error;
  }
}
