import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeDocument } from '#extraction';

const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const bytes = new DataView(new ArrayBuffer(2 + text.length * 2));
  bytes.setUint16(0, 0xfeff, littleEndian);
  for (let i = 0; i < text.length; i++) bytes.setUint16(2 + i * 2, text.charCodeAt(i), littleEndian);
  return new Uint8Array(bytes.buffer);
};
const wellFormed = fc
  .string({ unit: 'grapheme' })
  // A leading byte order mark is taken off on purpose, half a pair has no bytes, and control characters are not text.
  .filter((text) => !text.startsWith('\uFEFF') && !/\p{Surrogate}|(?![\t\n\f\r])\p{Control}/u.test(text));

test('UTF-8 and UTF-16 with its mark come back as they were', () => {
  fc.assert(
    fc.property(wellFormed, (text) => {
      expect(decodeDocument(new TextEncoder().encode(text))).toBe(text);
      expect(decodeDocument(utf16(text, true))).toBe(text);
      expect(decodeDocument(utf16(text, false))).toBe(text);
    }),
  );
});

test.each([
  ['a UTF-8 mark', [0xef, 0xbb, 0xbf, 0x41], 'A'],
  ['windows-1252 where UTF-8 fails', [0x93, 0x63, 0x61, 0x66, 0xe9, 0x94, 0x20, 0x80, 0x35], '“café” €5'],
  ['nothing', [], ''],
])('%s', (_name, bytes, text) => {
  expect(decodeDocument(Uint8Array.from(bytes))).toBe(text);
});

test.each([
  ['an image', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]],
  ['invalid UTF-8 with a NUL', [0x41, 0xe9, 0x00, 0x42]],
  ['a byte that windows-1252 does not use', [0x41, 0x81, 0x42]],
  ['UTF-16 without its mark', [0x41, 0, 0x42, 0, 0x43, 0]],
  ['half a surrogate pair', [0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]],
  ['an odd byte at the end of UTF-16', [0xff, 0xfe, 0x41, 0x00, 0x42]],
])('not readable: %s', (_name, bytes) => {
  expect(decodeDocument(Uint8Array.from(bytes))).toBeNull();
});

test('no bytes make it throw', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => expect(() => decodeDocument(bytes)).not.toThrow()));
});
