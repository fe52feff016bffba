import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from '@jest/globals';
import {
  answerOf,
  html,
  PUBLIC_ADDRESS,
  redirect,
  startSites,
  stopSites,
  USER_AGENT,
} from './support/sites.ts';

afterEach(stopSites);

const STORY = '<p>The council voted 9 to 4 to close the pool in Marlow Street.</p>';

test('a page comes with its bytes, what it is, where it was found and when', async () => {
  const sites = await startSites({ 'https://news.example/story?id=7': html(STORY) });
  const before = Date.now();
  const page = await sites.fetch('https://news.example/story?id=7#comments');

  expect(page).toMatchObject({
    kind: 'fetched',
    mediaType: 'text/html',
    charset: 'utf-8',
    finalUrl: 'https://news.example/story?id=7',
    status: 200,
    redirects: [],
  });
  if (page.kind !== 'fetched') throw new Error('not fetched');
  expect(page.bytes.toString()).toBe(STORY);
  expect(Date.parse(page.fetchedAt)).toBeGreaterThanOrEqual(before);
  expect(sites.dialled).toEqual([PUBLIC_ADDRESS, PUBLIC_ADDRESS]);
});

test('a site is told who asks and nothing else: no cookie, no credentials, no page we come from', async () => {
  const sites = await startSites({
    'http://news.example/a': answerOf(302, { Location: '/b', 'Set-Cookie': 'id=1; Path=/' }),
    'http://news.example/b': html(STORY),
  });
  await sites.fetch('http://news.example/a');

  const names = sites.requests.map((each) =>
    [...each.toString().matchAll(/^([\w-]+):/gm)].map(([, name]) => name),
  );
  expect(names).toEqual(Array(3).fill(['Host', 'User-Agent', 'Accept', 'Accept-Encoding', 'Connection']));
  expect(sites.requests[2]?.toString()).toContain(`User-Agent: ${USER_AGENT}\r\n`);
});

test('redirects are followed over hosts and schemes, and named', async () => {
  const sites = await startSites({
    'http://news.example/': redirect('https://news.example/', 301),
    'https://news.example/': redirect('//www.news.example/é', 308),
    'https://www.news.example/%C3%A9': html(STORY),
  });
  expect(await sites.fetch('news.example'.replace(/^/, 'http://'))).toMatchObject({
    kind: 'fetched',
    finalUrl: 'https://www.news.example/%C3%A9',
    redirects: ['http://news.example/', 'https://news.example/'],
  });
});

test('a page that leads in a circle is refused, and the circle named', async () => {
  const sites = await startSites({
    'http://news.example/start': redirect('/a'),
    'http://news.example/a': redirect('/b'),
    'http://news.example/b': redirect('/a'),
  });
  expect(await sites.fetch('http://news.example/start')).toMatchObject({
    code: 'redirect-loop',
    sentence:
      'The page leads in a circle and never arrives: http://news.example/a → http://news.example/b → http://news.example/a',
  });
});

test('five redirects are followed, six are not', async () => {
  const pages = Object.fromEntries(
    Array.from({ length: 9 }, (_, n) => [`http://news.example/${n}`, redirect(`/${n + 1}`)]),
  );
  const sites = await startSites({ ...pages, 'http://news.example/9': html(STORY) });
  expect(await sites.fetch('http://news.example/4')).toMatchObject({ kind: 'fetched', status: 200 });
  expect(await sites.fetch('http://news.example/3')).toMatchObject({ code: 'too-many-redirects' });
});

test.each([
  [401, 'login-required', false],
  [403, 'forbidden', false],
  [404, 'not-found', false],
  [410, 'gone', false],
  [429, 'too-many-requests', true],
  [451, 'forbidden', false],
  [500, 'server-error', true],
  [503, 'server-error', true],
  [204, 'unexpected-status', false],
  [304, 'unexpected-status', false],
  [418, 'unexpected-status', false],
])('an answer of %i is refused as %s', async (status, code, tryLater) => {
  const sites = await startSites({ 'http://news.example/': answerOf(status) });
  expect(await sites.fetch('http://news.example/')).toMatchObject({ kind: 'refused', code, tryLater });
});

test.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
])('what is packed with %s is unpacked', async (encoding, pack) => {
  const sites = await startSites({
    'http://news.example/': html(pack(STORY), { 'Content-Encoding': encoding }),
  });
  const page = await sites.fetch('http://news.example/');
  expect(page.kind === 'fetched' && page.bytes.toString()).toBe(STORY);
});

test.each([
  ['text/html', 'text/html', null],
  ['Text/HTML; Charset="Windows-1251"', 'text/html', 'Windows-1251'],
  ['application/pdf', 'application/pdf', null],
  ['nonsense', null, null],
  ['', null, null],
])('Content-Type %j is read as %j, %j', async (header, mediaType, charset) => {
  const sites = await startSites({ 'http://news.example/': html(STORY, { 'Content-Type': header }) });
  expect(await sites.fetch('http://news.example/')).toMatchObject({ mediaType, charset });
});

test('an answer in chunks, after an early hint, is put together', async () => {
  const chunks = STORY.split('')
    .map((each) => `1\r\n${each}\r\n`)
    .join('');
  const sites = await startSites({
    'http://news.example/':
      'HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n' +
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`,
  });
  const page = await sites.fetch('http://news.example/');
  expect(page.kind === 'fetched' && page.bytes.toString()).toBe(STORY);
});

test('the settings for proxies in the environment change nothing', async () => {
  const sites = await startSites({ 'http://news.example/': html(STORY) });
  const before = { ...process.env };
  try {
    for (const name of ['http_proxy', 'HTTP_PROXY', 'ALL_PROXY']) process.env[name] = 'http://127.0.0.1:9';
    expect(await sites.fetch('http://news.example/')).toMatchObject({ kind: 'fetched' });
  } finally {
    process.env = before;
  }
});
