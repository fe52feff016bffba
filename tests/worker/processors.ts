/** Jobs as workers run them: nothing that should still happen may be taken for done. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jobKey, type JobSpec } from '#jobs';
import { openLog } from '#process';
import type { Processors } from '../../apps/worker/src/processors.ts';
import { reconcile } from '../../apps/worker/src/reconciler.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, receive, routeClaim, type Newsroom } from '../support/newsroom.ts';
import type { Backend } from '../support/running.ts';
import { enqueue, executionOf, openProcessors, openQueues, turnBack, type Queues } from './support/queues.ts';

const TEXT = 'The river rose four metres on Sunday.';

export function describeProcessors(kind: Backend): void {
  let fixture: TestDatabase;
  let room: Newsroom;
  let queues: Queues;
  let processors: Processors;
  let claimId: string;
  const logged: string[] = [];
  beforeAll(async () => {
    fixture = await freshDatabase();
    room = await openNewsroom(fixture.db, { members: ['rana'] });
    claimId = await routeClaim(room, await receive(room, TEXT), TEXT);
    queues = openQueues(fixture, kind);
    processors = await openProcessors(
      fixture,
      queues,
      openLog('worker', 'info', { write: (line) => void logged.push(line) }),
    );
  });
  afterAll(async () => {
    await processors.close();
    await queues.close();
    await fixture.drop();
  });

  const fillSlot = (slot: number): JobSpec => ({
    name: 'fill-slot',
    data: { workspaceId: room.workspaceId, claimId, round: 1, slot, fence: 0 },
  });
  const slots = async (): Promise<string[]> => {
    const sql = 'select status from app.slots where claim_id = $1 order by number';
    return (await fixture.admin.query(sql, [claimId])).rows.map(({ status }) => status);
  };
  /** Passes of the reconciler alone, whatever its intervals: nothing came through the relay. */
  const reconcileUntil = (read: () => Promise<unknown>, expected: unknown) =>
    eventually(async () => {
      await turnBack(fixture, "update audit.relay set queue_incarnation = 'another'");
      await reconcile(fixture.system, queues.backend, queues.enqueuer);
      return read();
    }, expected);

  test('the job of one slot fills that slot, and leaves the others to theirs', async () => {
    await enqueue(fixture, queues, [fillSlot(2)]);
    await eventually(slots, ['open', 'held']);
    await eventually(() => executionOf(fixture, fillSlot(2)), { executions: 1, state: 'finished' });
  });

  test('a slot nobody can take waits without being counted as a failure, and is filled when somebody can', async () => {
    const waiting = { executions: 0, state: 'waits' };
    await enqueue(fixture, queues, [fillSlot(1)]);
    await eventually(() => executionOf(fixture, fillSlot(1)), waiting);
    expect(await slots()).toEqual(['open', 'held']);
    const { deskId, people } = room;
    await room.run(room.setup, { type: 'add-desk-member', deskId, personId: people.remy });
    await reconcileUntil(slots, ['held', 'held']);
  });

  test('a lease whose expiry is asked for too early still runs out in its time', async () => {
    const { rows } = await fixture.admin.query(
      "select id, fence from app.assignments where claim_id = $1 and status = 'held' order by slot limit 1",
      [claimId],
    );
    const { id: assignmentId, fence } = rows[0];
    const expiry: JobSpec = {
      name: 'expire-lease',
      data: { workspaceId: room.workspaceId, claimId, assignmentId, fence },
    };
    const status = async () =>
      (await fixture.admin.query('select status from app.assignments where id = $1', [assignmentId])).rows[0]
        .status;
    await enqueue(fixture, queues, [expiry]);
    await eventually(() => executionOf(fixture, expiry), { executions: 0, state: 'waits' });
    expect(await status()).toBe('held');

    const sql = "update app.assignments set lease_until = now() - interval '1 minute' where id = $1";
    await turnBack(fixture, sql, [assignmentId]);
    await reconcileUntil(status, 'expired');
    await eventually(() => executionOf(fixture, expiry), { executions: 1, state: 'finished' });
  });

  test('a job that fails three times is dead at the fourth beginning, with its reason, and is left alone', async () => {
    const lost: JobSpec = {
      name: 'expire-lease',
      data: { workspaceId: room.workspaceId, claimId, assignmentId: randomUUID(), fence: 1 },
    };
    const dead = async () =>
      (await fixture.admin.query('select queue, name, data, executions, reason, owner from app.dead_letters'))
        .rows;
    await eventually(async () => {
      await enqueue(fixture, queues, [lost]);
      return dead();
    }, [
      {
        queue: 'clock',
        name: 'expire-lease',
        data: lost.data,
        executions: 3,
        reason: 'Refused (not-found): There is no such assignment.',
        owner: 'admin',
      },
    ]);
  });

  test('a job that cannot be begun is logged, and neither the log nor the queue quotes the database', async () => {
    const job: JobSpec = {
      name: 'expire-lease',
      data: { workspaceId: room.workspaceId, claimId, assignmentId: randomUUID(), fence: 1 },
    };
    await fixture.admin.query(
      `create function refuse() returns trigger language plpgsql as
         $$ begin raise exception 'it quotes %', new.job_key; end $$;
       create trigger refuse before insert or update on app.job_executions
         for each row when (new.job_key like '%${job.data.assignmentId}%') execute function refuse()`,
    );
    const queue = queues.backend.queue('clock');
    logged.length = 0;
    await enqueue(fixture, queues, [job]);
    let reason: string | undefined;
    await eventually(async () => {
      reason ??= (await queue.getJob(jobKey(job)))?.failedReason;
      return reason !== undefined;
    }, true);
    expect(reason).toBe('QueryFailedError (P0001): error (P0001)');
    const failure = {
      msg: 'a job failed',
      job: jobKey(job),
      queue: 'clock',
      err: expect.objectContaining({ type: 'QueryFailedError' }),
    };
    expect(logged.map((line) => JSON.parse(line))).toContainEqual(expect.objectContaining(failure));
    expect(logged.join()).not.toContain('it quotes');
    await queue.close();
    await fixture.admin.query('drop function refuse cascade');
  });

  test('a desk opened while the worker runs gets a worker of its own', async () => {
    expect(await processors.openMissing()).toBe(0);
    await openNewsroom(fixture.db);
    expect(await processors.openMissing()).toBe(1);
  });
}
