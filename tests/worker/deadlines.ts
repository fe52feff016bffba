/** Deadlines and leases as jobs: in their time, once, whatever becomes of the queue, the worker or a clock. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import { DEADLINES, type Deadline } from '#domain';
import { jobKey, type JobSpec } from '#jobs';
import { findNotices, keepLease, readTurns, setMailAddress } from '#workflow';
import type { Processors } from '../../apps/worker/src/processors.ts';
import { reconcile } from '../../apps/worker/src/reconciler.ts';
import { relay } from '../../apps/worker/src/relay.ts';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import {
  openNewsroom,
  receive,
  routeClaim,
  takeSlot,
  type Newsroom,
  type TestDocument,
} from '../support/newsroom.ts';
import type { Backend } from '../support/running.ts';
import { enqueue, executionOf, openProcessors, openQueues, turnBack, type Queues } from './support/queues.ts';

const TEXT = 'The river rose four metres on Sunday.';
const SOON_MS = 1_500;

interface Held {
  readonly claimId: string;
  readonly assignmentId: string;
  readonly fence: number;
}

export function describeDeadlines(kind: Backend): void {
  let fixture: TestDatabase;
  let room: Newsroom;
  let document: TestDocument;
  let queues: Queues;
  let processors: Processors;
  let held: Held;
  beforeAll(async () => {
    fixture = await freshDatabase();
    room = await openNewsroom(fixture.db, { independentVerdicts: 1, wipLimit: 100 });
    document = await receive(room, TEXT);
    queues = openQueues(fixture, kind);
    processors = await openProcessors(fixture, queues);
  });
  afterAll(async () => {
    await processors.close();
    await queues.close();
    await fixture.drop();
  });
  beforeEach(async () => {
    const claimId = await routeClaim(room, document, TEXT);
    held = { claimId, assignmentId: await takeSlot(room, claimId, 'rana'), fence: 1 };
  });

  const about = () => ({ workspaceId: room.workspaceId, ...held });
  const expiry = (notBefore?: string): JobSpec => ({
    name: 'expire-lease',
    data: about(),
    ...(notBefore && { notBefore }),
  });
  const passing = (deadline: Deadline): JobSpec => ({
    name: 'pass-deadline',
    data: { ...about(), deadline },
  });
  const assignment = async () =>
    (
      await fixture.admin.query(
        'select status, deadlines, lease_until, lease_until - now() as left from app.assignments where id = $1',
        [held.assignmentId],
      )
    ).rows[0];
  const status = async (): Promise<string> => (await assignment()).status;
  const passed = async (): Promise<string[]> => Object.keys((await assignment()).deadlines).sort();
  /** As if the holder had been given the claim so long ago, of a day that it is due after. */
  const givenHoursAgo = (hours: number) =>
    turnBack(
      fixture,
      `update app.assignments set assigned_at = now() - make_interval(hours => $2),
              due_at = now() - make_interval(hours => $2) + interval '24 hours' where id = $1`,
      [held.assignmentId, hours],
    );
  const leaseEndsIn = async (ms: number): Promise<string> => {
    await turnBack(
      fixture,
      `update app.assignments set lease_until = now() + $2 * interval '1 ms' where id = $1`,
      [held.assignmentId, ms],
    );
    return (await assignment()).lease_until.toISOString();
  };
  /** Entries of this assignment, by what they say. */
  const entries = async (): Promise<Record<string, number>> => {
    const { rows } = await fixture.admin.query<{ what: string; seen: number }>(
      `select concat_ws(' ', convert_from(e.body, 'utf8')::jsonb->>'type', o.fields->'deadline'->>'value') as what,
              count(*)::int as seen
         from audit.entry e join audit.opening o on o.entry_id = e.id
        where o.fields->'assignmentId'->>'value' = $1 group by 1 order by 1`,
      [held.assignmentId],
    );
    return Object.fromEntries(rows.map(({ what, seen }) => [what, seen]));
  };
  const lookAtOnce = async () => {
    await turnBack(fixture, "update audit.relay set queue_incarnation = 'another'");
    await reconcile(fixture.system, queues.backend, queues.enqueuer);
  };
  const placesOnTheClock = async (): Promise<string[]> => {
    const queue = queues.backend.queue('clock');
    const jobs = await queue.getJobs(['waiting', 'delayed', 'prioritized']);
    await queue.close();
    return jobs.map(({ id }) => id ?? '').filter((id) => id.startsWith(jobKey(expiry())));
  };

  test('a lease runs out in its time, by its job alone', async () => {
    const leaseUntil = await leaseEndsIn(SOON_MS);
    await enqueue(fixture, queues, [expiry(leaseUntil)]);
    expect(await status()).toBe('held');
    await eventually(status, 'expired');
    expect((await assignment()).lease_until.toISOString()).toBe(leaseUntil);
    expect(await entries()).toEqual({ 'lease-expired': 1, 'slot-assigned': 1 });
  });

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

  test('the log asks for the first deadline, and each for the next', async () => {
    await givenHoursAgo(28);
    await enqueue(fixture, queues, [passing('half-time')]);
    await eventually(
      async () => {
        while (await sequence(fixture.system, 1_000));
        while (await relay(fixture.system, queues.enqueuer, 200));
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

  test('when Postgres’ clock jumps, what still waits in the queue for its time is asked for beside it', async () => {
    const leaseUntil = await leaseEndsIn(60_000);
    await enqueue(fixture, queues, [expiry(leaseUntil)]);
    expect(await placesOnTheClock()).toHaveLength(1);
    await leaseEndsIn(-1_000);
    await eventually(async () => {
      await lookAtOnce();
      return status();
    }, 'expired');
    expect(await entries()).toEqual({ 'lease-expired': 1, 'slot-assigned': 1 });
  });

  test('an execution of a time before the clock was set back holds nothing up', async () => {
    await leaseEndsIn(-1_000);
    await fixture.admin.query(
      `insert into app.job_executions (workspace_id, job_key, executions, fence, lease_until)
       values ($1, $2, 1, 1, now() + interval '1 hour')`,
      [room.workspaceId, jobKey(expiry())],
    );
    await enqueue(fixture, queues, [expiry()]);
    await eventually(status, 'expired');
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

  test('work renews the lease: its old job does nothing, and another waits for the new time', async () => {
    const old = await leaseEndsIn(SOON_MS);
    await enqueue(fixture, queues, [expiry(old)]);
    await keepLease(fixture.db, room.as('rana'), held.assignmentId);
    const renewed = (await assignment()).lease_until.toISOString();
    expect(Date.parse(renewed)).toBeGreaterThan(Date.parse(old) + 50 * 60_000);
    await enqueue(fixture, queues, [expiry(renewed)]);
    await eventually(() => executionOf(fixture, expiry()), { executions: 0, state: 'waits' });
    expect(await status()).toBe('held');
    expect(await placesOnTheClock()).toEqual([`${jobKey(expiry())}_${renewed}`.replaceAll(':', '-')]);
    expect(await entries()).toEqual({ 'lease-renewed': 1, 'slot-assigned': 1 });
  });

  test('a fresh lease, somebody else, and a claim that is due renew nothing', async () => {
    await keepLease(fixture.db, room.as('rana'), held.assignmentId);
    await leaseEndsIn(10 * 60_000);
    await keepLease(fixture.db, room.as('remy'), held.assignmentId);
    await givenHoursAgo(25);
    await keepLease(fixture.db, room.as('rana'), held.assignmentId);
    expect(await entries()).toEqual({ 'slot-assigned': 1 });
  });
}
