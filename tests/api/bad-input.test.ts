import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { judge, openNewsroom, receive, routeClaim, searched, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Ask, type Running } from '../support/running.ts';

const TEXT = 'The river rose four metres on Sunday. Three hundred people were brought to safety.';

let database: TestDatabase;
let room: Newsroom;
let other: Newsroom;
let running: Running;
let claimId: string;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  other = await openNewsroom(database.db);
  running = await startAll(database, 'postgres', { worker: false });
  claimId = await routeClaim(room, await receive(room, TEXT), 'The river rose four metres on Sunday.');
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

const ask: Ask = (...request) => running.ask(room, ...request);
const count = async (table: string) =>
  Number((await database.admin.query(`select count(*) from ${table}`)).rows[0].count);

test('an unknown token, or none, is 401', async () => {
  expect(await running.call('cs_nobody', 'GET', '/api/v1/me')).toMatchObject({
    status: 401,
    body: { code: 'unauthenticated' },
  });
  expect((await running.call(null, 'GET', '/api/v1/claims')).headers.get('content-type')).toMatch(
    'application/problem+json',
  );
});

test('the token of somebody who was deactivated no longer works', async () => {
  const { body } = await ask('alma', 'POST', '/people', {
    name: 'Temp',
    roles: ['reviewer'],
    languages: ['en'],
  });
  const issued = await ask('alma', 'POST', `/people/${body.id}/tokens`, {
    role: 'reviewer',
    label: 'laptop',
  });
  expect((await running.call(issued.body.token, 'GET', '/api/v1/me')).status).toBe(200);
  expect((await ask('alma', 'POST', `/people/${body.id}/deactivate`, { reason: 'left' })).status).toBe(200);
  expect((await running.call(issued.body.token, 'GET', '/api/v1/me')).status).toBe(401);
});

test('not your role is 403; another workspace’s claim is 404, as one that is nowhere', async () => {
  expect(await ask('rana', 'POST', `/claims/${claimId}/route`, { deskId: room.deskId })).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  });
  const foreign = await running.ask(other, 'edda', 'GET', `/claims/${claimId}`);
  const nowhere = await running.ask(other, 'edda', 'GET', `/claims/${randomUUID()}`);
  expect(foreign.status).toBe(404);
  expect({ ...foreign.body, requestId: '' }).toEqual({ ...nowhere.body, requestId: '' });
  expect((await running.ask(other, 'edda', 'GET', '/claims')).body.items).toEqual([]);
});

test('a command in the wrong state is 409 and says the state', async () => {
  expect(await ask('edda', 'POST', `/claims/${claimId}/accept`, { priority: 1 })).toMatchObject({
    status: 409,
    body: { code: 'wrong-status', current: 'in-review' },
  });
});

test('an edit from an old edition is 412 with the current one, and without If-Match 428', async () => {
  const draft = { slug: 'editions', title: 'T', summary: 'S', claimIds: [claimId] };
  const { id } = (await ask('pia', 'POST', '/reports', draft)).body;
  const edit = { title: 'U', summary: 'S', claimIds: [claimId] };
  expect((await ask('pia', 'PUT', `/reports/${id}`, edit)).status).toBe(428);
  const tag = (await ask('pia', 'GET', `/reports/${id}`)).headers.get('etag') ?? '';
  expect((await ask('pia', 'PUT', `/reports/${id}`, edit, { 'if-match': tag })).status).toBe(200);
  expect(await ask('pia', 'PUT', `/reports/${id}`, edit, { 'if-match': tag })).toMatchObject({
    status: 412,
    body: { code: 'stale-edition', current: '2' },
  });
});

test('a malformed body is 400 with the field named', async () => {
  expect(await ask('edda', 'POST', `/claims/${claimId}/accept`, { priority: 'high' })).toMatchObject({
    status: 400,
    body: { code: 'malformed', errors: [{ path: 'priority' }] },
  });
  expect((await ask('edda', 'POST', `/claims/${claimId}/accept`, '{"priority":')).status).toBe(400);
  const twice = { slug: 'twice', title: 'T', summary: 'S', claimIds: [claimId, claimId] };
  expect(await ask('pia', 'POST', '/reports', twice)).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'claimIds', message: 'names a claim twice: a report says each once' }] },
  });
  const nul = { title: 'a\u0000b', publisher: 'P', text: TEXT };
  expect(await ask('edda', 'POST', '/documents', nul)).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'title' }] },
  });
  expect((await ask('edda', 'GET', '/claims?limit=100000')).status).toBe(400);
  expect((await ask('edda', 'GET', '/claims?cursor=abc')).status).toBe(404);
});

test('an oversized body is 413', async () => {
  const document = { title: 'Big', publisher: 'P', text: 'x'.repeat(2_100_000) };
  expect(await ask('edda', 'POST', '/documents', document)).toMatchObject({
    status: 413,
    body: { code: 'too-large' },
  });
});

test('a document in no readable encoding is refused, and nothing of it is stored', async () => {
  const before = [await count('app.documents'), await count('audit.entry')];
  const bytesBase64 = Buffer.from([0xff, 0x00, 0xc3, 0x28, 0x00, 0x01]).toString('base64');
  const answer = await ask('edda', 'POST', '/documents', { title: 'Noise', publisher: 'P', bytesBase64 });
  expect(answer).toMatchObject({ status: 422, body: { code: 'unreadable-document' } });
  expect([await count('app.documents'), await count('audit.entry')]).toEqual(before);
});

test('a text of mixed encodings says how much of it could not be read', async () => {
  const bytes = Buffer.concat([
    Buffer.from('The café of Zoë was flooded on Monday, caf'),
    Buffer.from([0xe9]),
  ]);
  const document = { title: 'Mixed', publisher: 'P', bytesBase64: bytes.toString('base64') };
  const { body } = await ask('edda', 'POST', '/documents', document);
  const [version] = (await ask('edda', 'GET', `/documents/${body.id}`)).body.versions;
  expect(version.warnings).toMatchObject([
    { code: 'unreadable-characters', sentence: expect.stringContaining('One character') },
  ]);
});

test('a text of more lines than are looked at is refused before it is', async () => {
  const text = 'ab\n'.repeat(60_000);
  const answer = await ask('edda', 'POST', '/documents', { title: 'Lines', publisher: 'P', text });
  expect(answer).toMatchObject({ status: 413, body: { code: 'too-large' } });
  expect(answer.body.detail).toContain('50,000 lines');
});

test('the same bytes again are 409 with the document that has them', async () => {
  const document = { title: 'Once', publisher: 'P', text: 'The council met on 3 March.' };
  const first = await ask('edda', 'POST', '/documents', document);
  expect(await ask('edda', 'POST', '/documents', document)).toMatchObject({
    status: 409,
    body: { code: 'already-exists', current: first.body.id },
  });
});

test('a verdict without rationale or evidence is 422 and says what is missing', async () => {
  await ask('rana', 'POST', `/desks/${room.deskId}/take-next`);
  const [mine] = (await ask('rana', 'GET', '/assignments')).body.items;
  const send = (verdict: object) =>
    ask('rana', 'POST', `/assignments/${mine.id}/verdict`, { fence: mine.fence, ...verdict });
  const missing = await send({ rating: 'unverified', rationale: '', evidence: [] });
  expect(missing).toMatchObject({
    status: 422,
    body: { code: 'verdict-policy-unmet', unmet: [{ requirement: 'rationale' }, { requirement: 'search' }] },
  });
  const elsewhere = { versionId: randomUUID(), start: 0, end: 5, exact: 'water', prefix: '', suffix: '' };
  const pinned = { kind: 'passage', stance: 'supports', passage: elsewhere };
  expect(await send({ rating: 'verified', rationale: 'Because.', evidence: [pinned] })).toMatchObject({
    status: 422,
    body: { code: 'passage-not-found' },
  });
  const stale = await ask('rana', 'POST', `/assignments/${mine.id}/return`, { fence: 99, reason: 'late' });
  expect(stale).toMatchObject({ status: 409, body: { code: 'stale-lease', current: 'held' } });
});

test('the actor never comes from a body', async () => {
  const mine = {
    reviewerId: room.people.remy,
    actor: { personId: room.people.edda, role: 'editor' },
    role: 'editor',
  };
  expect(await ask('rosa', 'POST', `/claims/${claimId}/assignments`, mine)).toMatchObject({ status: 403 });
});

test('the same Idempotency-Key gives the same answer once', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const origin = { kind: 'leak', title: 'A leak' };
  const desk = { slug: `d-${randomUUID()}`, name: 'D', topic: 't', languages: ['en'] };
  const first = await ask('edda', 'POST', '/desks', desk, key);
  expect(first.status).toBe(201);
  expect((await ask('edda', 'POST', '/desks', desk, key)).body).toEqual(first.body);
  expect((await ask('edda', 'POST', '/workspace/origins', origin, key)).status).toBe(422);
  const register = () =>
    ask('edda', 'POST', '/workspace/origins', origin, { 'idempotency-key': `${key['idempotency-key']}-2` });
  const registered = await register();
  expect(registered).toMatchObject({ status: 201, body: { originId: expect.any(String) } });
  expect((await register()).body).toEqual(registered.body);
});

test('a sealed verdict changes nothing that another reviewer can read', async () => {
  const document = await receive(room, `${TEXT} Once more.`);
  const sealedId = await routeClaim(room, document, 'Once more.');
  const read = async () => {
    const claim = await ask('remy', 'GET', `/claims/${sealedId}`);
    const history = await ask('remy', 'GET', `/claims/${sealedId}/history`);
    return JSON.stringify([
      claim.body,
      claim.headers.get('etag'),
      history.body.items.filter((e: { type: string }) => e.type !== 'slot-assigned'),
    ]);
  };
  const assigned = {
    type: 'assign-slot' as const,
    claimId: sealedId,
    assignmentId: randomUUID(),
    reviewerId: room.people.rosa,
  };
  await room.run(room.as('rosa'), assigned);
  const before = await read();
  const verdict = { rating: 'unverified' as const, rationale: 'Secret.', evidence: [searched] };
  await room.run(room.as('rosa'), {
    type: 'record-verdict',
    claimId: sealedId,
    assignmentId: assigned.assignmentId,
    fence: 1,
    ...verdict,
  });
  expect(await read()).toBe(before);
  await judge(room, sealedId, 'rana', 'unverified');
  expect(await read()).toContain('Secret.');
});
