/** Bringing open slots and reviewers together: the dispatcher, and a reviewer who takes the next claim. */
import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { inWorkspace, loadRoot } from '#database';
import { chooseReviewer, openRound, openSlot, Refused, type Actor, type SlotAt } from '#domain';
import { readParties, reviewerFacts } from './claim-facts.ts';
import { recall } from './idempotency.ts';
import { execute, type Options, type Outcome } from './execute.ts';
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
    const assign = {
      type: 'assign-slot' as const,
      claimId,
      assignmentId: randomUUID(),
      reviewerId: found.id,
      slot,
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
  if (!claim || !round || !openSlot(claim, slot)) return 'nothing-open';
  const desk = (await loadRoot(tx, 'desk', workspaceId, round.deskId, { lock: false }))?.state;
  if (!desk) return 'nobody';
  const candidates = await reviewerFacts(tx, workspaceId, desk.members);
  return (
    chooseReviewer(claim, desk, candidates, await readParties(tx, workspaceId, claim.occurrences)) ?? 'nobody'
  );
}

/** Claims with an open slot on the desks this person sits at, the most urgent first. */
export function claimsWaitingFor(db: DataSource, workspaceId: string, personId: string): Promise<string[]> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const rows: { id: string }[] = await tx.query(
      `select c.id
         from app.desk_members m
         join app.rounds r on r.workspace_id = m.workspace_id and r.desk_id = m.desk_id and r.status = 'open'
         join app.claims c on c.workspace_id = r.workspace_id and c.id = r.claim_id
        where m.workspace_id = $1 and m.person_id = $2
          and exists (select 1 from app.slots s where s.workspace_id = r.workspace_id and s.claim_id = r.claim_id
                        and s.round = r.number and s.status = 'open')
        order by c.priority desc, r.opened_at, c.id limit $3`,
      [workspaceId, personId, LOOK_AHEAD],
    );
    return rows.map(({ id }) => id);
  });
}

/** The most urgent claim of the desk that this reviewer may hold becomes theirs. The same command as any assignment. */
export async function takeNext(
  db: DataSource,
  actor: Extract<Actor, { kind: 'person' }>,
  deskId: string,
  assignmentId: string,
  options: Options,
): Promise<Outcome> {
  let lastRefusal: Refused | null = null;
  for (const claimId of await claimsOpenOn(db, actor.workspaceId, deskId)) {
    const assign = { type: 'assign-slot' as const, claimId, assignmentId, reviewerId: actor.personId };
    try {
      return await execute(db, actor, assign, options);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // These hold for every claim of the desk; the others only for this one.
      if (
        ['forbidden', 'work-in-progress-limit', 'not-a-desk-member', 'person-inactive'].includes(error.code)
      )
        throw error;
      lastRefusal = error;
    }
  }
  // What was left may have been taken by this very request, when its first answer was lost.
  const { idempotency } = options;
  const earlier =
    idempotency && (await inWorkspace(db, actor.workspaceId, (tx) => recall(tx, actor, idempotency)));
  if (earlier) return earlier;
  throw new Refused('nothing-to-take', 'Nothing on this desk waits for you now.', {
    ...(lastRefusal && { current: lastRefusal.code }),
  });
}

function claimsOpenOn(db: DataSource, workspaceId: string, deskId: string): Promise<string[]> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const rows: { id: string }[] = await tx.query(
      `select c.id
         from app.rounds r
         join app.claims c on c.workspace_id = r.workspace_id and c.id = r.claim_id
        where r.workspace_id = $1 and r.desk_id = $2 and r.status = 'open'
          and exists (select 1 from app.slots s where s.workspace_id = r.workspace_id and s.claim_id = r.claim_id
                        and s.round = r.number and s.status = 'open')
        order by c.priority desc, r.opened_at, c.id limit $3`,
      [workspaceId, deskId, LOOK_AHEAD],
    );
    return rows.map(({ id }) => id);
  });
}
