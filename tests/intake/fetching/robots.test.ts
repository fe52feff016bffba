import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { robotsAllow } from '../../../libs/intake/src/fetching/robots.ts';
import { answerOf, html, redirect, startSites, stopSites } from './support/sites.ts';

afterEach(stopSites);

const allow = (robots: string, path: string) => robotsAllow(robots, 'Countersign', path);

/** The examples of RFC 9309 and of the description by Google that it grew out of. */
test.each([
  ['/fish', '/fish', true],
  ['/fish', '/fish.html', true],
  ['/fish', '/fish/salmon.html', true],
  ['/fish', '/fish.php?id=anything', true],
  ['/fish', '/Fish.asp', false],
  ['/fish', '/catfish', false],
  ['/fish*', '/fishheads/yummy.html', true],
  ['/fish/', '/fish/?id=anything', true],
  ['/fish/', '/fish', false],
  ['/*.php', '/folder/filename.php?parameters', true],
  ['/*.php', '/windows.PHP', false],
  ['/*.php$', '/filename.php', true],
  ['/*.php$', '/filename.php?parameters', false],
  ['/*.php$', '/filename.php5', false],
  ['/fish*.php', '/fishheads/catfish.php?parameters', true],
  ['/*/b$', '/a/b/c/b', true],
  ['/a*a$', '/a', false],
  ['/$', '/', true],
  ['/$', '/page', false],
  ['/foo/bar/ツ', '/foo/bar/%E3%83%84', true],
  ['/foo/bar/%E3%83%84', '/foo/bar/%e3%83%84', true],
  ['/foo/bar/%62%61%7A', '/foo/bar/baz', true],
  ['/a%3cd.html', '/a%3Cd.html', true],
  ['/a%2Fb', '/a/b', false],
])('the pattern %s on %s: %s', (pattern, path, matches) => {
  expect(allow(`User-agent: *\nDisallow: ${pattern}`, path)).toBe(!matches);
});

test.each([
  ['the longest rule decides', 'User-agent: *\nAllow: /p\nDisallow: /', '/page', true],
  [
    'the longest rule decides, whatever the order',
    'User-agent: *\nDisallow: /page\nAllow: /',
    '/page',
    false,
  ],
  [
    'of two as long, the one that allows',
    'User-agent: *\nDisallow: /folder\nAllow: /folder',
    '/folder/a',
    true,
  ],
  ['an empty rule forbids nothing', 'User-agent: *\nDisallow:', '/a', true],
  [
    'our own group goes before that for all',
    'User-agent: *\nDisallow: /\nUser-agent: Countersign\nAllow: /',
    '/a',
    true,
  ],
  ['our own group, forbidden', 'User-agent: countersign\nDisallow: /\nUser-agent: *\nAllow: /', '/a', false],
  [
    'an empty group of our own allows all',
    'User-agent: Countersign\nDisallow:\n\nUser-agent: *\nDisallow: /',
    '/a',
    true,
  ],
  ['with a version after the name', 'User-agent: Countersign/2.0\nDisallow: /', '/a', false],
  ['other programs do not concern us', 'User-agent: OtherBot\nDisallow: /', '/a', true],
  ['nor names that only begin like ours', 'User-agent: CountersignPlus\nDisallow: /', '/a', true],
  ['several names, one group', 'User-agent: OtherBot\nUser-agent: Countersign\nDisallow: /', '/a', false],
  [
    'groups of one name are one',
    'User-agent: Countersign\nDisallow: /a\n\nUser-agent: Countersign\nDisallow: /b',
    '/b',
    false,
  ],
  ['rules of nobody', 'Disallow: /', '/a', true],
  [
    'comments, blanks, capitals, a byte order mark',
    '\uFEFFUSER-AGENT : * # all\r\n disallow\t: /a # no\r\n',
    '/a',
    false,
  ],
  [
    'other lines between names and rules',
    'User-agent: *\nCrawl-delay: 9\nSitemap: http://a/\nDisallow: /',
    '/a',
    false,
  ],
  ['a page of HTML instead', '<!doctype html><p>User-agent: *<p>Disallow: /', '/a', true],
  ['the file itself', 'User-agent: *\nDisallow: /', '/robots.txt', true],
  ['a query', 'User-agent: *\nDisallow: /*?print=', '/a?print=1', false],
  ['nothing', '', '/a', true],
])('%s', (_, robots, path, allowed) => {
  expect(allow(robots, path)).toBe(allowed);
});

test('any text is a robots.txt, and long ones are read at once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.webPath(), (text, path) => {
      expect(typeof allow(`User-agent: *\n${text}`, path)).toBe('boolean');
      expect(typeof allow(`User-agent: *\nDisallow: ${text}`, path)).toBe('boolean');
    }),
  );
  const path = `/${'a'.repeat(4_000)}`;
  const started = performance.now();
  for (const line of [
    'Disallow: /*a*a*a*a*b$',
    'Disallow: /aaaa',
    'User-agent: *',
    'User-agent: Countersign',
    ' ',
  ]) {
    allow(`User-agent: *\n${`${line}\n`.repeat(100_000)}`, path);
    allow(`User-agent: *\n${line.repeat(100_000)}`, path);
  }
  allow(`User-agent: *\nDisallow: /${'*a'.repeat(250_000)}b`, path);
  expect(performance.now() - started).toBeLessThan(5_000);
});

const PAGE = 'https://news.example/story';
const ROBOTS = 'https://news.example/robots.txt';
const story = html('<p>The bridge reopens.</p>');

test('a site that asks not to be read is not read', async () => {
  const sites = await startSites({
    [ROBOTS]: answerOf(200, {}, 'User-agent: *\nDisallow: /story'),
    [PAGE]: story,
  });
  expect(await sites.fetch(PAGE)).toEqual({
    kind: 'refused',
    code: 'robots-disallow',
    sentence: 'news.example asks that programs do not read this page: save the page and upload it.',
    tryLater: false,
  });
  expect(sites.requests).toHaveLength(1);
});

test.each([
  ['not there', answerOf(404)],
  ['not to be had', answerOf(403)],
  ['allowing', answerOf(200, {}, 'User-agent: *\nAllow: /')],
  ['packed', answerOf(200, { 'Content-Encoding': 'gzip' }, gzipSync('User-agent: *\nDisallow: /other'))],
  ['somewhere else', redirect('https://www.news.example/robots.txt')],
])('a robots.txt that is %s lets the page be read', async (_, robots) => {
  const sites = await startSites({ [ROBOTS]: robots, [PAGE]: story });
  expect(await sites.fetch(PAGE)).toMatchObject({ kind: 'fetched' });
});

test('a robots.txt that leads on too often counts as not there', async () => {
  const steps = Array.from(
    { length: 9 },
    (_, n) => [`https://news.example/r${n}`, redirect(`/r${n + 1}`)] as const,
  );
  const sites = await startSites({ ...Object.fromEntries(steps), [ROBOTS]: redirect('/r0'), [PAGE]: story });
  expect(await sites.fetch(PAGE)).toMatchObject({ kind: 'fetched' });
});

test.each([
  ['fails', answerOf(503), 'robots-unavailable'],
  ['breaks off', answerOf(200, { 'Content-Length': '99' }, 'User-agent'), 'robots-unavailable'],
  [
    'speaks something else than HTTP',
    answerOf(101, { Connection: 'Upgrade', Upgrade: 'websocket' }),
    'robots-unavailable',
  ],
  ['leads in a circle', redirect('/robots.txt'), 'robots-unavailable'],
  ['is far too long', answerOf(200, {}, Buffer.alloc(1_100_000, '\n')), 'robots-unavailable'],
  [
    'is a bomb',
    answerOf(200, { 'Content-Encoding': 'gzip' }, gzipSync(Buffer.alloc(9_000_000))),
    'robots-unavailable',
  ],
  ['leads into a house', redirect('http://10.0.0.1/robots.txt'), 'address-not-public'],
])('a robots.txt that %s keeps the page from being read', async (_, robots, code) => {
  const sites = await startSites({ [ROBOTS]: robots, [PAGE]: story });
  expect(await sites.fetch(PAGE)).toMatchObject({ kind: 'refused', code });
  expect(sites.requests).toHaveLength(1);
});

test('each site of a chain is asked, and once', async () => {
  const sites = await startSites({
    'https://news.example/a': redirect('/b'),
    'https://news.example/b': redirect('http://other.example/c'),
    'http://other.example/robots.txt': answerOf(200, {}, 'User-agent: *\nDisallow: /'),
    'http://other.example/c': story,
  });
  expect(await sites.fetch('https://news.example/a')).toMatchObject({ code: 'robots-disallow' });
  const paths = sites.requests.map((each) => each.toString().split(' ')[1]);
  expect(paths).toEqual(['/robots.txt', '/a', '/b', '/robots.txt']);
});
