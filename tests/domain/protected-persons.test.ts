import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exposedNames, redact, type ProtectedPerson } from '#domain';

/** Letters of invented names; the words around them share none, so that a name stands only where it was put. */
const NAME_LETTERS = 'abcdeghilmnoprtuvzáéíóúçñöüåšžğабвгдежикй';
const OTHER_LETTERS = 'xqwyk';
const LABEL = 'xx';

const INVISIBLE = ['\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff'];
const SEPARATORS = [
  ' ',
  '  ',
  '\n',
  '\t',
  '\u00a0',
  '\u202f',
  '-',
  '\u2010',
  '\u2011',
  '\u2013',
  ' - ',
  '-\n',
];
const EDGES = ['', ' ', '\n', '(', ')', '“', '”', ',', '.', '—', '/', '’', '_', '\u00a0'];

const NUM_RUNS = 500;
const word = (letters: string, minLength: number) =>
  fc
    .array(fc.constantFrom(...Array.from(letters)), { minLength, maxLength: 7 })
    .map((characters) => characters.join(''));
const name = fc.array(word(NAME_LETTERS, 3), { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const around = fc
  .tuple(fc.array(word(OTHER_LETTERS, 1), { maxLength: 3 }), fc.constantFrom(...EDGES))
  .map(([words, edge]) => ({ before: `${words.join(' ')} ${edge}`, after: `${edge} ${words.join(' ')}` }));

const invisibles = fc.array(fc.constantFrom(...INVISIBLE), { maxLength: 2 }).map((some) => some.join(''));
/** One bit for each letter of the longest name. */
const bits = fc.nat(2 ** 24 - 1);

/** One way of writing the name: in any case and composition, with invisible characters after letters. */
const spellingOf = (plain: string) =>
  fc
    .record({
      upper: bits,
      decomposed: bits,
      hidden: bits,
      invisible: invisibles,
      separators: fc.tuple(fc.constantFrom(...SEPARATORS), fc.constantFrom(...SEPARATORS)),
    })
    .map(({ upper, decomposed, hidden, invisible, separators }) => {
      const words = plain.split(' ').map((one, wordIndex) =>
        Array.from(one, (letter, index) => {
          const bit = 1 << (wordIndex * 7 + index);
          const cased = upper & bit ? letter.toUpperCase() : letter;
          return cased.normalize(decomposed & bit ? 'NFD' : 'NFC') + (hidden & bit ? invisible : '');
        }).join(''),
      );
      return words.reduce((text, next, index) => `${text}${separators[index - 1] ?? ' '}${next}`);
    });
const spelled = name.chain((plain) => fc.tuple(fc.constant(plain), spellingOf(plain)));

const person = (label: string, ...names: string[]): ProtectedPerson => ({ id: label, label, names });

test('however a name is written, nothing of it is left after redaction', () => {
  fc.assert(
    fc.property(spelled, around, ([plain, written], { before, after }) => {
      const persons = [person(LABEL, plain)];
      const text = `${before}${written}${after}`;
      expect(exposedNames(text, persons)).toEqual([plain]);
      const redacted = redact(text, persons);
      expect(exposedNames(redacted, persons)).toEqual([]);
      expect(redacted).not.toMatch(new RegExp(`[${NAME_LETTERS}]`, 'iu'));
      expect(redacted).toContain(`[${LABEL}]`);
    }),
    { numRuns: NUM_RUNS },
  );
});

test('the same holds for a protected name that was entered decomposed, in capitals and with outer spaces', () => {
  fc.assert(
    fc.property(spelled, ([plain, written]) => {
      const entered = ` ${plain.toUpperCase().normalize('NFD')} `;
      const redacted = redact(`xy ${written} xy`, [person(LABEL, entered)]);
      expect(exposedNames(redacted, [person(LABEL, plain)])).toEqual([]);
    }),
    { numRuns: NUM_RUNS },
  );
});

test('all names of all persons go, wherever they stand in the value', () => {
  const many = fc.uniqueArray(name, { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(many, around, (names, { before, after }) => {
      const [first = '', ...others] = names;
      const persons = [person('xk', first), person('kx', ...others)];
      const strings = names.map((one) => `${before}${one}${after}${one.toUpperCase()}`);
      const value = { a: strings, b: { c: [{ d: strings.join('; ') }], e: 7, f: null, g: true } };
      const redacted = redact(value, persons);
      expect(exposedNames(value, persons).sort()).toEqual([...names].sort());
      expect(exposedNames(redacted, persons)).toEqual([]);
      expect(redacted).toMatchObject({ b: { e: 7, f: null, g: true } });
    }),
    { numRuns: NUM_RUNS },
  );
});

test('a word that merely contains a name is untouched, and is not called exposed', () => {
  const attached = fc.oneof(word(NAME_LETTERS, 1), word(OTHER_LETTERS, 1), word('0123456789', 1));
  const affixes = fc
    .tuple(fc.option(attached, { nil: '' }), fc.option(attached, { nil: '' }))
    .filter(([before, after]) => before !== '' || after !== '');
  fc.assert(
    fc.property(name, affixes, around, (plain, [prefix, suffix], { before, after }) => {
      const text = `${before}${prefix}${plain}${suffix}${after}`;
      const persons = [person(LABEL, plain)];
      expect(redact(text, persons)).toBe(text);
      expect(exposedNames(text, persons)).toEqual([]);
    }),
    { numRuns: NUM_RUNS },
  );
});

test('text without any name is only brought into composed form', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), name, (text, plain) => {
      fc.pre(!exposedNames(text, [person(LABEL, plain)]).length);
      expect(redact(text, [person(LABEL, plain)])).toBe(text.normalize('NFC'));
    }),
    { numRuns: NUM_RUNS },
  );
});

test('redacting twice changes nothing more', () => {
  fc.assert(
    fc.property(spelled, around, ([plain, written], { before, after }) => {
      const persons = [person(LABEL, plain)];
      const once = redact(`${before}${written}${after}`, persons);
      expect(redact(once, persons)).toEqual(once);
    }),
    { numRuns: NUM_RUNS },
  );
});

test('no label that is free of names brings one back', () => {
  fc.assert(
    fc.property(spelled, fc.string({ unit: 'grapheme' }), ([plain, written], label) => {
      const persons = [person(label, plain)];
      fc.pre(!label.includes('$') && !exposedNames(label, persons).length); // “$” has its own test
      const redacted = redact(`xy ${written} xy`, persons);
      expect(redacted).toContain(`[${label}]`);
      expect(exposedNames(redacted, persons)).toEqual([]);
    }),
    { numRuns: NUM_RUNS },
  );
});
