import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeApi } from '../../apps/api/src/openapi.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Running } from '../support/running.ts';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  running = await startAll(database, 'postgres', { worker: false });
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

test('health says live and ready to everybody', async () => {
  expect(await running.call(null, 'GET', '/health/live')).toMatchObject({
    status: 200,
    body: { status: 'live' },
  });
  expect(await running.call(null, 'GET', '/health/ready')).toMatchObject({
    status: 200,
    body: { status: 'ready' },
  });
});

test('metrics are for admins', async () => {
  expect((await running.call(null, 'GET', '/metrics')).status).toBe(401);
  expect((await running.call(room.token('rana'), 'GET', '/metrics')).status).toBe(403);
  const metrics = await running.call(room.token('alma'), 'GET', '/metrics');
  expect(metrics.body).toContain('countersign_http_seconds_count');
});

test('the queue dashboard is for admins, and names their desks', async () => {
  expect((await running.call(null, 'GET', '/admin/queues')).status).toBe(401);
  expect((await running.call(room.token('edda'), 'GET', '/admin/queues/api/queues')).status).toBe(401);
  const shown = await running.call(room.token('alma'), 'GET', '/admin/queues/api/queues');
  const names = shown.body.queues.map(({ name }: { name: string }) => name);
  expect(names).toEqual(['intake', 'clock', 'publish', 'notify', `desk-${room.slug}.floods`]);
});

test('the contract is served, and the committed copy is the same', async () => {
  const served = await running.call(null, 'GET', '/api/v1/openapi.json');
  expect(served.body.openapi).toBe('3.1.0');
  expect(served.body).toEqual(JSON.parse(JSON.stringify(describeApi(running.api.app))));
  if (process.env.COUNTERSIGN_WRITE_OPENAPI)
    writeFileSync('docs/openapi.json', `${JSON.stringify(served.body, null, 2)}\n`);
  const committed: unknown = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
  expect(committed).toEqual(served.body);
});

test('the documentation page is served from here', async () => {
  const page = await running.call(null, 'GET', '/docs');
  expect(page).toMatchObject({ status: 200 });
  expect(page.body).not.toMatch(/src="https?:/);
});
