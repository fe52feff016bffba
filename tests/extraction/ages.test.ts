import { expect, test } from '@jest/globals';
import { quantitiesOfSentence } from './figures-of-sentence.ts';

test.each<[string, unknown[][]]>([
  ['A 17-year-old girl was rescued.', [['17-year-old', 17, 17, 'girl rescued', null]]],
  ['Maria Holt, 31, of Leeds, was hurt.', [['31', 31, 31, 'Maria Holt', null]]],
  [
    'The boy, 12, and his sister, 9, were safe.',
    [
      ['12', 12, 12, 'boy', null],
      ['9', 9, 9, 'sister', null],
    ],
  ],
  [
    'The victims were men aged 34, 52 and 67.',
    [
      ['34', 34, 34, 'men', null],
      ['52', 52, 52, 'men', null],
      ['67', 67, 67, 'men', null],
    ],
  ],
  ['A woman of 81 was found.', [['81', 81, 81, 'woman', null]]],
  [
    'The youngest was 14 and the oldest 73.',
    [
      ['14', 14, 14, 'youngest', 'min'],
      ['73', 73, 73, 'oldest', 'max'],
    ],
  ],
  ['The youngest of the strikers are 17.', [['17', 17, 17, 'youngest of strikers', 'min']]],
  ['The oldest of the 40 strikers is 71.', [['71', 71, 71, 'strikers', 'max']]],
  [
    'The oldest members of the Kell flood board were 80.',
    [['80', 80, 80, 'oldest members of Kell flood board', 'max']],
  ],
  ['The youngest are 15 or 16.', [['15 or 16', 15, 16, 'youngest', 'min']]],
  ['The oldest evacuees were between 80 and 90.', [['between 80 and 90', 80, 90, 'oldest evacuees', 'max']]],
  [
    'The youngest strikers were 17 and 18.',
    [
      ['17', 17, 17, 'youngest strikers', 'min'],
      ['18', 18, 18, 'youngest strikers', 'min'],
    ],
  ],
  [
    'The three oldest were 81, 83 and 90.',
    [
      ['81', 81, 81, 'three oldest', 'max'],
      ['83', 83, 83, 'three oldest', 'max'],
      ['90', 90, 90, 'three oldest', 'max'],
    ],
  ],
  ['The youngest was 12, and 13 were hurt.', [['12', 12, 12, 'youngest', 'min']]],
  ['The youngest was 12 and 40 people were cold.', [['12', 12, 12, 'youngest', 'min']]],
  ['The youngest were 12 and 13 boys were hurt.', [['12', 12, 12, 'youngest', 'min']]],
  ['Boys aged 12 and 13 men were hurt.', [['12', 12, 12, 'Boys', null]]],
  ['Children as young as six work there.', [['as young as six', 6, 6, 'Children', 'min']]],
  [
    'The files name hundreds of prisoners, some as young as 15.',
    [['as young as 15', 15, 15, 'prisoners', 'min']],
  ],
  ['Patients such as a 40-year-old waited.', [['40-year-old', 40, 40, 'waited', 'example']]],
  ['He is in his late 40s.', [['40s', 47, 49, null, null]]],
  ['People aged 65 and over qualify.', [['65 and over', 65, null, 'People', null]]],
  ['Adults over 65 pay less.', [['over 65', 65, null, 'Adults', null]]],
])('ages: %s', (sentence, expected) => {
  const ages = quantitiesOfSentence(sentence).filter(({ kind }) => kind === 'age');
  expect(
    ages.map(({ text, min, max, measure, aggregator }) => [text, min, max, measure, aggregator]),
  ).toEqual(expected);
});

test.each([
  'The youngest strikers were 15 of the 40.',
  'The youngest were 15 boys from Kell.',
  'The youngest volunteers were 15 in all.',
  'The youngest 15 were sent home.',
  'The youngest players scored 15.',
  'The oldest pupils numbered 15.',
])('a count, however young they are: %s', (sentence) => {
  expect(quantitiesOfSentence(sentence).map(({ kind }) => kind)).not.toContain('age');
});
