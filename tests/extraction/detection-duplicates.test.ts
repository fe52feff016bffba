import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldDuplicates } from '../../libs/extraction/src/detection/fold-duplicates.ts';
import { namesIn } from '../../libs/extraction/src/detection/names.ts';
import type { Sentence } from '../../libs/extraction/src/types.ts';

const sentencesOf = (texts: readonly string[]): Sentence[] =>
  texts.map((text) => ({ text, start: 0, end: Array.from(text).length, label: 'body' }));
const names = namesIn(['The mayors of Harlow and Varnholm met Finch and Brandt near Otterby.']);
const fold = (...texts: string[]): number[][] => foldDuplicates(sentencesOf(texts), names);

test.each([
  ['The council of Harlow cut 12 jobs.', 'The council of Harlow cut 12 jobs.'],
  ['The council of Harlow cut 12 jobs.', 'the Council of Harlow  cut 12 jobs'],
  ['Council of Harlow cut 12 jobs in libraries', 'The council of Harlow has cut 12 jobs in libraries.'],
  [
    'The council of Harlow cut 12 jobs in its libraries.',
    'The council of Harlow cut 12 jobs in its libraries, officials said.',
  ],
  ['The driver’s licence had expired.', "The driver's licence had expired."],
])('one claim: %j and %j', (a, b) => {
  expect(fold(a, 'Rain fell.', b)).toEqual([[0, 2], [1]]);
});

test.each([
  ['The council of Harlow cut 12 jobs.', 'The council of Harlow cut 13 jobs.'],
  ['The council of Harlow cut 12 jobs.', 'The council of Varnholm cut 12 jobs.'],
  ['The club owes Brandt $5 million in wages.', 'The club owes Brandt £5 million in wages.'],
  ['Prices in Harlow rose to 5 a litre last week.', 'Prices in Harlow rose by 5 a litre last week.'],
  ['It was 5 degrees in Harlow at noon today.', 'It was -5 degrees in Harlow at noon today.'],
  [
    'Finch sued Brandt over the contract for the new stadium.',
    'Brandt sued Finch over the contract for the new stadium.',
  ],
  [
    'The court in Harlow upheld the order against the mill.',
    'The court in Harlow lifted the order against the mill.',
  ],
  [
    'The mill in Harlow was closed by the inspectors.',
    'The mill in Harlow was not closed by the inspectors.',
  ],
  [
    'The mill in Harlow was closed by the inspectors.',
    'The mill in Harlow was reportedly closed by the inspectors.',
  ],
  [
    'The mill in Harlow was closed by the inspectors.',
    'The mill in Harlow was closed by the inspectors in March.',
  ],
  [
    'The mill in Harlow was closed by the inspectors.',
    'The mill in Harlow was nearly closed by the inspectors.',
  ],
  ['The men of Harlow were charged with murder.', 'The men of Harlow were charged with attempted murder.'],
  ['The board of Harlow wants two schools closed.', 'The board of Harlow wants three schools closed.'],
  [
    'The mill was closed by the inspectors at last.',
    'The mill was closed by the inspectors at last, police said.',
  ],
])('two claims: %j and %j', (a, b) => {
  expect(fold(a, b)).toEqual([[0], [1]]);
});

test('every sentence is in one group, equal ones in the same, and figures never meet others', () => {
  const word = fc.constantFrom(
    'the',
    'Harlow',
    'Finch',
    'mill',
    'closed',
    'not',
    '12',
    '13',
    '$',
    'was',
    'in',
    '😀',
    '',
  );
  const texts = fc.array(
    fc.array(word, { maxLength: 10 }).map((words) => words.join(' ')),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(texts, (given) => {
      const groups = foldDuplicates(sentencesOf(given), names);
      expect(groups.flat().toSorted((a, b) => a - b)).toEqual(given.map((_, i) => i));
      const groupOf = (i: number): number => groups.findIndex((group) => group.includes(i));
      for (const [i, text] of given.entries()) expect(groupOf(given.indexOf(text))).toBe(groupOf(i));
      for (const group of groups) {
        const fixed = group.map((i) => (given[i] ?? '').match(/Harlow|Finch|not|1[23]|\$/g)?.join(' ') ?? '');
        expect(new Set(fixed).size).toBe(1);
      }
    }),
    { numRuns: 500 },
  );
});

test('a long table of nearly equal lines is folded in good time', () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, i) => `The mayor of Harlow met row${'x'.repeat(i % 97)} at noon again.`,
  );
  const began = performance.now();
  expect(fold(...lines)).toHaveLength(97);
  // Comparing all pairs would take minutes.
  expect(performance.now() - began).toBeLessThan(10_000);
});
