import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import {
  BY_HAND,
  judge,
  openNewsroom,
  OUTLETS_OWN,
  receive,
  routeClaim,
  searched,
  takeSlot,
  type Newsroom,
  type PersonName,
} from '../support/newsroom.ts';
import { startAll, type Ask, type Running } from '../support/running.ts';

const TEXT = 'The river rose four metres on Sunday. The bridge at Weir Lane was closed at noon.';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  // Without a worker: nobody is given a slot but by the tests.
  running = await startAll(database, 'postgres', { worker: false });
}, 60_000);
afterAll(async () => {
  await running?.stop();
  await database?.drop();
});

const ask: Ask = (...request) => running.ask(room, ...request);

async function newClaim() {
  const document = await receive(room, `${TEXT} (${randomUUID()})`);
  return { document, claimId: await routeClaim(room, document, 'The river rose four metres on Sunday.') };
}

const threadsOf = async (name: PersonName, claimId: string) => {
  const { status, body } = await ask(name, 'GET', `/claims/${claimId}/threads`);
  return status === 200 ? body.items : body.code;
};

test('people talk about a claim and a passage, are mentioned, settle a thread and open it again', async () => {
  const { document, claimId } = await newClaim();
  const passage = document.passage('The bridge at Weir Lane was closed at noon.');
  const started = await ask('edda', 'POST', `/claims/${claimId}/threads`, {
    text: 'Is noon local time?',
    mentions: [room.people.pia],
    passage,
  });
  expect(started).toMatchObject({ status: 201, body: { subject: 'thread', edition: 1 } });
  const { id } = started.body;
  expect(await ask('pia', 'POST', `/threads/${id}/comments`, { text: 'Yes.' })).toMatchObject({
    status: 201,
  });
  expect(await ask('pia', 'POST', `/threads/${id}/resolve`)).toMatchObject({
    status: 200,
    body: { edition: 3 },
  });
  const shown = await ask('adil', 'GET', `/threads/${id}`);
  expect(shown.body).toMatchObject({
    claimId,
    passage: { exact: passage.exact },
    status: 'resolved',
    resolvedBy: room.people.pia,
    comments: [
      { text: 'Is noon local time?', mentions: [room.people.pia], by: room.people.edda, sealed: false },
      { text: 'Yes.', by: room.people.pia, sealed: false },
    ],
    may: ['add-comment', 'reopen-thread'],
  });
  expect(shown.headers.get('etag')).toBe('"3"');
  expect((await ask('ruth', 'GET', `/threads/${id}`)).body.may).toEqual([]);
  expect(await ask('adil', 'POST', `/threads/${id}/reopen`)).toMatchObject({ status: 200 });
  expect((await checkLog(database.db, room.workspaceId)).problems).toEqual([]);
});

test('talk is closed to who holds a slot, and to who may still get one, until their verdict is in', async () => {
  const { claimId } = await newClaim();
  const { body } = await ask('edda', 'POST', `/claims/${claimId}/threads`, {
    text: 'I doubt the four metres.',
  });
  await takeSlot(room, claimId, 'rana');
  for (const name of ['rana', 'remy'] as const) {
    expect(await threadsOf(name, claimId)).toBe('talk-closed');
    expect(await ask(name, 'GET', `/threads/${body.id}`)).toMatchObject({ status: 403 });
    expect(await ask(name, 'POST', `/threads/${body.id}/comments`, { text: 'So do I.' })).toMatchObject({
      status: 403,
      body: { code: 'talk-closed' },
    });
  }
  await judge(room, claimId, 'rosa', 'unverified');
  expect(await threadsOf('rosa', claimId)).toMatchObject([
    { comments: [{ text: 'I doubt the four metres.' }] },
  ]);
});

test('what a reviewer writes who has submitted is shown to nobody else, in nothing, until the round is closed', async () => {
  const { claimId } = await newClaim();
  const { body } = await ask('edda', 'POST', `/claims/${claimId}/threads`, {
    text: 'I doubt the four metres.',
  });
  await judge(room, claimId, 'rana', 'unverified');
  const before = await ask('edda', 'GET', `/threads/${body.id}`);
  await ask('rana', 'POST', `/threads/${body.id}/comments`, {
    text: 'My gauge says three.',
    mentions: [room.people.edda],
  });
  await ask('rana', 'POST', `/claims/${claimId}/threads`, { text: 'Another thing.' });
  expect(await threadsOf('rana', claimId)).toMatchObject([
    { comments: [{ sealed: false }, { text: 'My gauge says three.', sealed: true }] },
    { comments: [{ text: 'Another thing.', sealed: true }], may: ['add-comment'] },
  ]);
  const after = await ask('edda', 'GET', `/threads/${body.id}`);
  expect(after.body).toEqual(before.body);
  expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
  expect(await threadsOf('edda', claimId)).toHaveLength(1);
  expect((await ask('edda', 'GET', '/turns/mine')).body.items).not.toContainEqual(
    expect.objectContaining({ kind: 'mention' }),
  );

  await judge(room, claimId, 'rosa', 'unverified');
  expect(await threadsOf('edda', claimId)).toMatchObject([{ comments: [{}, { sealed: false }] }, {}]);
  expect((await ask('edda', 'GET', '/turns/mine')).body.items).toContainEqual(
    expect.objectContaining({ kind: 'mention', subject: 'thread', id: body.id }),
  );
});

test('talk about a claim that was merged is judged by the claim that it went into', async () => {
  const { document, claimId } = await newClaim();
  const occurrences = [
    {
      documentId: document.documentId,
      passage: document.passage('The bridge at Weir Lane was closed at noon.'),
      ...OUTLETS_OWN,
    },
  ];
  const proposal = { text: 'The bridge was closed.', language: 'en', score: 700, occurrences };
  const [first, second] = [randomUUID(), randomUUID()];
  for (const id of [first, second])
    await room.run(room.as('edda'), { type: 'propose-claim', ...BY_HAND, claimId: id, ...proposal });
  const { body } = await ask('edda', 'POST', `/claims/${first}/threads`, { text: 'It was open at one.' });
  const merge = (id: string, into: string) =>
    room.run(room.as('edda'), { type: 'merge-claim', claimId: id, into, reason: 'The same.' });
  await merge(first, second);
  await merge(second, claimId);
  await takeSlot(room, claimId, 'rana');
  expect(await threadsOf('rana', first)).toBe('talk-closed');
  const comment = { text: 'I saw it.', mentions: [room.people.rana] };
  for (const [method, path] of [
    ['GET', `/threads/${body.id}`],
    ['POST', `/threads/${body.id}/comments`],
    ['POST', `/claims/${first}/threads`],
  ] as const)
    expect(await ask('rana', method, path, method === 'POST' ? comment : undefined)).toMatchObject({
      status: 403,
      body: { code: 'talk-closed' },
    });

  // Whoever has submitted reads it; what they wrote about a claim without a round would wait for none.
  await judge(room, claimId, 'remy', 'unverified');
  expect(await threadsOf('remy', first)).toMatchObject([{ may: [] }]);
  for (const path of [`/threads/${body.id}/comments`, `/claims/${second}/threads`])
    expect(await ask('remy', 'POST', path, comment)).toMatchObject({
      status: 403,
      body: { code: 'talk-closed' },
    });
  expect((await ask('remy', 'POST', `/claims/${claimId}/threads`, comment)).status).toBe(201);
  expect((await ask('edda', 'POST', `/threads/${body.id}/comments`, comment)).status).toBe(201);
  expect((await ask('rana', 'GET', '/turns/mine')).body.items).not.toContainEqual(
    expect.objectContaining({ kind: 'mention' }),
  );
  const [mine] = (await ask('rana', 'GET', '/assignments')).body.items.filter(
    (one: { claimId: string }) => one.claimId === claimId,
  );
  const verdict = { fence: mine.fence, rating: 'unverified', rationale: 'As found.', evidence: [searched] };
  expect((await ask('rana', 'POST', `/assignments/${mine.id}/verdict`, verdict)).status).toBe(201);
  expect(await threadsOf('rana', first)).toHaveLength(1);
  expect((await ask('remy', 'POST', `/threads/${body.id}/comments`, comment)).status).toBe(201);
});

test('a passage that is not in the text, a mention of nobody and another workspace’s thread are refused', async () => {
  const { document, claimId } = await newClaim();
  const passage = { ...document.passage('The bridge at Weir Lane'), exact: 'The bridge at Weir Lake' };
  expect(await ask('edda', 'POST', `/claims/${claimId}/threads`, { text: 'Here.', passage })).toMatchObject({
    status: 422,
    body: { code: 'passage-not-found' },
  });
  expect(
    await ask('edda', 'POST', `/claims/${claimId}/threads`, { text: 'You!', mentions: [randomUUID()] }),
  ).toMatchObject({ status: 404 });
  expect(await ask('edda', 'POST', `/claims/${claimId}/threads`, { text: ' ' })).toMatchObject({
    status: 400,
  });
  expect(await ask('ruth', 'POST', `/claims/${claimId}/threads`, { text: 'Hello.' })).toMatchObject({
    status: 403,
  });
  const other = await openNewsroom(database.db);
  const { body } = await ask('edda', 'POST', `/claims/${claimId}/threads`, { text: 'Ours.' });
  for (const path of [`/threads/${body.id}`, `/claims/${claimId}/threads`])
    expect(await running.ask(other, 'edda', 'GET', path)).toMatchObject({ status: 404 });
});

test('that somebody looks at a claim is told to those only, and of those only, whom the seal does not concern', async () => {
  const { claimId } = await newClaim();
  const look = async (name: PersonName) =>
    (await ask(name, 'PUT', `/claims/${claimId}/presence`)).body.others;
  expect(await look('edda')).toEqual([]);
  expect(await look('pia')).toEqual([room.people.edda]);
  await takeSlot(room, claimId, 'rana');
  expect(await look('rana')).toEqual([]);
  await judge(room, claimId, 'remy', 'unverified');
  expect(await look('remy')).toEqual([]);
  expect(await look('edda')).toEqual([room.people.pia]);
  // A sign that is old counts no more.
  await database.admin.query(`update app.presences set seen_at = now() - interval '46 seconds'`);
  expect(await look('edda')).toEqual([]);
  const kept = await inWorkspace(database.db, room.workspaceId, (tx) =>
    tx.query('select 1 from app.presences'),
  );
  expect(kept).toHaveLength(2);
});
