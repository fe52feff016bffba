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

/** Any value that an entry may hold. */
export const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(text, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;
