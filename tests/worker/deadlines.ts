/** Deadlines as jobs: in their time, once, whatever becomes of the queue, the worker or a clock. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import { DEADLINES, type Deadline } from '#domain';
import type { JobSpec } from '#jobs';
import { findNotices, readTurns, setMailAddress } from '#workflow';
import type { Processors } from '../../apps/worker/src/processors.ts';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import type { Newsroom } from '../support/newsroom.ts';
import type { Backend } from '../support/running.ts';
import {
  assignmentOf,
  endLeaseIn,
  entriesOf,
  expiryOf,
  giveHoursAgo,
  openHolding,
  reconcileAtOnce,
  type Held,
} from './support/assignments.ts';
import { enqueue, executionOf, openProcessors, openQueues, turnBack, type Queues } from './support/queues.ts';

export function describeDeadlines(kind: Backend): void {
  let fixture: TestDatabase;
  let room: Newsroom;
  let queues: Queues;
  let processors: Processors;
  let hold: () => Promise<Held>;
  let held: Held;
  beforeAll(async () => {
    fixture = await freshDatabase();
    ({ room, hold } = await openHolding(fixture));
    queues = openQueues(fixture, kind);
    processors = await openProcessors(fixture, queues);
  });
  afterAll(async () => {
    await processors.close();
    await queues.close();
    await fixture.drop();
  });
  beforeEach(async () => {
    held = await hold();
  });

  const expiry = (notBefore?: string) => expiryOf(room, held, notBefore);
  const passing = (deadline: Deadline): JobSpec => ({
    name: 'pass-deadline',
    data: { workspaceId: room.workspaceId, ...held, deadline },
  });
  const assignment = () => assignmentOf(fixture, held);
  const status = async (): Promise<string> => (await assignment()).status;
  const passed = async (): Promise<string[]> => Object.keys((await assignment()).deadlines).sort();
  const givenHoursAgo = (hours: number) => giveHoursAgo(fixture, held, hours);
  const leaseEndsIn = (ms: number) => endLeaseIn(fixture, held, ms);
  const entries = () => entriesOf(fixture, held);
  const lookAtOnce = () => reconcileAtOnce(fixture, queues);

  test('each deadline is recorded once, however often its job runs', async () => {
    await givenHoursAgo(28);
    for (let time = 0; time < 3; time++) await enqueue(fixture, queues, DEADLINES.map(passing));
    await eventually(passed, [...DEADLINES].sort());
    for (const deadline of DEADLINES) {
      await enqueue(fixture, queues, [passing(deadline)]);
      await eventually(async () => (await executionOf(fixture, passing(deadline)))?.state, 'finished');
    }
    const once = Object.fromEntries(DEADLINES.map((deadline) => [`deadline-passed ${deadline}`, 1]));
    expect(await entries()).toEqual({ ...once, 'slot-assigned': 1 });
    expect(await status()).toBe('held');
  });

  test('a job that comes before Postgres’ clock waits, and the deadline passes in its time', async () => {
    await enqueue(fixture, queues, [passing('half-time')]);
    await eventually(() => executionOf(fixture, passing('half-time')), { executions: 0, state: 'waits' });
    expect(await passed()).toEqual([]);
    await givenHoursAgo(13);
    await eventually(async () => {
      await lookAtOnce();
      return passed();
    }, ['half-time']);
  });

  test('deadlines that passed while nobody looked are all recorded', async () => {
    await givenHoursAgo(28);
    await eventually(
      async () => {
        await lookAtOnce();
        return passed();
      },
      [...DEADLINES].sort(),
    );
  });

  test('a queue that lost everything, and a worker that was down, delay a deadline and lose none', async () => {
    const leaseUntil = await leaseEndsIn(60_000);
    await enqueue(fixture, queues, [expiry(leaseUntil)]);
    await processors.close();
    const clock = queues.backend.queue('clock');
    await clock.obliterate({ force: true });
    await clock.close();
    await leaseEndsIn(-1_000);
    await givenHoursAgo(13);
    processors = await openProcessors(fixture, queues);
    await eventually(async () => {
      await lookAtOnce();
      return status();
    }, 'expired');
    expect(await entries()).toEqual({
      'deadline-passed half-time': 1,
      'lease-expired': 1,
      'slot-assigned': 1,
    });
  });

  test('editors hear once of a round that takes too long: an event, their turn, a mail', async () => {
    const { workspaceId } = room;
    const editor = room.as('edda');
    await inWorkspace(fixture.db, workspaceId, (tx) => setMailAddress(tx, editor, 'edda@example.org'));
    await turnBack(
      fixture,
      "update app.rounds set opened_at = now() - interval '28 hours' where claim_id = $1",
      [held.claimId],
    );
    const told = async () => {
      const { rows } = await fixture.admin.query<{ what: string }>(
        `select convert_from(e.body, 'utf8')::jsonb->>'type' as what
           from audit.entry e join app.claims c on c.stream = e.stream
          where c.id = $1 and convert_from(e.body, 'utf8')::jsonb->>'type' = 'round-overdue'`,
        [held.claimId],
      );
      return rows.length;
    };
    await eventually(async () => {
      await lookAtOnce();
      return told();
    }, 1);
    await lookAtOnce();
    await enqueue(fixture, queues, [
      { name: 'escalate-round', data: { workspaceId, claimId: held.claimId, round: 1 } },
    ]);
    while (await sequence(fixture.system, 1_000));
    await findNotices(fixture.db, workspaceId);
    await findNotices(fixture.db, workspaceId);
    const mails = await fixture.admin.query(
      "select target_id from app.deliveries where channel = 'mail' and kind = 'escalated' and subject_id = $1",
      [held.claimId],
    );
    expect(mails.rows).toEqual([{ target_id: editor.personId }]);
    const turns = await inWorkspace(fixture.db, workspaceId, (tx) => readTurns(tx, editor));
    expect(turns.items).toContainEqual(
      expect.objectContaining({ kind: 'overdue-claim', claimId: held.claimId }),
    );
    expect(await told()).toBe(1);
  });
}
