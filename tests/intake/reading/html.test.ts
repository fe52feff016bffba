import { expect, test } from '@jest/globals';
import { readDocument } from '#intake';
import { codesOf, expectRead, expectRefused, hintedOf, readText, textsOf } from './support/expected.ts';

const PROSE =
  'The council voted on Tuesday, after a debate of four hours, to close two of its five libraries, a decision that saves £310,000 a year.';
const MORE =
  'Opponents, who had gathered 4,200 signatures, said the vote came before the consultation had ended, and announced a legal challenge.';

const page = (body: string, head = '') =>
  `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Council closes two libraries | The Example Gazette</title>${head}</head><body>${body}</body></html>`;

const ARTICLE = page(
  `<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
   <main><article><h1>Council closes two libraries</h1>
   <p class="standfirst">Savings of £310,000 a year</p>
   <p class="byline">By Ada Fernsby</p> <time datetime="2031-04-02">2 April 2031</time>
   <p>${PROSE}</p><figure><img src="a.jpg"><figcaption>The library in Mill Lane. Photo: A. Fernsby</figcaption></figure>
   <p>${MORE}</p><p>${PROSE} ${MORE}</p></article></main>
   <footer><p>© 2031 The Example Gazette</p></footer>`,
  `<meta property="og:site_name" content="The Example Gazette"><meta property="article:published_time" content="2031-04-02T23:30:00-05:00">`,
);

test('every visible line in order, with what the markup and the judgement of the article say of it', async () => {
  const reading = await readText(ARTICLE);
  expect(hintedOf(reading)).toEqual([
    'boilerplate: Home',
    'boilerplate: Sport',
    'headline: Council closes two libraries',
    'standfirst: Savings of £310,000 a year',
    'metadata: By Ada Fernsby',
    'metadata: 2 April 2031',
    `body: ${PROSE}`,
    'caption: The library in Mill Lane. Photo: A. Fernsby',
    `body: ${MORE}`,
    `body: ${PROSE} ${MORE}`,
    'boilerplate: © 2031 The Example Gazette',
  ]);
  expect(reading).toMatchObject({
    mediaType: 'text/html',
    encoding: 'utf-8',
    title: 'Council closes two libraries',
    publisher: 'The Example Gazette',
    publishedAt: '2031-04-02',
    language: 'en-GB',
    warnings: [],
  });
});

test('JSON-LD states headline, outlet, date and author, also through references, lists and faulty line breaks', async () => {
  const data = `<script type="application/ld+json">{"@graph":[
    {"@type":"WebPage","datePublished":"2019-01-01"},
    {"@type":["NewsArticle"],"headline":"Bridge &amp; tunnel
closed","datePublished":"2030-11-05T08:00:00Z","publisher":{"@id":"#us"},
     "author":[{"name":"Ada Fernsby"},{"name":"https://social.example/x"},"Bo Quill"],"isAccessibleForFree":"False"},
    {"@id":"#us","@type":"Organization","name":"Harbour News"}]}</script>`;
  const reading = await readText(page(`<article><p>${PROSE}</p><p>${MORE}</p></article>`, data));
  expect(reading).toMatchObject({
    title: 'Bridge & tunnel closed',
    publisher: 'Harbour News',
    publishedAt: '2030-11-05',
    author: 'Ada Fernsby, Bo Quill',
  });
  expect(codesOf(reading)).toContain('part-behind-payment');
});

test.each([
  ['a date of today above the page', '<p><time datetime="2031-05-01">Thursday, 1 May 2031</time></p>', null],
  ['a date that means two days', '<meta name="pubdate" content="05/03/2031">', null],
  ['a day that does not exist', '<meta name="pubdate" content="2031-02-30">', null],
  ['the date of a change', '<meta property="article:modified_time" content="2031-05-01">', null],
  ['a marked date', '<span itemprop="datePublished" content="2031-03-05T10:00">5 March</span>', '2031-03-05'],
  ['a date in words', '<meta name="date" content="March 5th, 2031">', '2031-03-05'],
])('published: %s', async (_name, markup, publishedAt) => {
  expect(await readText(page(`${markup}<article><p>${PROSE}</p></article>`))).toMatchObject({ publishedAt });
});

test('what is no text of the page, or hidden on it, is left out', async () => {
  const reading = await readText(
    page(`<script>var a = "<p>program</p>";</script><style>p{}</style><noscript>no program</noscript>
      <template><p>template</p></template><svg><text>drawing</text></svg><select><option>choice</option></select>
      <p hidden>hidden</p><p style="color:red; display: none">not displayed</p><dialog>closed</dialog>
      <!-- comment --><p>${PROSE}</p><p>${MORE}</p>`),
  );
  expect(textsOf(reading)).toEqual([PROSE, MORE]);
});

test('lines are as seen: spaces collapsed, cells of a row apart, quotation marks of <q>, breaks and preformatted lines kept', async () => {
  const reading = await readText(
    page(`<p>The  mayor<b> said</b>\n <q>no&nbsp;more</q>.<br>Then she left the inter&shy;view.</p>
      <table><tr><th>Ward</th><th>Votes</th></tr><tr><td>Mill Lane</td><td>1,204</td></tr></table>
      <pre>first\n  second</pre><p>${PROSE}</p>`),
  );
  expect(textsOf(reading)).toEqual([
    'The mayor said “no more”.',
    'Then she left the interview.',
    'Ward Votes',
    'Mill Lane 1,204',
    'first',
    'second',
    PROSE,
  ]);
});

test('any script survives: astral, Arabic, Chinese, combining marks', async () => {
  const lines = [
    '𝒜 🏳️‍🌈 ends.',
    'قال الوزير إن ٢٤ شخصًا أُصيبوا.',
    '市议会周二投票关闭两座图书馆。',
    'नगर परिषद',
    'e\u0301tude',
  ];
  const reading = await readText(page(lines.map((line) => `<p>${line}</p>`).join('')));
  expect(textsOf(reading)).toEqual(lines);
});

const latin = (html: string): Uint8Array => Uint8Array.from(html, (character) => character.charCodeAt(0));

test.each([
  [
    'named by the server',
    'text/html; charset=windows-1251',
    '',
    '\xcf\xf0\xe8\xe2\xe5\xf2',
    'Привет',
    'windows-1251',
  ],
  ['named in the page', 'text/html', '<meta charset=koi8-r>', '\xf0\xd2\xc9\xd7\xc5\xd4', 'Привет', 'koi8-r'],
  [
    'named in the old way',
    null,
    '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">',
    '\x93\xfa\x96{',
    '日本',
    'shift_jis',
  ],
  ['named wrongly, in fact UTF-8', 'text/html; charset=iso-8859-1', '', 'caf\xc3\xa9', 'café', 'utf-8'],
  ['not named, an old page', null, '', '\x93caf\xe9\x94 \x80 5', '“café” € 5', 'windows-1252'],
])('encoding %s', async (_name, declaredType, head, raw, text, encoding) => {
  const reading = await readDocument(latin(`<html><head>${head}</head><body><p>${raw}</p></body></html>`), {
    declaredType,
  });
  expect(textsOf(reading)).toEqual([text]);
  expect(reading).toMatchObject({ encoding });
});

test('mixed encodings are read with a warning that counts what could not be', async () => {
  const utf8 = new TextEncoder().encode(`<html><body><p>Zażółć gęślą jaźń – ${PROSE}</p>`);
  const reading = await readDocument(
    Uint8Array.of(...utf8, ...latin('<p>na\xefve caf\xe9</p></body></html>')),
  );
  expect(expectRead(reading).warnings.find(({ code }) => code === 'unreadable-characters')?.sentence).toBe(
    '2 characters could not be read as utf-8 and are shown as \uFFFD.',
  );
});

const LOGIN =
  '<h1>Sign in</h1><form><label>E-mail</label><input><label>Password</label><input type="password"><button>Log in</button></form>';

test.each([
  ['login-wall', LOGIN],
  [
    'login-wall',
    `${LOGIN}<p>Our subscribers support independent reporting on the county. Sign in to read the rest of this article today.</p>`,
  ],
  [
    'consent-wall',
    '<h1>Before you continue</h1><p>We use cookies and data.</p><button>Accept all</button><button>Reject all</button>',
  ],
  [
    'robot-check',
    '<h1>Just a moment…</h1><p>Verifying you are human. This may take a few seconds.</p><script src="x.js"></script>',
  ],
  ['needs-script', '<div id="root"></div><script src="app.js"></script>'],
  [
    'needs-script',
    '<noscript>You need to enable JavaScript to run this app.</noscript><div>Loading</div><script src="app.js"></script>',
  ],
  ['empty', '<div> &nbsp; </div>'],
])('refused: %s', async (code, body) => {
  expectRefused(await readText(page(body)), code);
});

test.each([
  [
    'an article with a sign-in form at its head',
    `${LOGIN}<article>${`<p>${PROSE}</p><p>${MORE}</p>`.repeat(4)}</article>`,
  ],
  [
    'a short note on a page with programs',
    '<script src="statistics.js"></script><h1>Road closed</h1><p>Mill Lane is closed on Monday.</p>',
  ],
  [
    'an article about passwords',
    `<article>${`<p>Sign in, says the manual, and choose a password. ${PROSE}</p>`.repeat(5)}</article>`,
  ],
])('not taken for a wall: %s', async (_name, body) => {
  expectRead(await readText(page(body)));
});

test('markup nested deeper than calls can be, and more lines than calls can have arguments', async () => {
  const deep = `${'<div>'.repeat(30_000)}${PROSE}`;
  expect(textsOf(await readText(page(deep)))).toEqual([PROSE]);
  const many = await readText(page('<p>a</p>'.repeat(150_000)));
  expect(expectRead(many).lines).toHaveLength(150_000);
});
