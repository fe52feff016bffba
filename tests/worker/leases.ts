/** Leases as jobs: each runs out in its time, unless work renews it. */
import { expect, test } from '@jest/globals';
import { jobKey } from '#jobs';
import { keepLease } from '#workflow';
import { reconcile } from '../../apps/worker/src/reconciler.ts';
import { eventually } from '../support/eventually.ts';
import type { Backend } from '../support/running.ts';
import { Holding } from './support/assignments.ts';
import { executionOf } from './support/queues.ts';

const SOON_MS = 1_500;

export function describeLeases(kind: Backend): void {
  const holding = new Holding(kind);
  const { expiry, assignment, status, entries, givenHoursAgo, leaseEndsIn, lookAtOnce } = holding;
  const placesOnTheClock = async (): Promise<string[]> => {
    const queue = holding.queues.backend.queue('clock');
    const jobs = await queue.getJobs(['waiting', 'delayed', 'prioritized']);
    await queue.close();
    return jobs.map(({ id }) => id ?? '').filter((id) => id.startsWith(jobKey(expiry())));
  };

  test('a lease that will soon run out has its job in time, and once', async () => {
    const leaseUntil = await leaseEndsIn(SOON_MS);
    await lookAtOnce();
    await reconcile(holding.fixture.system, holding.queues.backend, holding.queues.enqueuer);
    expect(await placesOnTheClock()).toEqual([`${jobKey(expiry())}_${leaseUntil}`.replaceAll(':', '-')]);
    expect(await status()).toBe('held');
    await eventually(status, 'expired');
    expect((await assignment()).lease_until.toISOString()).toBe(leaseUntil);
    expect(await entries()).toEqual({ 'lease-expired': 1, 'slot-assigned': 1 });
  });

  test('when Postgres’ clock jumps, what still waits in the queue for its time is asked for beside it', async () => {
    const leaseUntil = await leaseEndsIn(60_000);
    await holding.enqueue([expiry(leaseUntil)]);
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
    await holding.fixture.admin.query(
      `insert into app.job_executions (workspace_id, job_key, executions, fence, lease_until)
       values ($1, $2, 1, 1, now() + interval '1 hour')`,
      [holding.room.workspaceId, jobKey(expiry())],
    );
    await holding.enqueue([expiry()]);
    await eventually(status, 'expired');
  });

  test('work renews the lease: its old job does nothing, and another waits for the new time', async () => {
    const old = await leaseEndsIn(SOON_MS);
    await holding.enqueue([expiry(old)]);
    await keepLease(holding.fixture.db, holding.room.as('rana'), holding.held.assignmentId);
    const renewed = (await assignment()).lease_until.toISOString();
    expect(Date.parse(renewed)).toBeGreaterThan(Date.parse(old) + 50 * 60_000);
    await holding.enqueue([expiry(renewed)]);
    await eventually(() => executionOf(holding.fixture, expiry()), { executions: 0, state: 'waits' });
    expect(await status()).toBe('held');
    expect(await placesOnTheClock()).toEqual([`${jobKey(expiry())}_${renewed}`.replaceAll(':', '-')]);
    expect(await entries()).toEqual({ 'lease-renewed': 1, 'slot-assigned': 1 });
  });

  test('a fresh lease, somebody else, and a claim that is due renew nothing', async () => {
    await keepLease(holding.fixture.db, holding.room.as('rana'), holding.held.assignmentId);
    await leaseEndsIn(10 * 60_000);
    await keepLease(holding.fixture.db, holding.room.as('remy'), holding.held.assignmentId);
    await givenHoursAgo(25);
    await keepLease(holding.fixture.db, holding.room.as('rana'), holding.held.assignmentId);
    expect(await entries()).toEqual({ 'slot-assigned': 1 });
  });
}
