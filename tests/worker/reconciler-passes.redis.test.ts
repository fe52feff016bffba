import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { reconcile } from '../../apps/worker/src/reconciler.ts';
import { freshDatabase } from '../support/database.ts';
import { openNewsroom, receive } from '../support/newsroom.ts';
import { startRedis } from '../support/redis.ts';
import { describeReconciler } from './reconciler-passes.ts';
import { openQueues } from './support/queues.ts';

let redis: Awaited<ReturnType<typeof startRedis>>;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => void redis.process.kill('SIGKILL'));

describeReconciler('redis', () => redis.url);

test('a Redis that was wiped gets everything back at the next pass', async () => {
  const fixture = await freshDatabase();
  const queues = openQueues(fixture, 'redis', redis.url);
  const pass = () => reconcile(fixture.system, queues.backend, queues.enqueuer);
  const wipe = new Redis(redis.url);
  try {
    const room = await openNewsroom(fixture.db);
    const { versionId } = await receive(room, 'The river rose four metres on Sunday.');
    expect([await pass(), await pass()]).toEqual([1, 0]);
    await wipe.flushall();
    expect([await pass(), await pass()]).toEqual([1, 0]);
    const jobs = await queues.backend.queue('intake').getJobs(['waiting']);
    expect(jobs.map(({ id }) => id)).toEqual([`extract-claims_${versionId}`]);
  } finally {
    wipe.disconnect();
    await queues.close();
    await fixture.drop();
  }
});
