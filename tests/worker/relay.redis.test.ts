import { expect, test } from '@jest/globals';
import { relay } from '../../apps/worker/src/relay.ts';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { freshDatabase } from '../support/database.ts';
import { openNewsroom, receive } from '../support/newsroom.ts';
import { startRedis } from '../support/redis.ts';
import { describeRelay } from './relay.ts';
import { openQueues } from './support/queues.ts';

describeRelay('redis');

test('a Redis that hangs fails the pass in time, and what it missed is added when it answers', async () => {
  const fixture = await freshDatabase();
  const redis = await startRedis();
  const queues = openQueues(fixture, 'redis', redis.url);
  try {
    const room = await openNewsroom(fixture.db);
    await sequence(fixture.system, 1_000);
    await relay(fixture.system, queues.enqueuer, 1_000);
    const { versionId } = await receive(room, 'The river rose four metres on Sunday.');
    const added = await sequence(fixture.system, 1_000);

    redis.process.kill('SIGSTOP');
    await expect(relay(fixture.system, queues.enqueuer, 1_000)).rejects.toThrow('Command timed out');
    redis.process.kill('SIGCONT');

    expect(await relay(fixture.system, queues.enqueuer, 1_000)).toBe(added);
    const intake = queues.backend.queue('intake');
    expect((await intake.getJobs(['waiting'])).map(({ id }) => id)).toEqual([`extract-claims_${versionId}`]);
  } finally {
    redis.process.kill('SIGCONT');
    await queues.close();
    redis.process.kill('SIGKILL');
    await fixture.drop();
  }
});
