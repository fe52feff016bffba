/** A desk on which one reviewer holds a claim at a time; what becomes of the assignment, and time that has gone by. */
import type { JobSpec } from '#jobs';
import { reconcile } from '../../../apps/worker/src/reconciler.ts';
import type { TestDatabase } from '../../support/database.ts';
import { openNewsroom, receive, routeClaim, takeSlot, type Newsroom } from '../../support/newsroom.ts';
import { turnBack, type Queues } from './queues.ts';

const TEXT = 'The river rose four metres on Sunday.';

export interface Held {
  readonly claimId: string;
  readonly assignmentId: string;
  readonly fence: number;
}

/** The desk, and how its reviewer comes to hold another claim. */
export async function openHolding(fixture: TestDatabase) {
  const room = await openNewsroom(fixture.db, { independentVerdicts: 1, wipLimit: 100 });
  const document = await receive(room, TEXT);
  return {
    room,
    hold: async (): Promise<Held> => {
      const claimId = await routeClaim(room, document, TEXT);
      return { claimId, assignmentId: await takeSlot(room, claimId, 'rana'), fence: 1 };
    },
  };
}

export const expiryOf = ({ workspaceId }: Newsroom, held: Held, notBefore?: string): JobSpec => ({
  name: 'expire-lease',
  data: { workspaceId, ...held },
  ...(notBefore && { notBefore }),
});

export const assignmentOf = async (fixture: TestDatabase, held: Held) =>
  (
    await fixture.admin.query(
      'select status, deadlines, lease_until, lease_until - now() as left from app.assignments where id = $1',
      [held.assignmentId],
    )
  ).rows[0];

/** As if the holder had been given the claim so long ago, of a day that it is due after. */
export const giveHoursAgo = (fixture: TestDatabase, held: Held, hours: number) =>
  turnBack(
    fixture,
    `update app.assignments set assigned_at = now() - make_interval(hours => $2),
            due_at = now() - make_interval(hours => $2) + interval '24 hours' where id = $1`,
    [held.assignmentId, hours],
  );

/** Gives the time it ends at. */
export async function endLeaseIn(fixture: TestDatabase, held: Held, ms: number): Promise<string> {
  await turnBack(
    fixture,
    `update app.assignments set lease_until = now() + $2 * interval '1 ms' where id = $1`,
    [held.assignmentId, ms],
  );
  return (await assignmentOf(fixture, held)).lease_until.toISOString();
}

/** Entries of this assignment, by what they say. */
export async function entriesOf(fixture: TestDatabase, held: Held): Promise<Record<string, number>> {
  const { rows } = await fixture.admin.query<{ what: string; seen: number }>(
    `select concat_ws(' ', convert_from(e.body, 'utf8')::jsonb->>'type', o.fields->'deadline'->>'value') as what,
            count(*)::int as seen
       from audit.entry e join audit.opening o on o.entry_id = e.id
      where o.fields->'assignmentId'->>'value' = $1 group by 1 order by 1`,
    [held.assignmentId],
  );
  return Object.fromEntries(rows.map(({ what, seen }) => [what, seen]));
}

/** The reconciler's pass, as after a queue that was lost. */
export async function reconcileAtOnce(fixture: TestDatabase, queues: Queues): Promise<void> {
  await turnBack(fixture, "update audit.relay set queue_incarnation = 'another'");
  await reconcile(fixture.system, queues.backend, queues.enqueuer);
}
