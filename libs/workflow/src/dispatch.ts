/** Bringing open slots and reviewers together: the dispatcher. */
import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { inWorkspace, loadRoot } from '#database';
import {
  chooseReviewer,
  openRound,
  openSlot,
  Refused,
  type Actor,
  type SlotAt,
  type WaitingReasons,
} from '#domain';
import { readParties, reviewerFacts } from './claim-facts.ts';
import { execute } from './execute.ts';
import type { JobLease } from './job-lease.ts';

/** How often the dispatcher chooses anew when its choice was taken meanwhile. */
const CHOICES_MAX = 5;
/** How many claims of a desk are looked at for one reviewer. */
const LOOK_AHEAD = 50;

interface Filling {
  /** This slot and no other: a slot's job that filled another would be finished while its own slot is open. */
  readonly slot?: SlotAt;
  readonly job?: JobLease;
}

/**
 * Fills an open slot of the claim, if it has one and somebody may hold it. `filled`: someone has it now;
 * `nothing-open`: there is nothing to fill; `nobody`: it waits until somebody can.
 */
export async function fillSlot(
  db: DataSource,
  workspaceId: string,
  claimId: string,
  { slot, job }: Filling = {},
): Promise<'filled' | 'nothing-open' | 'nobody'> {
  const actor: Actor = { kind: 'system', workspaceId, name: 'dispatcher' };
  for (let choice = 0; choice < CHOICES_MAX; choice++) {
    const found = await inWorkspace(db, workspaceId, (tx) => findReviewer(tx, workspaceId, claimId, slot));
    if (typeof found === 'string') return found;
    const { id: reviewerId, held, lastAssignedAt } = found.reviewer;
    const selection = { by: 'dispatcher' as const, eligible: found.eligible, held, lastAssignedAt };
    const assign = {
      type: 'assign-slot' as const,
      claimId,
      assignmentId: randomUUID(),
      reviewerId,
      slot,
      selection,
    };
    try {
      await execute(db, actor, assign, { job });
      return 'filled';
    } catch (error) {
      // The rules were asked again under the lock, and the choice no longer holds: choose anew.
      if (!(error instanceof Refused)) throw error;
    }
  }
  return 'nobody';
}

async function findReviewer(tx: EntityManager, workspaceId: string, claimId: string, slot?: SlotAt) {
  const claim = (await loadRoot(tx, 'claim', workspaceId, claimId, { lock: false }))?.state;
  const round = claim && openRound(claim);
  const open = claim && openSlot(claim, slot);
  if (!claim || !round || !open) return 'nothing-open';
  const desk = (await loadRoot(tx, 'desk', workspaceId, round.deskId, { lock: false }))?.state;
  if (!desk) return 'nobody';
  const candidates = await reviewerFacts(tx, workspaceId, desk.members);
  const choice = chooseReviewer(claim, desk, candidates, await readParties(tx, workspaceId, claim));
  if (choice.reviewer) return choice;
  await noteWait(tx, workspaceId, { claimId, round: round.number, number: open.number }, choice.reasons);
  return 'nobody';
}

/** Why the slot waits, kept beside it. Found the same again, nothing is written. */
async function noteWait(
  tx: EntityManager,
  workspaceId: string,
  { claimId, round, number }: { claimId: string; round: number; number: number },
  reasons: WaitingReasons,
): Promise<void> {
  await tx.query(
    `insert into app.slot_waits as w (workspace_id, claim_id, round, slot, reasons)
     values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, claim_id, round, slot) do update
        set reasons = excluded.reasons, changed_at = now() where w.reasons is distinct from excluded.reasons`,
    [workspaceId, claimId, round, number, JSON.stringify(reasons)],
  );
}

/** Who can take more: one person, at all their desks; or all members of one desk. */
export type Capacity = { readonly personId: string } | { readonly deskId: string };

/** Fills what waits where there is room now, the most urgent first, until nothing more can be filled. */
export async function offerWork(db: DataSource, workspaceId: string, capacity: Capacity): Promise<void> {
  for (const claimId of await claimsWaiting(db, workspaceId, capacity))
    await fillSlot(db, workspaceId, claimId);
}

/** Claims with an open slot at these desks, in their turn. */
function claimsWaiting(db: DataSource, workspaceId: string, capacity: Capacity): Promise<string[]> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const desks =
      'deskId' in capacity
        ? '$2::uuid'
        : 'select desk_id from app.desk_members where workspace_id = $1 and person_id = $2 and active';
    const rows: { id: string }[] = await tx.query(
      `select s.claim_id as id
         from app.slots s
        where s.workspace_id = $1 and s.desk_id in (${desks}) and s.status = 'open'
        order by s.turn, s.claim_id limit $3`,
      [workspaceId, 'deskId' in capacity ? capacity.deskId : capacity.personId, LOOK_AHEAD],
    );
    return rows.map(({ id }) => id);
  });
}
