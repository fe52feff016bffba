/** With a language model set up: it may add claims, which stand in the text; what it was sent and said is kept. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Answer, type Running } from '../support/running.ts';

const PATIENCE = 60_000;
const TEXT = `The council of Harwick paid 3 million pounds for repairs to the weir in 2025, its treasurer Ada Flint said on Monday.
I feel that the evening was lovely and that the hall looked grand when all the lamps were lit.`;

let database: TestDatabase;
let room: Newsroom;
let running: Running;
let model: Server;
let answer: (sentences: { n: number; text: string }[]) => unknown;
const asked: { authorization: string | undefined; body: Answer['body'] }[] = [];

beforeAll(async () => {
  model = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const parsed = JSON.parse(body);
      asked.push({ authorization: request.headers.authorization, body: parsed });
      const { sentences } = JSON.parse(parsed.messages[1].content);
      const content = JSON.stringify(answer(sentences));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));
    });
  });
  await new Promise<void>((ready) => model.listen(0, '127.0.0.1', ready));
  const { port } = model.address() as AddressInfo; // it listens on a port, not on a pipe
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  const settings = { MODEL_URL: `http://127.0.0.1:${port}/v1`, MODEL_NAME: 'tiny', MODEL_API_KEY: 'key' };
  running = await startAll(database, 'postgres', { settings });
}, PATIENCE);
afterAll(async () => {
  await running.stop();
  await database.drop();
  model.closeAllConnections();
  model.close();
});

async function claimsOf(title: string, text: string) {
  const call = (method: string, path: string, body?: unknown) =>
    running.ask(room, 'edda', method, path, body);
  const { body } = await call('POST', '/documents', {
    title,
    publisher: 'P',
    publishedAt: '2026-03-04',
    text,
  });
  const read = async () => (await call('GET', `/documents/${body.id}`)).body.versions[0].claimsFound;
  await eventually(async () => (await read()) !== null, true, { withinMs: PATIENCE });
  const { items } = (await call('GET', `/claims?documentId=${body.id}`)).body;
  return items.map(({ occurrences }: Answer['body']) => occurrences[0].passage.exact);
}
const runs = async () => (await database.admin.query('select run from app.model_runs order by made_at')).rows;

test('what stands in the text is a claim, what does not is rejected with its reason, and all of it is kept', async () => {
  answer = ([first]) => ({
    claims: [
      { sentence: first?.n, quote: 'the hall looked grand', normalised: 'The hall looked grand.' },
      { sentence: first?.n, quote: 'five people were hurt', normalised: 'Five people were hurt.' },
    ],
  });
  const found = await claimsOf('One', TEXT);
  expect(found).toContain('the hall looked grand');
  expect(found.join(' ')).not.toContain('five people');
  expect(asked[0]).toMatchObject({ authorization: 'Bearer key', body: { model: 'tiny', temperature: 0 } });
  const [{ run }] = await runs();
  expect(run).toMatchObject({
    model: 'tiny',
    accepted: 1,
    rejected: [{ why: 'not-verbatim' }],
    received: expect.stringContaining('five people'),
  });
  expect(JSON.stringify(run)).not.toContain('Bearer');
});

test('its figures are kept with the run, as proposals; those of the claim are read here', async () => {
  const quote = 'the lamps of hall B12 look grand in 2019';
  const figures = ['2019', 'hall B12', 'nine'];
  answer = (sentences) => ({
    claims: sentences.flatMap(({ n, text }) =>
      text.includes(quote) ? [{ sentence: n, quote, normalised: quote, figures }] : [],
    ),
  });
  await claimsOf('Figures', `${TEXT} Did ${quote}?`);
  expect((await runs()).at(-1)?.run).toMatchObject({
    accepted: 1,
    figures: [
      { text: '2019', isRead: true },
      { text: 'hall B12', isRead: false },
    ],
    figuresRejected: ['nine'],
  });
});

test('what was sent and received is read over the API, page by page, by whoever may read the document', async () => {
  answer = ([first]) => ({
    claims: [{ sentence: first?.n, quote: 'five people were hurt', normalised: 'Five people were hurt.' }],
  });
  const letters = 'abcdefgh';
  const lamps = Array.from(letters).flatMap((one) => Array.from(letters, (other) => `k${one}l${other}`));
  const many = lamps.map((lamp) => `I feel that the ${lamp} lamp was lovely when it was lit.`);
  await claimsOf('Runs', `${TEXT} ${many.join(' ')}`);
  const get = (path: string) => running.ask(room, 'ruth', 'GET', path);
  const { items } = (await get('/documents')).body;
  const { id } = items.find(({ title }: Answer['body']) => title === 'Runs');
  const first = await get(`/documents/${id}/model-runs?limit=1`);
  expect(first).toMatchObject({
    status: 200,
    body: {
      items: [
        {
          run: {
            model: 'tiny',
            sent: [{ role: 'system' }, { role: 'user', content: expect.stringContaining('the kala lamp') }],
            received: expect.stringContaining('five people'),
            error: null,
            accepted: 0,
            rejected: [{ why: 'not-verbatim' }],
          },
        },
      ],
    },
  });
  const rest = await get(`/documents/${id}/model-runs?limit=1&cursor=${first.body.next}`);
  expect(rest.body).toMatchObject({ items: [{ run: { model: 'tiny' } }], next: null });
  expect(JSON.stringify(rest.body)).toContain('the khlh lamp');
  expect(JSON.stringify([first.body, rest.body])).not.toContain('Bearer');
  expect(await get(`/documents/${room.deskId}/model-runs`)).toMatchObject({ status: 404 });
});

test.each([
  ['half a character', '\ud83d'],
  ['a zero', '\0'],
])('%s in what a model answers costs no claim', async (name, character) => {
  const quote = `the hall ${character} looked grand`;
  answer = () => ({ claims: [{ sentence: 0, quote, normalised: quote, figures: [character] }] });
  expect((await claimsOf(name, `${TEXT} ${name}.`)).join(' ')).toContain('paid 3 million pounds');
  expect((await runs()).at(-1)?.run).toMatchObject({ error: null });
});

test.each([
  ['nonsense', () => 'claims: none'],
  ['another shape', () => ({ claims: [{ quote: 3 }] })],
  ['nothing', () => null],
])('a model that answers %s adds nothing and stops nothing', async (name, what) => {
  answer = what;
  const found = await claimsOf(name, `${TEXT} ${name}.`);
  expect(found.join(' ')).toContain('paid 3 million pounds');
});
