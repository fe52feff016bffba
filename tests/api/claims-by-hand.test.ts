/** Claims that a person found, over HTTP: in texts of any language, word for word where they stand. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Running } from '../support/running.ts';

const PATIENCE = 60_000;
const ARABIC = '\u{1F30A} قال المجلس إن النهر ارتفع أربعة أمتار.\nقال المجلس إن الجسر أغلق.';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  running = await startAll(database, 'postgres');
}, PATIENCE);
afterAll(async () => {
  await running.stop();
  await database.drop();
});

const post = (path: string, body: object, name: 'edda' | 'rana' = 'edda') =>
  running.ask(room, name, 'POST', path, body);
const get = async (path: string) => (await running.ask(room, 'edda', 'GET', path)).body;

/** Gives its id, once it was read. */
async function handIn(text: string): Promise<string> {
  const { id } = (await post('/documents', { title: 'The river', publisher: 'The Gauge', text })).body;
  await eventually(async () => (await get(`/documents/${id}`)).versions[0].claimsFound !== null, true, {
    withinMs: PATIENCE,
  });
  return id;
}

test('a claim in a language that is not read is proposed by hand, accepted and routed like any other', async () => {
  const documentId = await handIn(ARABIC);
  const { versions } = await get(`/documents/${documentId}`);
  expect(versions[0]).toMatchObject({ claimsFound: 0, notExtracted: { code: 'language-not-supported' } });
  const exact = 'النهر ارتفع أربعة أمتار';
  const found = { documentId, exact, text: 'ارتفع النهر أربعة أمتار.', speaker: 'المجلس' };
  const proposed = await post('/claims', found);
  expect(proposed).toMatchObject({ status: 201, body: { subject: 'claim', edition: 1 } });
  const { id } = proposed.body;
  expect(await get(`/claims/${id}`)).toMatchObject({
    status: 'proposed',
    text: 'ارتفع النهر أربعة أمتار.',
    language: 'ar',
    score: 1000,
    features: [{ code: 'by-hand', contribution: 1000 }],
    occurrences: [
      { documentId, speaker: 'المجلس', attribution: null, figures: [], passage: { exact, start: 16 } },
    ],
  });
  expect((await post(`/claims/${id}/accept`, {})).status).toBe(200);
  expect((await post(`/claims/${id}/route`, { deskId: room.deskId })).status).toBe(200);
  expect((await checkLog(database.db, room.workspaceId)).problems).toEqual([]);
});

test('what is said twice is pinned where it begins; its figures come with it', async () => {
  const line = 'The river rose 4.2 metres on Sunday.';
  const documentId = await handIn(`${line} Nobody was hurt. ${line}`);
  const second = line.length + ' Nobody was hurt. '.length;
  const claims = await Promise.all(
    [{}, { start: second }].map(async (where) => {
      const { body } = await post('/claims', { documentId, exact: line, ...where });
      return (await get(`/claims/${body.id}`)).occurrences[0];
    }),
  );
  expect(claims.map(({ passage }) => passage.start)).toEqual([0, second]);
  for (const { figures } of claims)
    expect(figures).toEqual(expect.arrayContaining([expect.objectContaining({ min: 4.2, unit: 'metre' })]));
});

test('what the document does not say there is no claim of it, nor what a reviewer proposes', async () => {
  const documentId = await handIn('The bridge was shut on Monday.');
  const refused = (body: object, name?: 'rana') => post('/claims', { documentId, ...body }, name);
  expect(await refused({ exact: 'The bridge was open' })).toMatchObject({
    status: 422,
    body: { code: 'passage-not-found', detail: expect.stringContaining('copy the passage') },
  });
  expect(await refused({ exact: 'The bridge', start: 4 })).toMatchObject({
    body: { code: 'passage-not-found' },
  });
  expect((await refused({ exact: 'The bridge was shut' }, 'rana')).status).toBe(403);
  expect((await refused({ exact: ' ' })).status).toBe(400);
  expect((await post('/claims', { documentId: randomUUID(), exact: 'The bridge' })).status).toBe(404);
});
