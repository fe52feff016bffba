/** Leases as jobs: each runs out in its time, unless work renews it. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { jobKey } from '#jobs';
import { keepLease } from '#workflow';
import type { Processors } from '../../apps/worker/src/processors.ts';
import { reconcile } from '../../apps/worker/src/reconciler.ts';
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
import { enqueue, executionOf, openProcessors, openQueues, type Queues } from './support/queues.ts';

const SOON_MS = 1_500;

export function describeLeases(kind: Backend): void {
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
  const assignment = () => assignmentOf(fixture, held);
  const status = async (): Promise<string> => (await assignment()).status;
  const givenHoursAgo = (hours: number) => giveHoursAgo(fixture, held, hours);
  const leaseEndsIn = (ms: number) => endLeaseIn(fixture, held, ms);
  const entries = () => entriesOf(fixture, held);
  const lookAtOnce = () => reconcileAtOnce(fixture, queues);
  const placesOnTheClock = async (): Promise<string[]> => {
    const queue = queues.backend.queue('clock');
    const jobs = await queue.getJobs(['waiting', 'delayed', 'prioritized']);
    await queue.close();
    return jobs.map(({ id }) => id ?? '').filter((id) => id.startsWith(jobKey(expiry())));
  };

  test('a lease that will soon run out has its job in time, and once', async () => {
    const leaseUntil = await leaseEndsIn(SOON_MS);
    await lookAtOnce();
    await reconcile(fixture.system, queues.backend, queues.enqueuer);
    expect(await placesOnTheClock()).toEqual([`${jobKey(expiry())}_${leaseUntil}`.replaceAll(':', '-')]);
    expect(await status()).toBe('held');
    await eventually(status, 'expired');
    expect((await assignment()).lease_until.toISOString()).toBe(leaseUntil);
    expect(await entries()).toEqual({ 'lease-expired': 1, 'slot-assigned': 1 });
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
