/** Where a stream of events begins, and what is answered where none can. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { listenTo } from '../support/event-stream.ts';
import { openNewsroom, receive, routeClaim, sha256, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Running } from '../support/running.ts';

const TEXT = 'The river rose four metres on Sunday.';

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

/** Where a stream of this newsroom begins that begins now, once everything is ordered. */
async function begins(newsroom: Newsroom): Promise<number | null | undefined> {
  const pending = async () =>
    (await database.admin.query('select count(*)::int as n from audit.pending')).rows[0]?.n;
  await eventually(pending, 0);
  const stream = await listenTo(running.address, newsroom.token('edda'));
  await eventually(async () => stream.told()[0]?.event, 'begins');
  stream.close();
  return stream.told()[0]?.id;
}

test('a stream asked to go on past the end of the log, as after a restore, begins anew and hears what happens', async () => {
  const stream = await listenTo(running.address, room.token('edda'), 1_000_000);
  await eventually(async () => stream.told()[0]?.event, 'begins');
  const claimId = await routeClaim(room, await receive(room, TEXT), TEXT);
  await eventually(async () => stream.typesOf(claimId)[0], 'claim-proposed');
  stream.close();
});

test('a position is given however many entries lie after it that nobody is shown', async () => {
  const quiet = await openNewsroom(database.db);
  const before = await begins(quiet);
  expect(before).toEqual(expect.any(Number));
  for (let index = 0; index < 201; index++)
    await quiet.run(quiet.setup, {
      type: 'issue-token',
      personId: quiet.people.ruth,
      tokenId: randomUUID(),
      role: 'reader',
      label: 'one of many',
      sha256: sha256(randomUUID()),
    });
  expect(await begins(quiet)).toBe(before);
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
