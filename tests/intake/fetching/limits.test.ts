import type { Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerOf, html, PUBLIC_ADDRESS, startSites, stopSites } from './support/sites.ts';

afterEach(stopSites);

const PAGE = 'http://news.example/';
const MEGABYTE = 1_000_000;

/** Writes one piece after another, as fast as the other side takes them, until it is gone. */
const endless = (start: string, piece: Buffer) => (socket: Socket) => {
  socket.write(start);
  const more = () => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on('drain', more);
  more();
};

/** Writes one piece every few milliseconds until the other side is gone. */
const trickling = (start: string, piece: string) => (socket: Socket) => {
  socket.write(start);
  const timer = setInterval(() => socket.write(piece), 5);
  socket.on('close', () => clearInterval(timer));
};

test('a page without end is refused at the limit', async () => {
  const sites = await startSites({ [PAGE]: endless('HTTP/1.1 200 OK\r\n\r\n', Buffer.alloc(64_000, 'a')) });
  expect(await sites.fetch(PAGE, { limits: { maxBytes: MEGABYTE } })).toMatchObject({
    code: 'too-large',
    sentence: 'The page is larger than 1000 kB: save the part that matters and upload it.',
  });
});

test('a page that says it is too large is refused before it comes', async () => {
  const sites = await startSites({
    [PAGE]: (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n'),
  });
  expect(await sites.fetch(PAGE)).toMatchObject({ code: 'too-large' });
});

test.each([
  ['headers', endless('HTTP/1.1 200 OK\r\n', Buffer.from('X-More: and more\r\n'))],
  ['one header', endless('HTTP/1.1 200 OK\r\nX-Long: ', Buffer.alloc(4_000, 'a'))],
  [
    'chunk extension',
    endless('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;', Buffer.alloc(4_000, 'a')),
  ],
  ['early hints', endless('', Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n'))],
])('%s without end are refused', async (_, page) => {
  const sites = await startSites({ [PAGE]: page });
  const refusal = await sites.fetch(PAGE, { limits: { maxBytes: MEGABYTE } });
  expect(refusal).toMatchObject({
    kind: 'refused',
    code: expect.stringMatching(/malformed-response|too-large/),
  });
});

test.each([
  ['nothing at all', () => {}],
  ['half of a status line', (socket: Socket) => void socket.write('HTTP/1.1 2')],
  [
    'half of a page',
    (socket: Socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'),
  ],
])('a site that sends %s and then falls silent is given up', async (_, page) => {
  const sites = await startSites({ [PAGE]: page });
  expect(await sites.fetch(PAGE, { limits: { idleMs: 60 } })).toMatchObject({
    code: 'too-slow',
    tryLater: true,
  });
});

test.each([
  ['header', trickling('HTTP/1.1 200 OK\r\nX-Slow: ', 'a')],
  ['page', trickling('HTTP/1.1 200 OK\r\n\r\n', 'a')],
])('a %s that comes byte by byte for ever ends with the time for everything', async (_, page) => {
  const sites = await startSites({ [PAGE]: page });
  const refusal = await sites.fetch(PAGE, { limits: { totalMs: 300, idleMs: 5_000 } });
  expect(refusal).toMatchObject({ code: 'too-slow', tryLater: true });
});

test('a resolver that does not answer, and a site that does not, cost no more than the time for everything', async () => {
  const sites = await startSites({ [PAGE]: () => {} });
  const silent = { ...sites.network, resolve: () => new Promise<string[]>(() => {}) };
  const limits = { totalMs: 100 };
  expect(await sites.fetch(PAGE, { limits, network: silent })).toMatchObject({ code: 'too-slow' });
  expect(await sites.fetch(PAGE, { limits })).toMatchObject({ code: 'too-slow' });
});

test('the time to connect is for connecting only: a secure site may think longer', async () => {
  const sites = await startSites({
    'https://news.example/': (socket) => void setTimeout(() => socket.end(html('thought')), 250),
  });
  const page = await sites.fetch('https://news.example/', { limits: { connectMs: 100 } });
  expect(page.kind === 'fetched' && page.bytes.toString()).toBe('thought');
});

test('a secure site that never greets is given up', async () => {
  const sites = await startSites({});
  // The plain server waits for a request that never comes, as a server would that speaks no TLS.
  const network = { ...sites.network, dial: (address: string) => sites.network.dial(address, 80) };
  const refusal = await sites.fetch('https://news.example/', { network, limits: { connectMs: 60 } });
  expect(refusal).toMatchObject({ kind: 'refused', tryLater: true });
});

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateRawSync],
])('a bomb packed with %s does not go off', async (encoding, pack) => {
  // Below the limit of size, and so refused for what it is.
  const bomb = pack(Buffer.alloc(15 * MEGABYTE));
  const sites = await startSites({ [PAGE]: html(bomb, { 'Content-Encoding': encoding }) });
  const answer = await sites.fetch(PAGE);
  // Not by comparing the whole: had the bomb gone off, jest would print it.
  expect(answer.kind === 'refused' && answer.code).toBe('decompression-bomb');
});

test('what unpacks to more than the limit is refused, however little it was packed', async () => {
  const numbers = Array.from({ length: 200_000 }, (_, n) => `<td>${n}`).join('');
  const sites = await startSites({ [PAGE]: html(gzipSync(numbers), { 'Content-Encoding': 'gzip' }) });
  expect(await sites.fetch(PAGE, { limits: { maxBytes: MEGABYTE } })).toMatchObject({ code: 'too-large' });
});

test.each([
  ['garbage', Buffer.from('no such thing'), 'gzip', 'malformed-response'],
  ['half', gzipSync('x'.repeat(999)).subarray(0, 20), 'gzip', 'malformed-response'],
  ['a way nobody asked for', Buffer.from('x'), 'zstd', 'unknown-encoding'],
  ['a name of JavaScript', Buffer.from('x'), 'constructor', 'unknown-encoding'],
  ['two ways', gzipSync(gzipSync('x')), 'gzip, gzip', 'unknown-encoding'],
])('%s instead of a packed page is refused', async (_, body, encoding, code) => {
  const sites = await startSites({ [PAGE]: html(body, { 'Content-Encoding': encoding }) });
  expect(await sites.fetch(PAGE)).toMatchObject({ code });
});

test('a page shorter than its Content-Length is refused as broken off', async () => {
  const sites = await startSites({ [PAGE]: html('short', { 'Content-Length': '99' }) });
  expect(await sites.fetch(PAGE)).toMatchObject({ code: 'incomplete-response', tryLater: true });
});

test('of a page longer than its Content-Length the declared part is the page, also in the record', async () => {
  const sites = await startSites({ [PAGE]: html('page and more', { 'Content-Length': '4' }) });
  const page = await sites.fetch(PAGE);
  expect(page.kind === 'fetched' && page.bytes.toString()).toBe('page');
});

test.each([
  ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  [
    'a length and chunks',
    'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n',
  ],
  ['a negative length', 'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\na'],
  ['a chunk of no size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ['a zero in a header', 'HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n'],
])('%s is refused as no HTTP answer', async (_, bytes) => {
  const sites = await startSites({ [PAGE]: bytes });
  expect(await sites.fetch(PAGE)).toMatchObject({ code: 'malformed-response' });
});

test('a site that hangs up is refused as not reached', async () => {
  const sites = await startSites({ [PAGE]: (socket) => socket.destroy() });
  expect(await sites.fetch(PAGE)).toMatchObject({ code: 'unreachable', tryLater: true });
});

test('a site that wants to speak something else than HTTP is given up, and not waited for', async () => {
  const change = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
  // The connection stays open: nothing but our own close of it ends the wait.
  const sites = await startSites({ [PAGE]: (socket) => void socket.write(change) });
  expect(await sites.fetch(PAGE)).toMatchObject({
    code: 'incomplete-response',
    sentence: 'news.example broke off before it answered: try later.',
  });
});

test('whatever a site sends, the answer is a refusal or a page', async () => {
  let sent: Buffer = answerOf(404);
  const sites = await startSites({ [PAGE]: (socket) => socket.end(sent) });
  const bytes = fc.uint8Array({ maxLength: 200 }).map((each) => Buffer.from(each));
  const header = fc.constantFrom('Location', 'Content-Encoding', 'Transfer-Encoding', 'Content-Type', 'X');
  const answer = fc.oneof(
    bytes,
    fc
      .tuple(fc.integer({ min: 100, max: 599 }), header, fc.string({ unit: 'binary', maxLength: 30 }), bytes)
      .map(([status, name, value, body]) => answerOf(status, { [name]: value }, body)),
  );
  await fc.assert(
    fc.asyncProperty(answer, async (given) => {
      sent = given;
      expect((await sites.fetch(PAGE, { limits: { totalMs: 2_000 } })).kind).toMatch(/^(fetched|refused)$/);
    }),
    { numRuns: 200 },
  );
  expect(new Set(sites.dialled)).toEqual(new Set([PUBLIC_ADDRESS]));
});
