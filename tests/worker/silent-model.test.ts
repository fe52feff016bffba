/** A language model that fails: what the local methods find is found all the same, within the job's time. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { extractClaims, labelText } from '#extraction';
import { proposeByModel } from '../../apps/worker/src/intake/model-proposals.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, receive, type Newsroom } from '../support/newsroom.ts';

let fixture: TestDatabase;
let room: Newsroom;
let model: Server;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db);
});
afterAll(() => fixture.drop());
afterEach(() => {
  model.closeAllConnections();
  model.close();
});

/** Questions make no claims, so that all of them are put to the model: three batches. */
const lampsOf = (hall: string) =>
  Array.from({ length: 130 }, (_, i) => `Did lamp ${i} of the ${hall} look lovely?`).join(' ');

async function askAbout(hall: string, answers: RequestListener, budgetMs: number) {
  const text = lampsOf(hall);
  let asked = 0;
  model = createServer((request, response) => {
    asked += 1;
    answers(request, response);
  });
  await new Promise<void>((ready) => model.listen(0, '127.0.0.1', ready));
  const { port } = model.address() as AddressInfo; // it listens on a port, not on a pipe
  const { versionId } = await receive(room, text);
  const about = { title: 'T', publisher: 'P', publishedAt: '2026-03-04', language: 'en' };
  const extraction = extractClaims({ text, regions: labelText(text), ...about });
  const settings = { url: `http://127.0.0.1:${port}/v1`, name: 'tiny', apiKey: null };
  const actor = room.as('edda');
  const claims = await proposeByModel(fixture.db, settings, actor, versionId, { text }, extraction, budgetMs);
  const select = 'select run from app.model_runs where version_id = $1 order by made_at';
  const { rows } = await fixture.admin.query(select, [versionId]);
  return { asked, claims, runs: rows.map(({ run }) => run) };
}

test('one that is silent has one time for all that it is asked, and is asked no more', async () => {
  const { asked, claims, runs } = await askAbout('mill', () => undefined, 300);
  expect([asked, claims]).toEqual([1, []]);
  expect(runs).toMatchObject([
    { error: 'the model did not answer in time', accepted: 0, sentencesNotAsked: 70 },
  ]);
});

test('one that fails is asked no more, and the run says so', async () => {
  const { asked, runs } = await askAbout(
    'school',
    (_, response) => response.writeHead(500).end('{}'),
    60_000,
  );
  expect(asked).toBe(1);
  expect(runs).toMatchObject([{ error: 'the model answered 500', received: '{}', sentencesNotAsked: 70 }]);
});

test('one that answers is asked about all sentences', async () => {
  const content = JSON.stringify({ claims: [] });
  const answer = JSON.stringify({ choices: [{ message: { content } }] });
  const { asked, runs } = await askAbout('library', (_, response) => response.end(answer), 60_000);
  expect(asked).toBe(3);
  expect(runs.map(({ error, sentencesNotAsked }) => [error, sentencesNotAsked])).toEqual(
    Array.from({ length: 3 }, () => [null, 0]),
  );
});
