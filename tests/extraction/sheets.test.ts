import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { figuresOf } from '../../bench/eval/figure-occurrences.ts';
import { goldTexts, type GoldText } from '../../bench/eval/gold.ts';
import { dateSheets } from '../../libs/extraction/src/sheets/date-sheets.ts';
import { figureSheets } from '../../libs/extraction/src/sheets/figure-sheets.ts';
import { relateQuantities } from '../../libs/extraction/src/sheets/intervals.ts';
import type { FigureOccurrence, Relation } from '../../libs/extraction/src/sheets/occurrence.ts';
import {
  attributionVariants,
  quotationVariants,
} from '../../libs/extraction/src/sheets/quotation-variants.ts';
import type { Quantity } from '../../libs/extraction/src/types.ts';
import { figuresOfSentence, NEWS_PIECES } from './figures-of-sentence.ts';
import type { SheetCase } from './sheets-cases.ts';
import { DIFFERENCES } from './sheets-differences.ts';
import { LOOK_ALIKES } from './sheets-look-alikes.ts';

const PUBLISHED = '2023-05-10';

function occurrences(
  documentId: string,
  text: string,
  publishedAt = PUBLISHED,
  speaker: string | null = null,
) {
  return figuresOf(text, publishedAt).map(({ figure, sentence }): FigureOccurrence => ({
    claimId: `${documentId} ${sentence.start}`,
    documentId,
    publisher: null,
    publishedAt,
    figure,
    sentence: sentence.text,
    speaker,
    quotes: [],
  }));
}

const sheetsOf = ({ texts: [one, other], published = [PUBLISHED, PUBLISHED] }: SheetCase) =>
  figureSheets([...occurrences('a', one, published[0]), ...occurrences('b', other, published[1])]);
const conflicts = (example: SheetCase): Relation[] =>
  sheetsOf(example).flatMap(({ relation }) =>
    relation === 'differ' || relation === 'contradict' ? [relation] : [],
  );

test.each(DIFFERENCES)('set against each other: $why', (example) => {
  expect(conflicts(example)).not.toEqual([]);
});

test.each(LOOK_ALIKES)('silent: $why', (example) => {
  expect(conflicts(example)).toEqual([]);
});

test('there is enough of both', () => {
  expect(DIFFERENCES.length).toBeGreaterThanOrEqual(25);
  expect(LOOK_ALIKES.length).toBeGreaterThanOrEqual(40);
});

test.each<[string, string, Relation]>([
  ['More than 300 people.', 'Over 300 people.', 'same'],
  ['More than 300 people.', 'The 304 people.', 'same'],
  ['More than 300 people.', 'Over 700 people.', 'compatible-bounds'],
  ['More than 300 people.', 'The 700 people.', 'compatible-bounds'],
  ['Exactly 300 people.', 'Exactly 700 people.', 'contradict'],
  ['Fewer than 100 people.', 'At least 300 people.', 'contradict'],
  ['Fewer than 400 people.', 'At least 300 people.', 'compatible-bounds'],
  ['About 300 people.', 'The 318 people.', 'same'],
  ['About 300 people.', 'The 412 people.', 'differ'],
  ['Dozens of people.', 'The 48 people.', 'compatible-bounds'],
  ['Hundreds of people.', 'Seven people.', 'differ'],
  ['More than 10 people.', 'Between 10 and 20 people.', 'compatible-bounds'],
  ['Between 10 and 20 people.', 'The 15 people.', 'compatible-bounds'],
  ['Between 10 and 20 people.', 'Between 15 and 30 people.', 'differ'],
  ['Between 10 and 20 people.', 'Between 30 and 40 people.', 'contradict'],
  ['Some 1.2 million people.', 'The 1,204,330 people.', 'same'],
  ['Twelve people.', 'Thirteen people.', 'contradict'],
  ['A wait of 18 months.', 'A wait of a year and a half.', 'same'],
  ['A third of people.', 'The 33% of people.', 'same'],
  ['A walk of 10 miles.', 'A walk of 16 km.', 'same'],
])('%s against %s: %s', (one, other, relation) => {
  const [a, b] = [one, other].map((sentence) =>
    figuresOfSentence(sentence).find((figure): figure is Quantity => figure.kind !== 'date'),
  );
  if (!a || !b) throw new Error('expected a quantity in each');
  expect(relateQuantities(a, b)).toBe(relation);
  expect(relateQuantities(b, a)).toBe(relation);
});

test('a sheet has one row per document and figure, and says what it measures', () => {
  const [sheet, ...others] = figureSheets([
    ...occurrences('gazette', 'Four people were killed in the flood.'),
    ...occurrences('courier', 'Floods killed at least five people.'),
    ...occurrences('herald', 'The flood killed more than three people.'),
  ]);
  expect(others).toEqual([]);
  expect(sheet).toMatchObject({ measure: 'people killed', relation: 'contradict' });
  expect(sheet?.rows.map(({ documentId, text, min, max }) => [documentId, text, min, max])).toEqual([
    ['gazette', 'Four', 4, 4],
    ['courier', 'at least five', 5, null],
    ['herald', 'more than three', 3, null],
  ]);
});

test('counts of different days differ and do not contradict', () => {
  const published: readonly [string, string] = ['2023-05-10', '2023-05-11'];
  const texts: readonly [string, string] = ['The fire killed four people.', 'The fire killed seven people.'];
  expect(conflicts({ why: '', texts })).toEqual(['contradict']);
  expect(conflicts({ why: '', texts, published })).toEqual(['differ']);
});

test.each<[string, string, Relation | null]>([
  ['The bridge was opened in 2010.', 'The bridge was opened in 2012.', 'contradict'],
  ['The old mill burned down on Monday.', 'The old mill burned down on Sunday.', 'differ'],
  ['The charity was founded twelve years ago.', 'The charity was founded in 2011.', 'same'],
  ['The bridge was opened in May 2010.', 'The bridge was opened in 2010.', 'same'],
  ['The bridge was opened in 2010.', 'The bridge was closed in 2012.', null],
  ['The bridge was opened in 2010.', 'The airport terminal was opened in 2012.', null],
  [
    'The first attack took place on 4 March 2021 in Tavo.',
    'The second attack took place on 9 March 2021 in Tavo.',
    null,
  ],
  ['Ada Holt died on 4 March 2021 in Tavo.', 'Bea Nash died on 9 March 2021 in Tavo.', null],
  ['Ada Holt died on 4 March 2021 in Tavo.', 'Holt died on 9 March 2021 in Tavo.', 'contradict'],
  ['The mayor said on Monday that rents fell.', 'The mayor said on Friday that rents fell.', null],
  [
    'The bridge at Alvar was opened in 1968.',
    'The bridge at Alvar, inaugurated in 1964, has two lanes.',
    'contradict',
  ],
  ['The home at Kilmore closed in 1961.', 'The home at Kilmore was shut in 1969.', 'contradict'],
  [
    'A fire in Norden killed four people on 3 May 2023.',
    'A fire in the same street in Norden killed two people in 2017.',
    null,
  ],
])('dates of one event: %s %s %s', (one, other, relation) => {
  const sheets = dateSheets([...occurrences('a', one), ...occurrences('b', other)]);
  expect(sheets.map((sheet) => sheet.relation)).toEqual(relation === null ? [] : [relation]);
});

const quotation = (documentId: string, speaker: string | null, text: string) => ({
  documentId,
  claimId: documentId,
  speaker,
  text,
});

test('one quotation in two wordings is flagged, an excerpt and another saying are not', () => {
  const first = quotation('a', 'Jon Aas', 'The fax lay in an office that nobody mans at night');
  const second = quotation('b', 'Aas', 'The fax lay in a room where nobody works at night');
  const excerpt = quotation('c', 'Mayor Jon Aas', 'in an office that nobody mans at night');
  const other = quotation('d', 'Jon Aas', 'We will rebuild every single house in this valley');
  const stranger = quotation('e', 'Mia Holt', 'The fax lay in a room where nobody works at night');
  expect(quotationVariants([first, second])).toEqual([{ speaker: 'Jon Aas', quotations: [first, second] }]);
  expect(quotationVariants([first, excerpt])).toEqual([]);
  expect(quotationVariants([first, other])).toEqual([]);
  expect(quotationVariants([first, stranger])).toEqual([]);
  expect(quotationVariants([first, { ...first, documentId: 'f', text: first.text.toUpperCase() }])).toEqual(
    [],
  );
});

test('one figure in two mouths is flagged, in one mouth twice it is not', () => {
  const say = (document: string, speaker: string | null) =>
    occurrences(document, 'The flood destroyed 1,204 homes.', PUBLISHED, speaker);
  const variants = attributionVariants([...say('a', 'the river board'), ...say('b', 'Mayor Jon Aas')]);
  expect(variants.map(({ rows }) => rows.map(({ speaker }) => speaker))).toEqual([
    ['the river board', 'Mayor Jon Aas'],
  ]);
  expect(attributionVariants([...say('a', 'Jon Aas'), ...say('b', 'Aas')])).toEqual([]);
  expect(attributionVariants([...say('a', 'Jon Aas'), ...say('b', null)])).toEqual([]);
});

test('whatever comes in: sheets hold figures of several documents, and the order of documents does not matter', () => {
  const text = fc.array(fc.constantFrom(...NEWS_PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [a, b] = [occurrences('a', one), occurrences('b', other)];
      const sheets = figureSheets([...a, ...b]);
      for (const { rows } of sheets)
        expect(new Set(rows.map(({ documentId }) => documentId)).size).toBeGreaterThan(1);
      const relations = (list: typeof sheets) => list.map(({ relation }) => relation).toSorted();
      expect(relations(figureSheets([...b, ...a]))).toEqual(relations(sheets));
      dateSheets([...a, ...b]);
      const copies = [...occurrences('copy', one), ...a];
      expect(figureSheets(copies).map(({ relation }) => relation)).not.toContain('contradict');
    }),
    { numRuns: 300 },
  );
});

test.each([
  'Five of the nine judges dissented from the ruling.',
  'Labour won 34 seats in Tolby and the Greens won 12 seats in Tolby.',
  'Seven of the 12 jurors were women, the court heard.',
  'The bridge was opened on 3 May 2010. The bridge was opened to lorries on 9 June 2012.',
])('no text is in conflict with its own copy: %s', (text) => {
  const copies = [...occurrences('a', text), ...occurrences('b', text)];
  for (const { relation } of [...figureSheets(copies), ...dateSheets(copies)])
    expect(['same', 'compatible-bounds']).toContain(relation);
});

test.each(goldTexts('development').map((text): [string, GoldText] => [text.id, text]))(
  'nor is an article: %s',
  (_, { text, publishedAt }) => {
    const copies = ['a', 'b'].flatMap((id) => occurrences(id, text, publishedAt));
    const conflicts = [...figureSheets(copies), ...dateSheets(copies)].filter(
      ({ relation }) => relation === 'contradict' || relation === 'differ',
    );
    expect(conflicts).toEqual([]);
  },
);
