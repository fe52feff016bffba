import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import {
  digestOf,
  entryBytes,
  jcs,
  leafHash,
  newStream,
  seal,
  type EntryHead,
  type Json,
  type Openings,
} from '#transparency-log';
import { json } from './support/json.ts';

const HEAD: EntryHead = { stream: 'ab'.repeat(16), seq: 3, prev: Buffer.alloc(32, 7) };
const AT = '2026-03-02T09:10:11.123Z';

const fields = fc.dictionary(fc.string({ minLength: 1 }), json, { maxKeys: 6, noNullPrototype: true });

interface Leaf {
  readonly eid: string;
  readonly at: string;
  readonly prev: string;
  readonly sd: readonly string[];
}
// JSON.parse knows no types; the test of the keys below holds the shape.
const read = (bytes: Uint8Array): Leaf => JSON.parse(Buffer.from(bytes).toString('utf8')) as Leaf;

/** RFC 9901's way, from the parts: SHA-256 over the canonical list of salt, name and value, by the oracle. */
const digestByHand = (name: string, salt: string, value: Json): string =>
  createHash('sha256')
    .update(canonicalize([salt, name, value]) ?? '')
    .digest('base64');

test('a leaf shows type, stream, order, time and chain, and one digest for each of the rest', () => {
  const openings = seal({ rating: 'verified', by: 'someone' });
  const leaf: unknown = read(entryBytes(HEAD, 'verdict-recorded', AT, openings));
  expect(leaf).toEqual({
    v: 1,
    after: null,
    type: 'verdict-recorded',
    eid: expect.stringMatching(/^[0-9a-f]{32}$/),
    at: '2026-03-02T09:10:11Z',
    stream: 'ab'.repeat(16),
    seq: 3,
    prev: Buffer.alloc(32, 7).toString('base64'),
    sd: Object.entries(openings)
      .map(([name, { salt, value }]) => digestByHand(name, salt, value))
      .sort(),
  });
});

test('the bytes are canonical, whatever the fields', () => {
  fc.assert(
    fc.property(fields, fc.stringMatching(/^[a-z][a-z0-9.-]{0,63}$/), (values, type) => {
      const text = entryBytes(HEAD, type, AT, seal(values)).toString('utf8');
      expect(text).toBe(canonicalize(JSON.parse(text)));
    }),
    { numRuns: 500 },
  );
});

test('the digests in the leaf are those of its openings, each once, in an order that says nothing', () => {
  fc.assert(
    fc.property(fields, (values) => {
      const openings = seal(values);
      const { sd } = read(entryBytes(HEAD, 't', AT, openings));
      const byHand = Object.entries(openings).map(([name, { salt, value }]) =>
        digestByHand(name, salt, value),
      );
      expect(sd).toEqual(byHand.sort());
      expect(Object.fromEntries(Object.entries(openings).map(([name, { value }]) => [name, value]))).toEqual(
        values,
      );
    }),
    { numRuns: 500 },
  );
});

test('no value, name or salt can be read in the leaf', () => {
  const values = { rationale: 'Two letters, one map.', reviewerId: 'reviewer-4f1c' };
  const openings = seal(values);
  const text = entryBytes(HEAD, 't', AT, openings).toString('utf8');
  const secrets = [...Object.entries(values).flat(), ...Object.values(openings).map(({ salt }) => salt)];
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
});

test.each([
  ['2026-03-02T09:10:11.000Z', '2026-03-02T09:10:11Z'],
  ['2026-03-02T09:10:11.999Z', '2026-03-02T09:10:11Z'],
  ['2026-03-02T09:10:11.123456Z', '2026-03-02T09:10:11Z'],
  ['2026-03-02T09:10:11Z', '2026-03-02T09:10:11Z'],
])('the time %s is shown as %s', (at, shown) => {
  expect(read(entryBytes(HEAD, 't', at, {})).at).toBe(shown);
});

test('the first entry of a stream follows nothing, and each other one the hash of the one before', () => {
  const first = entryBytes({ stream: newStream(), seq: 1, prev: new Uint8Array() }, 't', AT, {});
  expect(read(first).prev).toBe('');
  const second = entryBytes({ stream: newStream(), seq: 2, prev: leafHash(first) }, 't', AT, {});
  expect(Buffer.from(read(second).prev, 'base64').equals(leafHash(first))).toBe(true);
});

test('the same words twice are two entries that do not look alike', () => {
  const same = { rating: 'verified' };
  const [a, b] = [seal(same), seal(same)].map((openings) => read(entryBytes(HEAD, 't', AT, openings)));
  expect(a?.eid).not.toBe(b?.eid);
  expect(a?.sd).not.toEqual(b?.sd);
});

test('every field has a salt of its own, of 32 random bytes', () => {
  const openings: Openings[] = Array.from({ length: 50 }, () => seal({ a: 1, b: 1, c: 1 }));
  const salts = openings.flatMap((one) => Object.values(one).map(({ salt }) => salt));
  expect(new Set(salts).size).toBe(150);
  expect(salts.every((salt) => Buffer.from(salt, 'base64').length === 32)).toBe(true);
});

test('a stream’s name is 128 random bits in hex', () => {
  const names = Array.from({ length: 100 }, newStream);
  expect(new Set(names).size).toBe(100);
  expect(names.every((name) => /^[0-9a-f]{32}$/.test(name))).toBe(true);
});

test('changing the value, the name or the salt changes the digest, and nothing else does', () => {
  const opening = fc.tuple(fc.string(), fc.base64String(), json);
  fc.assert(
    fc.property(opening, opening, ([name, salt, value], [otherName, otherSalt, otherValue]) => {
      const digest = digestOf(name, { salt, value });
      expect(digest).toBe(digestByHand(name, salt, value));
      for (const [n, s, v] of [
        [otherName, salt, value],
        [name, otherSalt, value],
        [name, salt, otherValue],
      ] as const)
        expect(digestOf(n, { salt: s, value: v }) === digest).toBe(
          jcs([s, n, v]) === jcs([salt, name, value]),
        );
    }),
    { numRuns: 1_000 },
  );
});

test('moving a character between salt and name changes the digest', () => {
  expect(digestOf('bc', { salt: 'a', value: 1 })).not.toBe(digestOf('c', { salt: 'ab', value: 1 }));
  expect(digestOf('a', { salt: 's', value: '1' })).not.toBe(digestOf('a', { salt: 's', value: 1 }));
});

test('the leaf hash is SHA-256 over a zero byte and the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const prefixed = Buffer.concat([Buffer.of(0), bytes]);
      expect(leafHash(bytes).toString('hex')).toBe(createHash('sha256').update(prefixed).digest('hex'));
    }),
    { numRuns: 500 },
  );
});

// The hash of the empty leaf, as Certificate Transparency's own test vectors have it.
test('the hash of an empty leaf is the known one', () => {
  expect(leafHash(new Uint8Array()).toString('hex')).toBe(
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  );
});
