/** What the machine proposes about claims and documents, and what people make of it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Answer, type Ask, type Running } from '../support/running.ts';

const PATIENCE = 60_000;
const LEDGER = `Leaked audit shows Harwick council lost 4 million pounds
The council of Harwick lost 4 million pounds on its harbour bonds in 2024, according to an audit obtained by the Harwick Ledger.
The audit, which runs to 212 pages, was written by the firm Marsh and Pole in March 2025.
Treasurer Ada Flint told the Ledger on Tuesday that the losses had been reported to the government.
Some 140 workers were dismissed at the harbour after the losses became known, the union said.
The council had bought the bonds from three banks between May 2021 and June 2022.`;
const REPOST = LEDGER.replace(
  'Leaked audit shows Harwick council lost 4 million pounds',
  'Harwick audit leaked',
);
const COURIER = `Harwick harbour losses put at 6 million
The council of Harwick lost 6 million pounds on its harbour bonds in 2024, the opposition leader Tom Reed said on Wednesday.
An audit obtained by the Harwick Ledger describes how the bonds were bought from three banks.
Some 140 workers were dismissed at the harbour, the union said.`;

let database: TestDatabase;
let room: Newsroom;
let running: Running;
let ledger: string;
let repost: string;
let courier: string;

const ask: Ask = (...request) => running.ask(room, ...request);
const get = async (path: string) => (await ask('edda', 'GET', path)).body;

async function receive(publisher: string, publishedAt: string, text: string): Promise<string> {
  const { body } = await ask('edda', 'POST', '/documents', {
    title: publisher,
    publisher,
    publishedAt,
    text,
  });
  await eventually(async () => (await get(`/documents/${body.id}`)).versions[0].proposals !== null, true, {
    withinMs: PATIENCE,
  });
  return body.id;
}

beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  running = await startAll(database, 'postgres');
  ledger = await receive('Harwick Ledger', '2025-04-02', LEDGER);
  repost = await receive('Coast Daily', '2025-04-03', REPOST);
  courier = await receive('The Courier', '2025-04-03', COURIER);
}, 2 * PATIENCE);
afterAll(async () => {
  await running.stop();
  await database.drop();
});

const dependenceOf = async (kind: string, ...documents: string[]) =>
  (await get('/dependences?limit=200')).items.find(
    (one: Answer['body']) =>
      one.kind === kind && documents.includes(one.documentId) && documents.includes(one.otherDocumentId),
  );
const claimIn = async (documentId: string, words: string) =>
  (await get(`/claims?documentId=${documentId}&limit=200`)).items.find((claim: Answer['body']) =>
    claim.occurrences.some(
      (one: Answer['body']) => one.documentId === documentId && one.passage.exact.includes(words),
    ),
  );

test('a repost is proposed as a copy, with the passages that both share', async () => {
  const copy = await dependenceOf('copy', ledger, repost);
  expect(copy).toMatchObject({
    status: 'proposed',
    why: expect.stringMatching(/Coast Daily.*Harwick Ledger/),
  });
  const versions = [ledger, repost].map(async (id) => (await get(`/documents/${id}`)).versions[0]);
  for (const { id, characters } of await Promise.all(versions)) {
    const spans = copy.passages.filter(({ versionId }: Answer['body']) => versionId === id);
    expect(spans.length).toBeGreaterThan(0);
    for (const { start, end } of spans) expect([start < end, end <= characters]).toEqual([true, true]);
  }
});

test('documents that rest on the same leak are proposed as such though their words differ', async () => {
  expect(await dependenceOf('shared-upstream', ledger, courier)).toMatchObject({
    status: 'proposed',
    why: expect.stringMatching(/audit|Ledger/),
  });
});

test('what is proposed counts as shared until a person decides; the origin they name is then that of both', async () => {
  const claim = await claimIn(repost, '4 million');
  const twin = await claimIn(ledger, '4 million');
  const before = await get(`/claims/${claim.id}/origins`);
  // One claim in two documents, by a sure match: both are its sources, and count as one.
  expect(before).toMatchObject({
    independentOrigins: 1,
    sources: [
      { documentId: repost, originIds: [], claimIds: [claim.id] },
      { documentId: ledger, originIds: [], claimIds: expect.arrayContaining([twin.id]) },
    ],
    neighbours: [{ documentId: courier }],
  });
  expect(before.sources[0].suspectedIds.length).toBeGreaterThan(0);
  const alone = await claimIn(courier, '6 million');
  expect(await get(`/claims/${alone.id}/origins`)).toMatchObject({
    independentOrigins: 1,
    sources: [{ documentId: courier, originIds: [], claimIds: [alone.id] }],
  });

  const registered = await ask('edda', 'POST', '/workspace/origins', { kind: 'leak', title: 'The audit' });
  const { originId } = registered.body;
  const copy = await dependenceOf('copy', ledger, repost);
  expect(
    await ask('rana', 'POST', `/dependences/${copy.id}/confirm`, { originId, reason: 'x' }),
  ).toMatchObject({
    status: 403,
  });
  const unknown = { originId: copy.id, reason: 'Word for word.' };
  expect(await ask('edda', 'POST', `/dependences/${copy.id}/confirm`, unknown)).toMatchObject({
    status: 404,
  });
  const confirm = { originId, reason: 'Word for word.' };
  expect(await ask('edda', 'POST', `/dependences/${copy.id}/confirm`, confirm)).toMatchObject({
    status: 200,
    body: { subject: 'dependence', status: 'confirmed' },
  });
  for (const id of [ledger, repost]) expect((await get(`/documents/${id}`)).originIds).toEqual([originId]);
  expect(await ask('edda', 'POST', `/dependences/${copy.id}/reject`, { reason: 'No.' })).toMatchObject({
    status: 409,
    body: { code: 'wrong-status', current: 'confirmed' },
  });
  const after = await get(`/claims/${twin.id}/origins`);
  expect(after.origins).toEqual([{ id: originId, kind: 'leak', title: 'The audit' }]);

  const named = { publicTitle: 'Minutes of the board' };
  const { headers } = await ask('edda', 'GET', '/workspace');
  const tag = { 'if-match': headers.get('etag') ?? '' };
  const name = (who: 'rana' | 'edda') =>
    ask(who, 'PUT', `/workspace/origins/${originId}/public-title`, named, tag);
  expect(await name('rana')).toMatchObject({ status: 403 });
  expect(await name('edda')).toMatchObject({ status: 200, body: { subject: 'workspace' } });
  expect((await get('/workspace')).origins).toContainEqual(
    expect.objectContaining({ id: originId, title: 'The audit', ...named }),
  );
});

test('the same claim in two documents is one cluster until a person says that it is not', async () => {
  const [one, other] = [await claimIn(ledger, '4 million'), await claimIn(repost, '4 million')];
  expect(one.id).not.toBe(other.id);
  expect(one.clusterId).toBe(other.clusterId);
  const match = (await get('/matches?limit=200')).items.find((each: Answer['body']) =>
    [each.claimId, each.otherClaimId].every((id) => [one.id, other.id].includes(id)),
  );
  expect(match).toMatchObject({ strength: 'merge', status: 'proposed' });
  expect(match.reasons.length).toBeGreaterThan(0);
  expect(await ask('edda', 'POST', `/matches/${match.id}/reject`, { reason: 'Two losses.' })).toMatchObject({
    status: 200,
  });
  expect((await claimIn(ledger, '4 million')).clusterId).not.toBe(
    (await claimIn(repost, '4 million')).clusterId,
  );
  await ask('edda', 'POST', `/matches/${match.id}/confirm`, { reason: 'One loss after all.' });
  expect((await claimIn(ledger, '4 million')).clusterId).toBe((await claimIn(repost, '4 million')).clusterId);
});

test('figures that differ stand side by side, with who gives them', async () => {
  const { figures } = await get('/figure-sheets');
  const losses = figures.find(({ rows }: Answer['body']) =>
    [4_000_000, 6_000_000].every((value) => rows.some(({ min }: Answer['body']) => min === value)),
  );
  expect(losses.relation).toMatch(/^(differ|contradict)$/);
  const workers = figures.find(({ rows }: Answer['body']) =>
    rows.some(({ min }: Answer['body']) => min === 140),
  );
  expect(workers?.relation ?? 'same').toBe('same');
});

test('everything that was proposed and decided is in the log', async () => {
  await eventually(async () => (await checkLog(database.db, room.workspaceId)).pending, 0);
  expect((await checkLog(database.db, room.workspaceId)).problems).toEqual([]);
});
