/** Files and addresses handed in over HTTP, with a worker behind: each becomes a document, or a refusal with a reason. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Answer, type Running } from '../support/running.ts';

const PATIENCE = 60_000;
const PAGE = (more = '') => `<!doctype html><html lang="en"><head><title>Weir repairs | The Gauge</title>
  <meta property="article:published_time" content="2026-03-04T08:00:00Z"><meta property="og:site_name" content="The Gauge">
  </head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Weir repairs cost 3 million pounds</h1>
  <p>The council of Harwick paid 3 million pounds for repairs to the weir in 2025, its treasurer Ada Flint said on Monday.</p>
  <p>The river had carried away 140 metres of the wall in the flood of December 2024, according to an engineers’ report.</p>
  <p>More than 40 families were brought to safety that night, the fire service reported. ${more}</p></article>
  <footer>Subscribe to our newsletter. © 2026 The Gauge</footer><script>alert(1)</script></body></html>`;

let database: TestDatabase;
let room: Newsroom;
let running: Running;
let site: Server;
let page = PAGE();
let siteUrl: string;

beforeAll(async () => {
  site = createServer((request, response) => {
    if (request.url === '/robots.txt') return void response.writeHead(404).end();
    if (request.url === '/loop') return void response.writeHead(302, { location: '/loop' }).end();
    if (request.url === '/closed') return void response.writeHead(401).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  });
  await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
  const { port } = site.address() as AddressInfo; // it listens on a port, not on a pipe
  siteUrl = `http://127.0.0.1:${port}`;
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  const settings = { FETCH_ALLOWED_ADDRESSES: ['127.0.0.1'], FETCH_PORTS: [80, port] };
  running = await startAll(database, 'postgres', { settings });
}, PATIENCE);
afterAll(async () => {
  await running.stop();
  await database.drop();
  site.closeAllConnections();
  site.close();
});

const get = (path: string): Promise<Answer> => running.ask(room, 'edda', 'GET', path);
const post = (path: string, body: unknown): Promise<Answer> => running.ask(room, 'edda', 'POST', path, body);

async function send(
  bytes: string | Uint8Array,
  name: string,
  fields: Record<string, string> = {},
  token = room.token('edda'),
): Promise<Answer> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new Blob([typeof bytes === 'string' ? bytes : Buffer.from(bytes)]), name);
  const response = await fetch(new URL('/api/v1/documents', running.address), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** The intake once nothing is left to do for it. */
async function ended(answer: Answer) {
  expect(answer.status).toBe(202);
  expect(answer.body).toMatchObject({ subject: 'intake', status: 'waiting' });
  let intake: Answer['body'];
  await eventually(
    async () => {
      intake = (await get(`/intakes/${answer.body.id}`)).body;
      return intake.status !== 'waiting';
    },
    true,
    { withinMs: PATIENCE },
  );
  return intake;
}

/** Its document once its claims are found and set beside others. */
async function documentOf(intake: Answer['body']) {
  const { documentId, versionId } = intake.result;
  const path = `/documents/${documentId}`;
  await eventually(
    async () => {
      const { versions } = (await get(path)).body;
      return versions.find(({ id }: { id: string }) => id === versionId).proposals !== null;
    },
    true,
    { withinMs: PATIENCE },
  );
  return (await get(path)).body;
}

test('an HTML file becomes a document with regions, figures and claims, each with its passage', async () => {
  const intake = await ended(await send(PAGE(), 'weir.html'));
  expect(intake).toMatchObject({ status: 'read', result: { known: false }, progress: { stage: 'read' } });
  const document = await documentOf(intake);
  expect(document).toMatchObject({ publisher: 'The Gauge', publishedAt: '2026-03-04', language: 'en' });
  expect(document.text).not.toContain('alert(1)');
  const characters = Array.from<string>(document.text);
  const labelOf = (words: string) =>
    document.regions.find(({ start, end }: { start: number; end: number }) =>
      characters.slice(start, end).join('').includes(words),
    ).label;
  expect(labelOf('carried away 140 metres')).toBe('body');
  expect(labelOf('newsletter')).toBe('boilerplate');
  expect(document.figures.map(({ text }: { text: string }) => text).join('; ')).toMatch(/140 metres/);

  const { items } = (await get(`/claims?documentId=${document.id}`)).body;
  expect(items.length).toBeGreaterThanOrEqual(3);
  for (const { occurrences } of items)
    for (const { passage } of occurrences)
      expect(characters.slice(passage.start, passage.end).join('')).toBe(passage.exact);
  const paid = items.find(({ occurrences }: Answer['body']) =>
    occurrences.some(({ passage }: Answer['body']) => passage.exact.includes('treasurer')),
  );
  expect(paid).toMatchObject({ clusterId: expect.any(String), claimType: 'numerical' });
  expect(paid.occurrences[0]).toMatchObject({ title: document.title, publisher: 'The Gauge' });
  const claim = (await get(`/claims/${paid.id}`)).body;
  expect(claim.features.length).toBeGreaterThan(0);
  const [said] = claim.occurrences;
  expect(said.attribution.chain[0]).toMatchObject({
    name: expect.stringContaining('Flint'),
    role: 'speaker',
  });
  expect(said.figures).toContainEqual(expect.objectContaining({ kind: 'money', min: 3_000_000 }));
});

test('the same bytes again are the version that is here already, reported as such', async () => {
  const first = await ended(await send(PAGE('Twice.'), 'one.html'));
  const second = await ended(await send(PAGE('Twice.'), 'two.html'));
  expect(second.result).toMatchObject({
    known: true,
    documentId: first.result.documentId,
    versionId: first.result.versionId,
  });
});

test('an address is fetched, kept with a record of the exchange, and a changed page is its next version', async () => {
  page = PAGE('One.');
  const url = `${siteUrl}/weir`;
  const first = await ended(await post('/documents', { url }));
  expect(first).toMatchObject({ status: 'read', result: { finalUrl: url, warcSha256: expect.any(String) } });
  const before = await documentOf(first);
  expect(before.address).toBe(url);

  page = PAGE('Two.').replace('3 million pounds for repairs', '3.4 million pounds for repairs');
  const second = await ended(await post('/documents', { url }));
  expect(second.result.documentId).toBe(before.id);
  const after = await documentOf(second);
  expect(after.versions).toHaveLength(2);
  const anchors = (await get(`/documents/${after.id}/anchors?versionId=${second.result.versionId}`)).body
    .items;
  expect(anchors).toHaveLength(after.versions[1].anchorsMapped);
  const kept = anchors.filter(({ found }: { found: unknown }) => found);
  expect(kept.length).toBeGreaterThanOrEqual(2);
  const characters = Array.from<string>(after.text);
  for (const { found } of kept) expect(characters.slice(found.start, found.end).join('')).toBe(found.exact);
});

test.each([
  [
    'an address in the own network',
    () => post('/documents', { url: 'http://127.0.0.2/' }),
    'address-not-public',
  ],
  [
    'the address of cloud metadata',
    () => post('/documents', { url: 'http://169.254.169.254/latest' }),
    'address-not-public',
  ],
  ['endless redirects', () => post('/documents', { url: `${siteUrl}/loop` }), 'redirect-loop'],
  ['a page behind a password', () => post('/documents', { url: `${siteUrl}/closed` }), 'login-required'],
  [
    'a PDF without text',
    () => send('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF', 'scan.pdf'),
    expect.any(String),
  ],
  ['an empty page', () => send('<html><body></body></html>', 'empty.html'), 'empty'],
  [
    'an image',
    () => send(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'x.png'),
    'image',
  ],
  [
    'noise',
    () =>
      send(
        Uint8Array.from({ length: 4_000 }, (_, i) => (i * 7919 + (i >> 3)) % 256),
        'noise',
      ),
    expect.any(String),
  ],
])('%s is refused with a reason, and nothing is half-stored', async (_, attempt, code) => {
  const before = (await get('/documents?limit=200')).body.items.length;
  const intake = await ended(await attempt());
  expect(intake).toMatchObject({
    status: 'refused',
    result: null,
    refusal: { code, sentence: expect.stringMatching(/\w{3}/) },
  });
  expect((await get('/documents?limit=200')).body.items).toHaveLength(before);
});

test('a text in a language that is not supported is a document without claims, and says so', async () => {
  const text =
    'Der Stadtrat hat am Montag beschlossen, die Brücke für drei Millionen Euro zu erneuern. '.repeat(5);
  const document = await documentOf(
    await ended(await send(text, 'rat.txt', { title: 'Rat', publisher: 'Bote' })),
  );
  expect(document.versions[0]).toMatchObject({
    claimsFound: 0,
    notExtracted: { sentence: expect.stringMatching(/by hand/) },
  });
  expect(document.language).toBe('de');
});

test.each([
  ['neither', {}],
  ['two', { text: 'A.', url: 'https://example.org/', title: 'T', publisher: 'P' }],
  ['an address that is none', { url: 'javascript:alert(1)' }],
  ['a text without a title', { text: 'It rained on Monday.', publisher: 'P' }],
])('a request with %s is malformed, with the field named', async (_, body) => {
  expect(await post('/documents', body)).toMatchObject({ status: 400, body: { code: 'malformed' } });
});

test('a file that is too large is refused while it comes in', async () => {
  const answer = await send(new Uint8Array(3_000_000), 'large.bin');
  expect(answer).toMatchObject({ status: 413, body: { code: 'too-large' } });
});

test('a file from nobody, or from somebody who may not hand in, is not kept', async () => {
  expect(await send('x', 'x.txt', {}, 'no-such-token')).toMatchObject({ status: 401 });
  expect(await send('x', 'x.txt', {}, room.token('rana'))).toMatchObject({ status: 403 });
});

test('what happens to documents is told as it happens, from the position that the client names', async () => {
  const abort = new AbortController();
  const response = await fetch(new URL('/api/v1/events', running.address), {
    headers: { authorization: `Bearer ${room.token('edda')}`, 'last-event-id': '0' },
    signal: abort.signal,
  });
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  let told = '';
  const reading = (async () => {
    for await (const chunk of response.body ?? []) told += Buffer.from(chunk).toString('utf8');
  })().catch(() => undefined); // it ends when it is aborted
  const intake = await ended(await send(PAGE('Told.'), 'told.html'));
  await eventually(async () => told.includes(`"id":"${intake.id}","type":"intake-read"`), true, {
    withinMs: PATIENCE,
  });
  await eventually(async () => told.includes('"type":"claims-extracted"'), true, { withinMs: PATIENCE });
  abort.abort();
  await reading;
  // Nothing that people wrote is in the stream.
  expect(told).not.toMatch(/verdict|Weir repairs/);
});
