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
const anyType = fc.constantFrom(...TYPES);
const anyHead = fc.constantFrom(...HEADS).map(bytesOf);

function expectReading(reading: Reading): void {
  if (reading.kind === 'refused') {
    expect(reading.sentence).not.toBe('');
    return;
  }
  expect(reading.lines.some(({ text }) => /\S/.test(text))).toBe(true);
  for (const { text } of reading.lines) expect(text).not.toMatch(/[\n\r]/);
  expect(reading.publishedAt ?? '2031-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/);
}

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
  const files = [
    pdfFile([[{ text: 'The regional water board said on Monday that it would act.', y: 700 }]]),
    wordFile(paragraph('The regional water board said on Monday that it would act.')),
  ];
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
