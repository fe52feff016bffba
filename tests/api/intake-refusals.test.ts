/** Files and addresses handed in over HTTP that become no document: each is refused, with a reason. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Newsroom } from '../support/newsroom.ts';
import type { Running } from '../support/running.ts';
import { openHandingIn, PATIENCE, type HandingIn } from './support/handing-in.ts';

/** A form’s first part, its file about to come. */
const PART = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n';

let room: Newsroom;
let running: Running;
let siteUrl: string;
let get: HandingIn['get'];
let post: HandingIn['post'];
let send: HandingIn['send'];
let ended: HandingIn['ended'];
let close: HandingIn['close'];

beforeAll(async () => {
  ({ room, running, siteUrl, get, post, send, ended, close } = await openHandingIn((request, response) => {
    if (request.url === '/loop') return void response.writeHead(302, { location: '/loop' }).end();
    if (request.url === '/closed') return void response.writeHead(401).end();
    response.writeHead(404).end();
  }));
}, PATIENCE);
afterAll(() => close());

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

test.each([
  ['neither', {}],
  ['two', { text: 'A.', url: 'https://example.org/', title: 'T', publisher: 'P' }],
  ['an address that is none', { url: 'javascript:alert(1)' }],
  ['a text without a title', { text: 'It rained on Monday.', publisher: 'P' }],
])('a request with %s is malformed, with the field named', async (_, body) => {
  expect(await post('/documents', body)).toMatchObject({ status: 400, body: { code: 'malformed' } });
});

test.each([
  ['without a boundary', 'multipart/form-data', '--x\r\n'],
  ['that is empty', 'multipart/form-data; boundary=x', ''],
  ['cut in a file', 'multipart/form-data; boundary=x', `${PART}It rained.`],
  ['cut before its end', 'multipart/form-data; boundary=x', `${PART}It rained.\r\n--x\r\n`],
  ['cut in a head', 'multipart/form-data; boundary=x', PART.slice(0, 30)],
])('a form %s is malformed, and says what to do', async (_, type, body) => {
  const answer = await running.ask(room, 'edda', 'POST', '/documents', body, { 'content-type': type });
  expect(answer).toMatchObject({
    status: 400,
    body: { code: 'malformed', errors: [{ path: 'file', message: expect.stringMatching(/^[a-z].+/) }] },
  });
});

test('an address with a password in it is refused before anything is kept of it', async () => {
  const secret = randomUUID();
  const answer = await post('/documents', { url: `https://desk:${secret}@example.org/page` });
  expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } });
  expect(JSON.stringify(answer.body)).toContain('leave them out');
  const told = JSON.stringify([answer.body, (await get('/intakes?limit=200')).body]);
  expect(told).not.toContain(secret);
});

test('a file that is too large is refused while it comes in', async () => {
  const answer = await send(new Uint8Array(3_000_000), 'large.bin');
  expect(answer).toMatchObject({ status: 413, body: { code: 'too-large' } });
});

test('a file from nobody, or from somebody who may not hand in, is not kept', async () => {
  expect(await send('x', 'x.txt', {}, 'no-such-token')).toMatchObject({ status: 401 });
  expect(await send('x', 'x.txt', {}, room.token('rana'))).toMatchObject({ status: 403 });
});
