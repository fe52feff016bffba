/** Files and addresses handed in over HTTP, with a worker behind: each becomes a document, or a version of one. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import type { Newsroom } from '../support/newsroom.ts';
import type { Answer, Running } from '../support/running.ts';
import { openHandingIn, PATIENCE, type HandingIn } from './support/handing-in.ts';

const PAGE = (more = '') => `<!doctype html><html lang="en"><head><title>Weir repairs | The Gauge</title>
  <meta property="article:published_time" content="2026-03-04T08:00:00Z"><meta property="og:site_name" content="The Gauge">
  </head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Weir repairs cost 3 million pounds</h1>
  <p>The council of Harwick paid 3 million pounds for repairs to the weir in 2025, its treasurer Ada Flint said on Monday.</p>
  <p>The river had carried away 140 metres of the wall in the flood of December 2024, according to an engineers’ report.</p>
  <p>More than 40 families were brought to safety that night, the fire service reported. ${more}</p></article>
  <footer>Subscribe to our newsletter. © 2026 The Gauge</footer><script>alert(1)</script></body></html>`;

let room: Newsroom;
let running: Running;
let page = PAGE();
let siteUrl: string;
let get: HandingIn['get'];
let post: HandingIn['post'];
let send: HandingIn['send'];
let ended: HandingIn['ended'];
let close: HandingIn['close'];

beforeAll(async () => {
  ({ room, running, siteUrl, get, post, send, ended, close } = await openHandingIn((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  }));
}, PATIENCE);
afterAll(() => close());

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

test('a claim whose figures a new version changes is proposed with the new ones; an edit of style brings none', async () => {
  const line = (people: string, homes: number, end: string) =>
    `${people} people died and ${homes} homes were lost when the river Arn burst its banks on Sunday, ${end}.`;
  const capture = async (text: string, documentId?: string) => {
    const about = { title: 'Arn', publisher: 'The Gauge', publishedAt: '2026-03-04' };
    const answer = await post('/documents', { ...about, text, ...(documentId && { documentId }) });
    const { id } = answer.body;
    const read = async () => (await get(`/documents/${id}`)).body.versions.at(-1).claimsFound;
    await eventually(async () => (await read()) !== null, true, { withinMs: PATIENCE });
    const { items } = (await get(`/claims?documentId=${id}`)).body;
    return { id, claims: items.map(({ text: claim }: Answer['body']) => claim).toSorted() };
  };
  const first = await capture(line('Three', 140, 'the council said'));
  expect(first.claims).toHaveLength(1);
  const restyled = await capture(line('Three', 140, 'said the council of Harwick'), first.id);
  expect(restyled.claims).toEqual(first.claims);
  const corrected = await capture(line('Thirteen', 410, 'the council said'), first.id);
  expect(corrected.claims).toHaveLength(2);
  expect(corrected.claims.join(' ')).toContain('Thirteen people died and 410 homes were lost');
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
