/** The entries of anything, for admins who erase. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import { readEntries } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { placesOf } from '../support/everywhere.ts';
import { openNewsroom, receive, routeClaim, searched, takeSlot, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Ask, type Running } from '../support/running.ts';

const TEXT = 'The river rose four metres on Sunday.';
const WORDS = 'A neighbour of the sluice keeper says so.';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
let documentId: string;
let claimId: string;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  const document = await receive(room, TEXT);
  ({ documentId } = document);
  claimId = await routeClaim(room, document, TEXT);
  running = await startAll(database, 'postgres', { worker: false });
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

const ask: Ask = (...request) => running.ask(room, ...request);
const entries = (subject: string, id: string, more = '', name: 'alma' | 'edda' | 'pia' = 'alma') =>
  ask(name, 'GET', `/log/entries?subject=${subject}&id=${id}${more}`);
const typesOf = async (subject: string, id: string) =>
  (await entries(subject, id)).body.items.map(({ type }: { type: string }) => type);

test('of every kind of thing an admin gets the leaf hashes and fields that an erasure names, and no words', async () => {
  const said = await ask('pia', 'POST', `/claims/${claimId}/threads`, { text: WORDS });
  expect(said.status).toBe(201);
  const { status, body } = await entries('thread', said.body.id);
  expect([status, body.next]).toEqual([200, null]);
  expect(body.items).toEqual([
    {
      leafIndex: null,
      leafHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      type: 'thread-started',
      at: expect.any(String),
      by: room.people.pia,
      erasable: ['passage', 'text'],
      erased: [],
    },
  ]);
  const erased = await ask('alma', 'POST', '/erasures', {
    target: { kind: 'fields', leafHash: body.items[0].leafHash, names: ['text'] },
    basis: 'danger-to-a-person',
    reason: 'It names a witness.',
  });
  expect(erased.status).toBe(201);
  expect(await placesOf(database.admin, WORDS)).toEqual([]);
  expect((await entries('thread', said.body.id)).body.items).toMatchObject([
    { type: 'thread-started', erasable: ['passage'], erased: ['text'] },
    { type: 'content-erased' },
  ]);

  expect(await typesOf('document', documentId)).toContain('document-received');
  expect(await typesOf('person', room.people.rana)).toContain('person-admitted');
  expect(await typesOf('desk', room.deskId)).toContain('desk-opened');
  expect(await typesOf('workspace', room.workspaceId)).toContain('workspace-opened');
  expect(await typesOf('claim', claimId)).toContain('claim-proposed');
});

test('they come page by page', async () => {
  const all = (await entries('workspace', room.workspaceId)).body.items;
  const paged = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await entries('workspace', room.workspaceId, `&limit=1${cursor && `&cursor=${cursor}`}`);
    expect(page.body.items).toHaveLength(1);
    paged.push(...page.body.items);
    cursor = page.body.next;
  }
  expect(paged).toEqual(all);
  expect((await entries('workspace', room.workspaceId, '&cursor=x')).status).toBe(404);
});

test('they are for admins of the workspace only, and what is nowhere is 404', async () => {
  for (const name of ['edda', 'pia'] as const)
    expect((await entries('document', documentId, '', name)).status).toBe(403);
  expect((await entries('report', randomUUID())).status).toBe(404);
  expect((await entries('ballot', randomUUID())).status).toBe(400);
  const other = await openNewsroom(database.db);
  const foreign = await running.ask(other, 'alma', 'GET', `/log/entries?subject=document&id=${documentId}`);
  expect(foreign.status).toBe(404);
});

test('who judges a claim is not told that others talk about it, in whatever role they ask', async () => {
  const { body } = await ask('pia', 'POST', `/claims/${claimId}/threads`, { text: 'Is this settled?' });
  const asAdmin = (name: 'remy' | 'alma') =>
    inWorkspace(database.db, room.workspaceId, (tx) =>
      readEntries(tx, room.as(name, 'admin'), { subject: 'thread', id: body.id, limit: 10 }),
    );
  await takeSlot(room, claimId, 'remy');
  await expect(asAdmin('remy')).rejects.toMatchObject({ code: 'talk-closed' });
  expect((await asAdmin('alma')).items).toHaveLength(1);
});

test('what is under seal is not among them', async () => {
  const assignmentId = await takeSlot(room, claimId, 'rana');
  const before = (await entries('claim', claimId)).body;
  await room.run(room.as('rana'), {
    type: 'record-verdict',
    claimId,
    assignmentId,
    fence: 1,
    rating: 'unverified',
    rationale: 'Secret.',
    evidence: [searched],
  });
  const { body } = await ask('rana', 'POST', `/claims/${claimId}/threads`, { text: 'I am done with this.' });
  expect((await entries('claim', claimId)).body).toEqual(before);
  const sealed = await entries('thread', body.id);
  const nowhere = await entries('thread', randomUUID());
  expect({ ...sealed.body, requestId: '' }).toEqual({ ...nowhere.body, requestId: '' });
});
