import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { digestOf, entryBytes, jcs, leafHash, seal, type Json } from '#transparency-log';

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'grapheme' }),
    fc.maxSafeInteger().map((number) => number + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

test('inside the entry domain the bytes are those of RFC 8785', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(jcs(value)).toBe(canonicalize(value));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['a float', 1.5],
  ['minus zero', -0],
  ['a number past 2^53', 2 ** 53],
  ['undefined', { a: undefined }],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a lone surrogate', '\ud800'],
  ['a lone surrogate in a key', { '\udc00': 1 }],
])('%s has no place in an entry', (_, value) => {
  expect(() => jcs(value)).toThrow();
});

test('a leaf shows type, stream, order and whole seconds, and only digests of the rest', () => {
  const openings = seal({ rating: 'verified', by: 'someone' });
  const head = { stream: 'ab'.repeat(16), seq: 3, prev: Buffer.alloc(32, 7) };
  const bytes = entryBytes(head, 'verdict-recorded', '2026-03-02T09:10:11.123Z', openings);
  const leaf = JSON.parse(bytes.toString('utf8'));
  expect(leaf).toMatchObject({ v: 1, type: 'verdict-recorded', at: '2026-03-02T09:10:11Z', seq: 3 });
  expect(bytes.toString('utf8')).not.toMatch(/verified|someone/);
  expect(leaf.sd).toEqual(
    Object.entries(openings)
      .map(([name, opening]) => digestOf(name, opening))
      .sort(),
  );
  expect(jcs(leaf)).toBe(bytes.toString('utf8'));
});

test('another value, name or salt is another digest', () => {
  const { rating } = seal({ rating: 'verified' });
  if (!rating) throw new Error('sealed fields keep their names');
  const digests = [
    digestOf('rating', rating),
    digestOf('rating', { ...rating, value: 'disputed' }),
    digestOf('ratings', rating),
    digestOf('rating', { ...rating, salt: 'AA==' }),
  ];
  expect(new Set(digests).size).toBe(4);
});

test('the leaf hash is SHA-256 over a zero byte and the bytes', () => {
  const bytes = Buffer.from('{"a":1}');
  const expected = createHash('sha256')
    .update(Buffer.concat([Buffer.from([0]), bytes]))
    .digest();
  expect(leafHash(bytes).equals(expected)).toBe(true);
});
