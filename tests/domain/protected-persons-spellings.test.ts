import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { exposedNames, redact, type ProtectedPerson } from '#domain';

const person = (label: string, ...names: string[]): ProtectedPerson => ({ id: label, label, names });
const redactedBy = (text: string, ...persons: ProtectedPerson[]) => redact(text, persons);

test.each([
  ['as it is', 'Ines Prado', 'Ines Prado'],
  ['in capitals', 'Ines Prado', 'INES PRADO'],
  ['over two lines', 'Ines Prado', 'Ines\n   Prado'],
  ['with a hyphen', 'Ines Prado', 'Ines-Prado'],
  ['with a non-breaking hyphen', 'Ines Prado', 'Ines\u2011Prado'],
  ['without the hyphen it has', 'Anne-Marie Reis', 'Anne Marie Reis'],
  ['with a soft hyphen', 'Ines Prado', 'Ines Pra\u00addo'],
  ['decomposed', 'José Pão', 'José Pão'.normalize('NFD')],
  ['with a zero-width space before the space', 'Ines Prado', 'Ines\u200b Prado'],
  ['with a zero-width space after the space', 'Ines Prado', 'Ines \u200bPrado'],
  ['with marks of direction around the space', 'Ines Prado', 'Ines\u200e \u200ePrado'],
  ['with characters of pattern syntax', 'Ines (Nô) P.', 'Ines (Nô) P.'],
])('a name written %s is replaced', (_, name, written) => {
  expect(redactedBy(`said ${written}, twice`, person('a witness', name))).toBe('said [a witness], twice');
});

test.each([
  ['with underscores', 'Ines Prado', 'Ines_Prado'],
  ['in full-width letters', 'Ines Prado', 'Ｉｎｅｓ Ｐｒａｄｏ'],
  ['with a ligature', 'Ines Goffin', 'Ines Goﬃn'],
  ['without its accents', 'José Pão', 'Jose Pao'],
  ['with accents it does not have', 'Ines Prado', 'Inés Prado'],
  ['with a grapheme joiner', 'Ines Prado', 'In\u034fes Prado'],
  ['with a variation selector', 'Ines Prado', 'Ines\ufe0e Prado'],
  ['with vowel signs', 'محمد صالح', 'مُحَمَّد صَالِح'],
  ['with a typographic apostrophe', "Ana D'Ornelas", 'Ana D’Ornelas'],
  ['with a straight apostrophe', 'Ana D’Ornelas', "Ana D'Ornelas"],
  ['in capitals that spell ß as SS', 'Ida Strauß', 'IDA STRAUSS'],
  ['in capitals of the dotless ı', 'Işık Aydın', 'IŞIK AYDIN'],
  ['between marks that isolate direction', 'محمد صالح', '\u2067محمد\u2069 \u2067صالح\u2069'],
  ['with an invisible separator', 'Ines Prado', 'In\u2063es Prado'],
  ['with the Arabic letter mark', 'محمد صالح', 'محمد\u061c صالح'],
])('a name written %s is replaced, or found by the search that closes the gate', (_, name, written) => {
  const persons = [person('a witness', name)];
  const text = `said ${written}, twice`;
  const redacted = redact(text, persons);
  expect([
    ['said [a witness], twice', []],
    [redacted, [name]],
  ]).toContainEqual([redacted, exposedNames(redacted, persons)]);
});

test.each(['$&', '$`', "$'", '$$', '$1', '$<name>', 'A$AP'])('the label “%s” stands as it is', (label) => {
  expect(redactedBy('said Ines Prado, twice', person(label, 'Ines Prado'))).toBe(`said [${label}], twice`);
});

test.each([
  ['first', [person('a witness', 'Ines'), person('a friend of Ines', 'Rui')]],
  ['last', [person('a friend of Ines', 'Rui'), person('a witness', 'Ines')]],
])(
  'a label that holds another’s name does not bring it back, when that other was protected %s',
  (_, persons) => {
    expect(exposedNames(redact('Rui and Ines left.', persons), persons)).toEqual([]);
  },
);

test('of one person’s names the longest goes first', () => {
  expect(redactedBy('Ines Prado left; Ines called.', person('a witness', 'Ines', 'Ines Prado'))).toBe(
    '[a witness] left; [a witness] called.',
  );
});

test('a name is not broken apart by a shorter name of somebody else', () => {
  const persons = [person('a child', 'Ines'), person('her mother', 'Ines Prado')];
  expect(redactedBy('Ines Prado left.', ...persons)).toBe('[her mother] left.');
  expect(redactedBy('Ines Prado left.', ...persons.toReversed())).toBe('[her mother] left.');
});

test('a possessive keeps its ending and other words stay', () => {
  expect(redactedBy('Ines’s boat, Inesa, linesman', person('a witness', 'Ines'))).toBe(
    '[a witness]’s boat, Inesa, linesman',
  );
});

test('keys, numbers and empty values keep their place', () => {
  const value = { Ines: 'Ines', list: [1, true, null, ['Ines']], none: {}, empty: '' };
  expect(redact(value, [person('w', 'Ines')])).toEqual({
    Ines: '[w]',
    list: [1, true, null, ['[w]']],
    none: {},
    empty: '',
  });
  expect(redact(value, [])).toEqual(value);
});

/** What `search` gives back, unless it takes longer: then an error. */
const within = <T>(search: () => T, timeoutMs = 1_000): T =>
  runInNewContext('search()', { search }, { timeout: timeoutMs });

// The contract refuses a blank name, but these characters are no blanks to `trim()`.
test.each([
  ['a zero-width space', '\u200b'],
  ['a soft hyphen', '\u00ad'],
  ['a lone accent', '\u0301'],
])('a protected name of nothing but %s is found nowhere, and holds nothing up', (_, name) => {
  expect(within(() => exposedNames('said twice', [person('w', name)]))).toEqual([]);
  expect(within(() => redactedBy('said twice', person('w', name)))).toBe('said twice');
});

test.each([
  ['Latin', 'The boat was late on Monday again. '],
  ['Cyrillic', 'Лодка опять опоздала в понедельник. '],
])('half a million characters of a %s text are searched, and rebuilt, in seconds', (_, sentence) => {
  const persons = [person('a witness', 'Зарина Кадырова')];
  const text = `${sentence.repeat(Math.ceil(500_000 / sentence.length))} ЗАРИНА КАДЫРОВА`;
  expect(within(() => exposedNames(text, persons), 5_000)).toEqual(['Зарина Кадырова']);
  expect(within(() => redact(text, persons), 5_000)).toMatch(/ \[a witness\]$/);
});
