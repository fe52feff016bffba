import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDocument, type Reading } from '#intake';
import { bytesOf } from './support/expected.ts';
import { pdfFile } from './support/pdf-file.ts';
import { paragraph, wordFile } from './support/word-file.ts';

const TYPES = [
  'text/html',
  'application/pdf',
  'message/rfc822',
  'text/plain; charset=utf-16',
  'text/html; charset=x',
  '',
  null,
];
const HEADS = [
  '',
  '<!doctype html><body>',
  '<p>',
  '%PDF-1.4\n',
  'PK\x03\x04',
  'Subject: a\nFrom: b\nMessage-ID: c\n\n',
  '{\\rtf',
  '\u{FEFF}',
];
const SENTENCE = 'The regional water board said on Monday that it would act.';
const anyType = fc.constantFrom(...TYPES);
const anyHead = fc.constantFrom(...HEADS).map(bytesOf);

function expectReading(reading: Reading): void {
  if (reading.kind === 'refused') {
    expect(reading.sentence).not.toBe('');
    return;
  }
  expect(reading.lines.some(({ text }) => /\S/.test(text))).toBe(true);
  for (const { text } of reading.lines) expect(text).not.toMatch(/[\n\r]/);
  const { title, publisher, author, warnings } = reading;
  for (const value of [title, publisher, author, ...warnings.map(({ sentence }) => sentence)])
    expectStorable(value ?? '');
  expect(reading.publishedAt ?? '2031-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/);
}

/** PostgreSQL takes no zero, and no half of a surrogate pair. */
function expectStorable(value: string): void {
  expect(value).not.toMatch(/\p{Cc}/u);
  expect(value.isWellFormed()).toBe(true);
}

const head = (html: string) => bytesOf(`<!doctype html><head>${html}</head><p>The council met.</p>`);
const linked = (json: string) => head(`<script type="application/ld+json">${json}</script>`);
const message = (headers: string) => bytesOf(`From: a <a@b.example>\nMessage-ID: <1>\n${headers}`);

test.each([
  ['a title element', head('<title>Weir \0repairs</title>')],
  ['the name of a site', head('<meta property="og:site_name" content="The\0Gauge"><title>T</title>')],
  ['a reference', linked('{"@type":"NewsArticle","headline":"Weir&#0; and &#xD83D; repairs"}')],
  ['linked data', linked('{"@type":"NewsArticle","headline":"Weir\\u0000","author":"Ada\\u0000 Flint"}')],
  ['half a pair', linked('{"@type":"NewsArticle","headline":"Weir \\ud83d","publisher":{"name":"\\udc00"}}')],
  ['a subject', message('Subject: Weir\0repairs\n\nText.')],
  ['an encoded subject', message('Subject: =?utf-8?q?Weir=00_repairs?=\n\nText.')],
  [
    'the name of an attached file',
    message(`Subject: Weir
Content-Type: multipart/mixed; boundary=x

--x

The council met.
--x
Content-Type: application/pdf
Content-Disposition: attachment; filename="=?utf-8?q?we=00ir=2Epdf?="

pdf
--x--`),
  ],
  ['a PDF', pdfFile([[{ text: SENTENCE, y: 700 }]], { info: { Title: String.raw`Weir\000 repairs` } })],
])('a zero or half a character does not come through: %s', async (_name, bytes) => {
  const reading = await readDocument(bytes);
  expect(reading.kind === 'read' && reading.title).toMatch(/^(Weir|T$)/);
  expectReading(reading);
});

test('no bytes make it throw, whatever they begin with or were declared as', async () => {
  await fc.assert(
    fc.asyncProperty(anyHead, fc.uint8Array({ maxLength: 500 }), anyType, async (head, rest, declaredType) =>
      expectReading(await readDocument(Uint8Array.of(...head, ...rest), { declaredType })),
    ),
  );
});

test('nor does any text', async () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '<p>',
      '</p>',
      '<q>',
      '<table><tr><td>',
      '<!--',
      ']]>',
      '<script>',
      '<h1>',
      '<svg>',
      '&shy;',
      '&#x0;',
      '\u202E',
      '\u200D',
      '\r',
      '\n\n',
      '<time datetime="',
      'charset=',
      '<input type="password">',
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      anyHead,
      fc.array(piece, { maxLength: 60 }),
      anyType,
      async (head, pieces, declaredType) =>
        expectReading(
          await readDocument(Uint8Array.of(...head, ...bytesOf(pieces.join(''))), { declaredType }),
        ),
    ),
  );
});

test('nor a good file with bytes changed', async () => {
  const files = [pdfFile([[{ text: SENTENCE, y: 700 }]]), wordFile(paragraph(SENTENCE))];
  const change = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(change, { maxLength: 20 }),
      async (file, changes) => {
        const changed = Uint8Array.from(file);
        for (const [place, value] of changes) changed[Math.floor(place * (file.length - 1))] = value;
        expectReading(await readDocument(changed));
      },
    ),
  );
});

test.each([
  ['one line of text', 'a '.repeat(1_000_000)],
  ['one tag', `<p class="${'caption '.repeat(200_000)}">text`],
  ['open brackets', '<'.repeat(500_000)],
  ['open comments', '<!--'.repeat(200_000)],
  ['entities', `<p>${'&amp'.repeat(200_000)}`],
  ['blanks', `<title>${' '.repeat(500_000)}</title><p>a${' '.repeat(500_000)}b`],
  ['attributes', `<p ${'a="b" '.repeat(100_000)}>text`],
  ['header lines', `Subject: a\nFrom: b\nMessage-ID: c\n${'X-A: b\n'.repeat(50_000)}\ntext`],
  ['brackets in data', `<script type="application/ld+json">${'['.repeat(300_000)}</script><p>text`],
])('a megabyte of %s takes no more than its length asks for', async (_name, text) => {
  const began = performance.now();
  expectReading(await readDocument(bytesOf(text)));
  // A hundred times what it takes here; anything that grows with the square of the length takes minutes.
  expect(performance.now() - began).toBeLessThan(20_000);
});
