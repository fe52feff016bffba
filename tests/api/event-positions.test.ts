/** Where a stream of events begins, and what is answered where none can. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Running } from '../support/running.ts';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  running = await startAll(database, 'postgres');
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

test('HEAD is answered with the head of a stream, and holds none', async () => {
  const url = new URL('/api/v1/events', running.address);
  const ask = (headers: Record<string, string>) =>
    fetch(url, { method: 'HEAD', headers, signal: AbortSignal.timeout(5_000) });
  for (let index = 0; index < 9; index++) {
    const { status, headers } = await ask({ authorization: `Bearer ${room.token('ruth')}` });
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store',
    ]);
  }
  expect((await ask({})).status).toBe(401);
});
