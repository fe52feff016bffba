/** How a token is sent: RFC 9110 has the scheme in any case. */
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
  running = await startAll(database, 'postgres', { worker: false });
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

test('the scheme is Bearer in whatever case', async () => {
  const by = (authorization: string) => running.call(null, 'GET', '/api/v1/me', undefined, { authorization });
  const token = room.token('edda');
  for (const scheme of ['Bearer', 'bearer', 'BEARER', 'bEaReR'])
    expect([scheme, (await by(`${scheme} ${token}`)).status]).toEqual([scheme, 200]);
  expect((await by(`Bearer   ${token}`)).status).toBe(200);
  const refused = [token, `Basic ${token}`, `Bearer${token}`, `Bearer ${token} more`, 'Bearer', 'Bearer '];
  for (const authorization of refused)
    expect([authorization, (await by(authorization)).body.code]).toEqual([authorization, 'unauthenticated']);
});

test('so it is for the queue dashboard, with the token as the password too', async () => {
  const by = async (authorization: string) =>
    (await running.call(null, 'GET', '/admin/queues/api/queues', undefined, { authorization })).status;
  const token = room.token('alma');
  const basic = Buffer.from(`any:${token}`).toString('base64');
  for (const said of [`Basic ${basic}`, `basic ${basic}`, `BASIC ${basic}`, `bearer ${token}`])
    expect([said, await by(said)]).toEqual([said, 200]);
  for (const said of [`Basic ${token}`, `Bearer ${basic}`, `Digest ${token}`, token])
    expect([said, await by(said)]).toEqual([said, 401]);
});
