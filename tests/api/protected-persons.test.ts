/** Who is protected, told to those who may protect; and how a protection ends. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { listenTo } from '../support/event-stream.ts';
import { openNewsroom, type Newsroom, type PersonName } from '../support/newsroom.ts';
import { startAll, type Ask, type Running } from '../support/running.ts';

const PERSONS = '/workspace/protected-persons';
const NAMES = /zarina|qadir|a witness|she consents/i;
const reason = { reason: 'She consents.' };

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

const ask: Ask = (...request) => running.ask(room, ...request);
const listed = async () => (await ask('edda', 'GET', PERSONS)).body.items;
const protect = (label: string, ...names: string[]) => ask('edda', 'POST', PERSONS, { label, names });
const idOf = async (label: string): Promise<string> =>
  (await listed()).find((one: { label: string }) => one.label === label).id;

test('those who may protect are told who is protected, in pages, and nobody else is', async () => {
  expect((await ask('edda', 'GET', PERSONS)).body).toEqual({ items: [], next: null });
  expect((await protect('a witness', 'Zarina Qadir', 'Z. Qadir')).status).toBe(201);
  expect((await protect('a guard', 'Ali Tursun')).status).toBe(201);
  for (const name of ['edda', 'alma'] as const)
    expect((await ask(name, 'GET', PERSONS)).body).toEqual({
      items: [
        {
          id: await idOf('a guard'),
          label: 'a guard',
          names: ['Ali Tursun'],
          ended: null,
          may: ['end-protection'],
        },
        expect.objectContaining({ label: 'a witness', names: ['Zarina Qadir', 'Z. Qadir'] }),
      ],
      next: null,
    });
  const { body: first } = await ask('edda', 'GET', `${PERSONS}?limit=1`);
  const { body: second } = await ask('edda', 'GET', `${PERSONS}?limit=1&cursor=${first.next}`);
  expect([first, second].map(({ items }) => items[0].label)).toEqual(['a guard', 'a witness']);
  expect(second.next).toBeNull();

  const others: PersonName[] = ['rana', 'adil', 'pia', 'ruth'];
  for (const name of others) {
    expect((await ask(name, 'GET', PERSONS)).status).toBe(403);
    expect((await ask(name, 'POST', `${PERSONS}/${await idOf('a guard')}/end`, reason)).status).toBe(403);
  }
  expect((await running.call(null, 'GET', `/api/v1${PERSONS}`)).status).toBe(401);
  const elsewhere = await openNewsroom(database.db);
  expect((await running.ask(elsewhere, 'edda', 'GET', PERSONS)).body.items).toEqual([]);
  const foreign = `${PERSONS}/${await idOf('a guard')}/end`;
  expect((await running.ask(elsewhere, 'edda', 'POST', foreign, reason)).status).toBe(404);
});

test('a protection is ended once, with a reason, from the edition that was read', async () => {
  const path = `${PERSONS}/${await idOf('a witness')}/end`;
  expect((await ask('edda', 'POST', path, { reason: ' ' })).status).toBe(400);
  const none = `${PERSONS}/00000000-0000-4000-8000-000000000000/end`;
  expect((await ask('edda', 'POST', none, reason)).body).toMatchObject({ status: 404, code: 'not-found' });
  const tag = (await ask('alma', 'GET', '/workspace')).headers.get('etag') ?? '';
  expect((await ask('alma', 'POST', path, reason, { 'if-match': '"1"' })).status).toBe(412);
  const headers = { 'if-match': tag, 'idempotency-key': 'consent' };
  const ended = await ask('alma', 'POST', path, reason, headers);
  expect(ended).toMatchObject({ status: 200, body: { subject: 'workspace' } });
  expect((await ask('alma', 'POST', path, reason, headers)).body).toEqual(ended.body);
  expect((await ask('edda', 'POST', path, reason)).body).toMatchObject({
    status: 409,
    code: 'wrong-status',
    current: 'ended',
  });
  expect(await listed()).toMatchObject([
    { label: 'a guard', ended: null, may: ['end-protection'] },
    {
      label: 'a witness',
      names: ['Zarina Qadir', 'Z. Qadir'],
      ended: { by: room.people.alma, reason: 'She consents.', at: expect.any(String) },
      may: [],
    },
  ]);
  // Again, under another label: another protection, with an end of its own.
  expect((await protect('a source', 'Zarina Qadir')).status).toBe(201);
  expect((await ask('edda', 'POST', `${PERSONS}/${await idOf('a source')}/end`, reason)).status).toBe(200);
});

test('neither names nor that somebody is protected are told by events, metrics, leaves or the workspace', async () => {
  const stream = await listenTo(running.address, room.token('edda'), 0);
  const policy = { correctionsPolicy: 'Write to us.' };
  const tag = { 'if-match': (await ask('alma', 'GET', '/workspace')).headers.get('etag') ?? '' };
  await ask('alma', 'PUT', '/workspace/corrections-policy', policy, tag);
  await eventually(async () => stream.typesOf(room.workspaceId).includes('corrections-policy-set'), true);
  stream.close();
  expect(JSON.stringify(stream.told())).not.toMatch(/protect/);
  const { body: metrics } = await running.call(room.token('alma'), 'GET', '/metrics');
  const { body: workspace } = await ask('edda', 'GET', '/workspace');
  const { rows: leaves } = await database.admin.query(
    `select convert_from(body, 'UTF8') as body from audit.entry where workspace_id = $1`,
    [room.workspaceId],
  );
  for (const told of [metrics, workspace, leaves, stream.told()])
    expect(JSON.stringify(told)).not.toMatch(NAMES);
  expect((await checkLog(database.db, room.workspaceId)).problems).toEqual([]);
});
