/** The queue dashboard through the eyes of admins of two workspaces that share an api and its queues. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openQueueBackend } from '#jobs';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Backend, type Running } from '../support/running.ts';

export function describeDashboard(backend: Backend): void {
  let database: TestDatabase;
  let running: Running;
  let rooms: [Newsroom, Newsroom];
  beforeAll(async () => {
    database = await freshDatabase();
    rooms = [await openNewsroom(database.db), await openNewsroom(database.db)];
    running = await startAll(database, backend, { worker: false });
    const queues = openQueueBackend(running.queues, () => undefined);
    const queue = queues.queue('notify');
    for (const { workspaceId } of rooms)
      await queue.add('notify', { workspaceId, upTo: 1 }, { jobId: workspaceId });
    await queue.close();
    await queues.close();
  });
  afterAll(async () => {
    await running.stop();
    await database.drop();
  });

  const look = (room: Newsroom, path: string) =>
    running.call(room.token('alma'), 'GET', `/admin/queues/api/queues${path}`);

  test('each sees their own desks and jobs, whoever looked before, and how many jobs there are in all', async () => {
    const [one, two] = rooms;
    for (const [mine, theirs] of [
      [one, two],
      [two, one],
      [one, two],
    ] as const) {
      const { body } = await look(mine, '?activeQueue=notify');
      const names = body.queues.map(({ name }: { name: string }) => name);
      expect(names).toEqual(['intake', 'clock', 'publish', 'notify', `desk-${mine.slug}.floods`]);
      expect(JSON.stringify(body)).not.toMatch(new RegExp(`${theirs.slug}|${theirs.workspaceId}`));
      const notify = body.queues.find(({ name }: { name: string }) => name === 'notify');
      expect(notify).toMatchObject({ jobs: [{ id: mine.workspaceId }], counts: { waiting: 2 } });
    }
  });

  test('and nothing else leads to the others', async () => {
    const [mine, theirs] = rooms;
    for (const room of rooms) await look(room, '');
    expect((await look(mine, `/notify/${mine.workspaceId}`)).status).toBe(200);
    expect((await look(mine, `/notify/${theirs.workspaceId}`)).status).toBe(404);
    expect((await look(mine, `/notify/${theirs.workspaceId}/flow`)).status).toBe(404);
    expect((await look(mine, `/notify/${theirs.workspaceId}/logs`)).body).toEqual([]);
    expect((await look(mine, `/desk-${theirs.slug}.floods/metrics`)).status).toBe(404);
    expect((await look(mine, `/desk-${mine.slug}.floods/metrics`)).status).toBe(200);
  });
}
