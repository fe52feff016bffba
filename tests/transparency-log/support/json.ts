import fc from 'fast-check';
import type { Json } from '#transparency-log';

/** Strings of every kind that has a UTF-8 form: control characters, marks, and what lies beyond the first plane. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'binary-ascii' }),
  fc.constantFrom(
    '',
    '"',
    '\\',
    '\u2028',
    '\u007f',
    '\ufffe',
    '\u{10ffff}',
    '__proto__',
    'constructor',
    '1',
    '10',
  ),
);

const jsonWithKeys = (key: fc.Arbitrary<string>): fc.Arbitrary<Json> =>
  fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
    ),
  })).value;

/** Any value that an entry may hold. */
export const json = jsonWithKeys(text);

/** The same without keys that JSON escapes: JSON.parse of Node 24.21 now and then reads such a key as another one. */
export const jsonOfPlainKeys = jsonWithKeys(text.filter((key) => JSON.stringify(key) === `"${key}"`));
