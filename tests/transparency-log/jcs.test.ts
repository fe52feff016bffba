import { expect, test } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { jcs } from '#transparency-log';
import { json, jsonOfPlainKeys } from './support/json.ts';

test('inside the entry domain the bytes are those of RFC 8785', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(jcs(value)).toBe(canonicalize(value));
    }),
    { numRuns: 2_000 },
  );
});

test('the text reads back as the value it was made from', () => {
  fc.assert(
    fc.property(jsonOfPlainKeys, (value) => {
      expect(JSON.parse(jcs(value))).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test('the order in which keys were set makes no difference', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), json, { noNullPrototype: true }), (object) => {
      expect(jcs(Object.fromEntries(Object.entries(object).toReversed()))).toBe(jcs(object));
    }),
    { numRuns: 500 },
  );
});

test('the string of RFC 8785, section 3.2.2, is escaped as it says', () => {
  const value = JSON.parse(String.raw`{"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"}`);
  expect(jcs(value)).toBe(String.raw`{"string":"€$\u000f\nA'B\"\\\\\"/"}`);
});

test('the literals and the structure of section 3.2.2 are written without white space', () => {
  expect(jcs(JSON.parse('{ "literals": [ null, true,\n false ], "empty": [ {}, [] ] }'))).toBe(
    '{"empty":[{},[]],"literals":[null,true,false]}',
  );
});

test('the keys of section 3.2.3 are sorted by UTF-16 code units, not by code points', () => {
  const value = JSON.parse(
    String.raw`{
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis"
    }`,
  );
  expect([...jcs(value).matchAll(/:"([^"]*)"/g)].map(([, name]) => name)).toEqual([
    'Carriage Return',
    'One',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ]);
});

test.each([
  [0, '0'],
  [-1, '-1'],
  [2 ** 53 - 1, '9007199254740991'],
  [-(2 ** 53 - 1), '-9007199254740991'],
])('the integer %d is written as %s', (value, text) => {
  expect(jcs(value)).toBe(text);
});

test('a key named __proto__ is a key like any other', () => {
  const text = '{"__proto__":1,"a":2}';
  expect(jcs(JSON.parse(text))).toBe(text);
});

class Plain {
  readonly a = 1;
}

const OUTSIDE: readonly (readonly [string, unknown])[] = [
  ['a float', 1.5],
  ['minus zero', -0],
  ['2^53', 2 ** 53],
  ['-2^53', -(2 ** 53)],
  ['a number that is none', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['a big integer', 1n],
  ['undefined', undefined],
  ['a function', () => 1],
  ['a symbol', Symbol('s')],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a set', new Set()],
  ['bytes', Buffer.from('a')],
  ['a boxed string', Object('a')],
  ['an instance of a class', new Plain()],
  ['an object without a prototype', Object.create(null)],
  ['a high surrogate alone', '\ud800'],
  ['a low surrogate alone', 'a\udc00b'],
  ['two surrogates in the wrong order', '\ude00\ud83d'],
];

test.each(OUTSIDE)('%s has no place in an entry, at any depth', (_, value) => {
  expect(() => jcs(value)).toThrow();
  expect(() => jcs([0, value])).toThrow();
  expect(() => jcs({ a: { b: [value] } })).toThrow();
});

test.each(['\ud800', 'a\udc00', '\ude00\ud83d'])('the key %j has no place in an entry', (key) => {
  expect(() => jcs({ [key]: 1 })).toThrow('a lone surrogate has no UTF-8');
  expect(() => jcs([{ a: { [key]: 1 } }])).toThrow('a lone surrogate has no UTF-8');
});

// `map` skips a hole, and what `join` makes of it is no JSON.
test('a list with a hole has no place in an entry', () => {
  const holed = [1];
  holed[2] = 3;
  expect(() => jcs(holed)).toThrow();
});
