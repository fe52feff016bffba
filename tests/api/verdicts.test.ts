/** Drafts, withdrawal, and findings about the authenticity of documents, over HTTP. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import {
  judge,
  openNewsroom,
  receive,
  routeClaim,
  searched,
  takeSlot,
  type Newsroom,
  type PersonName,
} from '../support/newsroom.ts';
import { startAll, type Ask, type Running } from '../support/running.ts';

const SENTENCE = 'The river rose four metres on Sunday.';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  running = await startAll(database, 'postgres', { worker: false });
}, 60_000);
afterAll(async () => {
  await running?.stop();
  await database?.drop();
});

const ask: Ask = (...request) => running.ask(room, ...request);

async function held(name: PersonName = 'rana') {
  const document = await receive(room, `${SENTENCE} (${randomUUID()})`);
  const claimId = await routeClaim(room, document, SENTENCE);
  const assignmentId = await takeSlot(room, claimId, name);
  return { document, claimId, assignmentId };
}

const DRAFT = { rating: null, rationale: 'The gauge', evidence: [] };
const JUDGEMENT = { rating: 'unverified', rationale: 'Nobody kept a record.', evidence: [searched] };
const save = (name: PersonName, id: string, edition: number, draft: object = DRAFT) =>
  ask(name, 'PUT', `/assignments/${id}/draft`, draft, { 'if-match': `"${edition}"` });

test('a draft is saved over the edition that was seen, and two windows do not overwrite each other', async () => {
  const { assignmentId } = await held();
  const draft = () => ask('rana', 'GET', `/assignments/${assignmentId}/draft`);
  expect((await draft()).body).toEqual({ edition: 0, content: null, savedAt: null });
  expect((await ask('rana', 'PUT', `/assignments/${assignmentId}/draft`, DRAFT)).status).toBe(428);
  const first = await save('rana', assignmentId, 0);
  expect(first).toMatchObject({ status: 200, body: { edition: 1, content: DRAFT } });
  expect(first.headers.get('etag')).toBe('"1"');
  const halfTyped = { ...DRAFT, evidence: [{ ...searched, where: '', searchedAt: null }] };
  expect(await save('rana', assignmentId, 1, halfTyped)).toMatchObject({ body: { edition: 2 } });
  for (const seen of [0, 1, 3])
    expect(await save('rana', assignmentId, seen)).toMatchObject({
      status: 412,
      body: { code: 'stale-edition', current: '2' },
    });
  expect((await draft()).body.content).toEqual(halfTyped);
  const { assignmentId: other } = await held();
  expect((await save('rana', other, 7)).status).toBe(412);
});

test('many windows that save at once: one edition each, and every other is refused', async () => {
  const { assignmentId } = await held();
  const answers = await Promise.all(Array.from({ length: 8 }, () => save('rana', assignmentId, 0)));
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([
    200,
    ...Array<number>(7).fill(412),
  ]);
});

test('nobody but its author reads or writes a draft, and it is kept when the slot is lost', async () => {
  const { assignmentId } = await held();
  await save('rana', assignmentId, 0);
  for (const name of ['remy', 'edda', 'adil', 'pia', 'alma'] as const) {
    expect((await ask(name, 'GET', `/assignments/${assignmentId}/draft`)).status).toBe(404);
    expect((await save(name, assignmentId, 1)).status).toBe(404);
  }
  const taken = await ask('edda', 'POST', `/assignments/${assignmentId}/return`, { reason: 'On leave.' });
  expect(taken.status).toBe(200);
  expect((await ask('rana', 'GET', `/assignments/${assignmentId}/draft`)).body.content).toEqual(DRAFT);
  expect((await save('rana', assignmentId, 1)).status).toBe(200);
});

test('a draft that is too large, or no draft, is refused and leaves the one before', async () => {
  const { assignmentId } = await held();
  await save('rana', assignmentId, 0);
  const search = { ...searched, result: '' };
  const evidence = Array.from({ length: 101 }, () => search);
  for (const draft of [
    { ...DRAFT, evidence },
    { ...DRAFT, rationale: 'x'.repeat(20_001) },
    { ...DRAFT, rating: 'true' },
    {},
  ])
    expect((await save('rana', assignmentId, 1, draft)).status).toBe(400);
  expect((await ask('rana', 'GET', `/assignments/${assignmentId}/draft`)).body.edition).toBe(1);
});

test('a verdict is withdrawn and sent anew under the new number; the log explains both', async () => {
  const { claimId, assignmentId } = await held();
  const mine = async () => (await ask('rana', 'GET', `/assignments/${assignmentId}`)).body;
  const post = (what: string, body: object) =>
    ask('rana', 'POST', `/assignments/${assignmentId}/${what}`, body);
  expect((await post('verdict', { fence: 1, ...JUDGEMENT })).status).toBe(201);
  expect(await mine()).toMatchObject({ status: 'submitted', may: ['withdraw-verdict'] });
  expect((await post('withdraw', { fence: 1 })).status).toBe(200);
  expect(await mine()).toMatchObject({ status: 'held', fence: 2, verdict: null });
  expect(await post('verdict', { fence: 1, ...JUDGEMENT })).toMatchObject({
    status: 409,
    body: { code: 'stale-lease' },
  });
  expect((await post('verdict', { fence: 2, ...JUDGEMENT, evidence: [searched, searched] })).status).toBe(
    201,
  );
  await judge(room, claimId, 'remy', 'unverified');
  expect(await post('withdraw', { fence: 2 })).toMatchObject({ status: 409, body: { code: 'wrong-status' } });
  const { body } = await ask('ruth', 'GET', `/claims/${claimId}/history`);
  expect(body.items.map(({ type }: { type: string }) => type).slice(-5)).toEqual([
    'verdict-withdrawn',
    'verdict-recorded',
    'slot-assigned',
    'verdict-recorded',
    'claim-decided',
  ]);
  expect((await checkLog(database.db, room.workspaceId)).problems).toEqual([]);
});

test('a verdict that is withdrawn is its author’s draft again, in the place of what they had saved before', async () => {
  for (const saved of [0, 1]) {
    const { assignmentId } = await held();
    const draft = async () => (await ask('rana', 'GET', `/assignments/${assignmentId}/draft`)).body;
    if (saved) await save('rana', assignmentId, 0);
    const send = (what: string, body: object) =>
      ask('rana', 'POST', `/assignments/${assignmentId}/${what}`, body);
    expect((await send('verdict', { fence: 1, ...JUDGEMENT })).status).toBe(201);
    expect((await send('withdraw', { fence: 1 })).status).toBe(200);
    expect(await draft()).toMatchObject({ edition: saved + 1, content: JUDGEMENT });
    const { content } = await draft();
    expect((await save('rana', assignmentId, saved + 1, content)).status).toBe(200);
  }
});

test('what an author wrote after sending is kept when they withdraw', async () => {
  const { assignmentId } = await held();
  const send = (what: string, body: object) =>
    ask('rana', 'POST', `/assignments/${assignmentId}/${what}`, body);
  expect((await send('verdict', { fence: 1, ...JUDGEMENT })).status).toBe(201);
  expect((await save('rana', assignmentId, 0)).status).toBe(200);
  expect((await send('withdraw', { fence: 1 })).status).toBe(200);
  expect((await ask('rana', 'GET', `/assignments/${assignmentId}/draft`)).body).toMatchObject({
    edition: 1,
    content: DRAFT,
  });
});

test('a reply that was asked for is evidence; only an answer has a time, and only an answer denies', async () => {
  const { assignmentId, document } = await held();
  const reply = {
    kind: 'reply',
    whom: 'The water board',
    askedAt: '2026-03-02T09:00:00.000Z',
    way: 'by e-mail',
  };
  const support = { kind: 'passage', passage: document.passage('rose four metres'), stance: 'supports' };
  const send = (more: object) =>
    ask('rana', 'POST', `/assignments/${assignmentId}/verdict`, {
      fence: 1,
      rating: 'disputed',
      rationale: 'They deny it.',
      evidence: [support, { ...reply, ...more }],
    });
  expect((await send({ denial: true })).status).toBe(400);
  expect((await send({ answer: 'No.' })).status).toBe(400);
  const answered = { answer: 'It did not.', answeredAt: '2026-03-03T09:00:00.000Z', denial: true };
  // The desk's rubric is the first, for which only a pinned denial counts.
  expect(await send(answered)).toMatchObject({ status: 422, body: { code: 'verdict-policy-unmet' } });
  await room.run(room.as('edda'), {
    type: 'override-policy',
    claimId: (await ask('rana', 'GET', `/assignments/${assignmentId}`)).body.claimId,
    requirement: 'undermining-from-another-origin',
    reason: 'They answered in writing.',
  });
  expect((await send(answered)).status).toBe(201);
  const { verdict } = (await ask('rana', 'GET', `/assignments/${assignmentId}`)).body;
  expect(verdict.evidence[1]).toEqual({ ...reply, ...answered });
});

const EXAMINATION = {
  result: 'authentic',
  primarySource: true,
  method: 'The signature was compared with the registry’s copy.',
  examiner: 'The document laboratory',
  limits: 'Only the first page was examined.',
};

test('a finding says whether a document is genuine, beside every claim it makes, until it is withdrawn', async () => {
  const { document, claimId, assignmentId } = await held();
  const { documentId, versionId } = document;
  const record = (name: PersonName, body: object) =>
    ask(name, 'POST', `/documents/${documentId}/findings`, body);
  const finding = { versionId, ...EXAMINATION };
  expect((await record('rana', finding)).status).toBe(403);
  expect((await record('edda', { ...finding, limits: ' ' })).status).toBe(400);
  expect((await record('edda', { ...finding, versionId: randomUUID() })).status).toBe(404);
  const misquoted = { ...document.passage('rose four metres'), exact: 'rose five metres' };
  const evidence = [{ kind: 'passage', passage: misquoted, stance: 'context' }];
  expect(await record('edda', { ...finding, evidence })).toMatchObject({
    body: { code: 'passage-not-found' },
  });
  const tomorrow = { ...searched, searchedAt: new Date(Date.now() + 86_400_000).toISOString() };
  expect(await record('edda', { ...finding, evidence: [tomorrow] })).toMatchObject({
    status: 422,
    body: { code: 'in-the-future' },
  });
  const recorded = await record('edda', finding);
  expect(recorded).toMatchObject({ status: 201, body: { subject: 'finding', edition: 1 } });
  for (const path of [`/claims/${claimId}`, `/assignments/${assignmentId}`])
    expect((await ask('rana', 'GET', path)).body.findings).toMatchObject([EXAMINATION]);

  const { id } = recorded.body;
  const reason = { reason: 'The copy was the wrong one.' };
  expect((await ask('edda', 'POST', `/findings/${id}/withdraw`, reason)).status).toBe(200);
  expect((await ask('edda', 'POST', `/findings/${id}/withdraw`, reason)).status).toBe(409);
  expect((await ask('rana', 'GET', `/claims/${claimId}`)).body.findings).toEqual([]);
  const all = await ask('rana', 'GET', `/documents/${documentId}/findings`);
  expect(all.body.items).toMatchObject([{ ...EXAMINATION, withdrawnFor: reason.reason, edition: 2 }]);
  expect((await checkLog(database.db, room.workspaceId)).problems).toEqual([]);
});
