import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalText } from '#extraction';
import { readDocument } from '#intake';
import { bytesOf, codesOf, expectRefused, readText, textsOf } from './support/expected.ts';

test('plain text stays as it is: its lines, joined, have its canonical text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      // Control characters are no text, and "<" or "Name:" might make it a page or a message.
      const raw = `The council met. ${text.replaceAll(/(?![\t\n\f\r])\p{Control}|\p{Surrogate}|\uFFFD/gu, '')}`;
      expect(canonicalText(textsOf(await readText(raw)).join('\n'))).toBe(canonicalText(raw));
    }),
  );
});

test('blank lines, indents and runs of spaces are kept', async () => {
  expect(textsOf(await readText('First.\r\n\r\n  Second  line.\n'))).toEqual([
    'First.',
    '',
    '  Second  line.',
    '',
  ]);
});

const codes = (...values: number[]) => Uint8Array.from(values);

test.each([
  ['UTF-8 with its mark', codes(0xef, 0xbb, 0xbf, 0x41), null, 'A', 'utf-8'],
  ['UTF-16 with its mark', codes(0xff, 0xfe, 0x41, 0x04, 0x42, 0x00), null, '\u0441B', 'utf-16le'],
  [
    'an old Western European text',
    codes(0x93, 0x63, 0x61, 0x66, 0xe9, 0x94, 0x20, 0x80, 0x35),
    null,
    '“café” €5',
    'windows-1252',
  ],
  [
    'a declared encoding',
    codes(0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2),
    'text/plain; charset="windows-1251"',
    'Привет',
    'windows-1251',
  ],
])('%s', async (_name, bytes, declaredType, text, encoding) => {
  const reading = await readDocument(bytes, { declaredType });
  expect(reading).toMatchObject({ encoding, mediaType: 'text/plain' });
  expect(textsOf(reading)).toEqual([text]);
});

test.each([
  ['unknown-encoding', 'another alphabet without a declaration', codes(0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2)],
  ['unknown-format', 'bytes that are no text', codes(1, 2, 3, 0, 255, 254, 7, 8, 200, 1, 2, 3)],
  ['unknown-format', 'UTF-16 without its mark', codes(0x41, 0, 0x42, 0, 0x43, 0)],
  ['image', 'a picture', codes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['rtf', 'rich text', bytesOf('{\\rtf1 text}')],
  ['legacy-office', 'an old Word file', codes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0)],
  [
    'encrypted',
    'a new Word file with a password',
    Uint8Array.of(
      0xd0,
      0xcf,
      0x11,
      0xe0,
      0xa1,
      0xb1,
      0x1a,
      0xe1,
      ...bytesOf('EncryptedPackage'.replaceAll(/./g, '$&\0')),
    ),
  ],
  ['archive', 'a packed file', codes(0x1f, 0x8b, 8, 0)],
  ['damaged', 'a ZIP without its directory', bytesOf('PK\x03\x04 and nothing more')],
  ['empty', 'nothing', codes()],
  ['empty', 'blanks', bytesOf(' \n\t\n')],
])('refused as %s: %s', async (code, _name, bytes) => {
  const reading = await readDocument(bytes);
  expectRefused(reading, code);
  expect(reading).toMatchObject({ sentence: expect.stringMatching(/^[A-Z].+\.$/) });
});

test('foreign bytes in UTF-8 are counted', async () => {
  const reading = await readDocument(Uint8Array.of(...bytesOf('Zażółć gęślą jaźń, '), 0xe9, 0x20, 0x41));
  expect(codesOf(reading)).toEqual(['unreadable-characters']);
  expect(textsOf(reading)).toEqual(['Zażółć gęślą jaźń, \uFFFD A']);
});

test('what it is counts, not what it was sent as; the difference is said', async () => {
  const page = '<!doctype html><body><p>The bridge is closed.</p></body>';
  const reading = await readText(page, { declaredType: 'application/pdf', fileName: 'bridge.pdf' });
  expect(reading).toMatchObject({
    mediaType: 'text/html',
    warnings: expect.arrayContaining([
      { code: 'other-type', sentence: 'It was sent as a PDF but is a web page, and was read as that.' },
    ]),
  });
  expect(await readText('Votes: a < b, c > d.', { declaredType: 'text/html' })).toMatchObject({
    mediaType: 'text/plain',
  });
});

test('a file over the limit is not looked into', async () => {
  expectRefused(await readText('text', { limits: { bytes: 3 } }), 'too-large');
});
