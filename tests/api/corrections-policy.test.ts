/** A workspace that was opened without a corrections policy gets one, and then publishes. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { judge, openNewsroom, receive, routeClaim, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Ask, type Running } from '../support/running.ts';

const TEXT = 'The river rose four metres on Sunday.';
const POLICY = 'Write to <desk@lowland.example>: we answer within two days.';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db, { independentVerdicts: 1 }, '');
  running = await startAll(database, 'postgres');
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

const ask: Ask = (...request) => running.ask(room, ...request);

test('the gate says how a policy is set, and opens once that is done', async () => {
  const claimId = await routeClaim(room, await receive(room, TEXT), TEXT);
  await judge(room, claimId, 'rana', 'unverified');
  const reportId = randomUUID();
  const draft = { slug: 'flood', title: 'The flood', summary: '', claimIds: [claimId] };
  await room.run(room.as('pia'), { type: 'draft-report', reportId, ...draft });
  await room.run(room.as('pia'), { type: 'sign-off-report', reportId });
  const publish = () => ask('pia', 'POST', `/reports/${reportId}/publish`, { overrideReason: null });
  const refused = await publish();
  expect([refused.status, refused.body.unmet]).toEqual([
    409,
    [
      {
        requirement: 'corrections-policy',
        message: expect.stringContaining('PUT /api/v1/workspace/corrections-policy'),
      },
    ],
  ]);

  const { headers } = await ask('pia', 'GET', '/workspace');
  const tag = { 'if-match': headers.get('etag') ?? '' };
  const set = async (name: 'pia' | 'edda', correctionsPolicy: string, more = tag) =>
    (await ask(name, 'PUT', '/workspace/corrections-policy', { correctionsPolicy }, more)).status;
  expect(await set('edda', POLICY)).toBe(403);
  expect(await set('pia', ' \n ')).toBe(400);
  expect(await set('pia', 'x'.repeat(5_001))).toBe(400);
  expect(await set('pia', POLICY, { 'if-match': '"1"' })).toBe(412);
  expect(await set('pia', POLICY)).toBe(200);
  expect((await ask('edda', 'GET', '/workspace')).body.correctionsPolicy).toBe(POLICY);

  expect((await publish()).status).toBe(200);
  const page = () => running.call(null, 'GET', '/r/flood');
  await eventually(async () => (await page()).status, 200);
  expect((await page()).body).toContain('Write to &lt;desk@lowland.example&gt;');
  expect((await checkLog(database.db, room.workspaceId)).problems).toEqual([]);
});
