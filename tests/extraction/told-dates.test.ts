import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CodePoints } from '../../libs/extraction/src/code-points.ts';
import { FigureReader } from '../../libs/extraction/src/figures/figure-reader.ts';
import { firstDay, lastDay } from '../../libs/extraction/src/figures/calendar.ts';
import type { DateFigure, RegionLabel } from '../../libs/extraction/src/types.ts';
import { NEWS_PIECES } from './figures-of-sentence.ts';

/** The dates of each sentence, read in order. */
function datesOf(sentences: readonly string[], labels: readonly RegionLabel[] = []): DateFigure[][] {
  const points = new CodePoints(sentences.join(' '));
  const about = { points, regions: [], sentences: [], title: null, publisher: null, language: 'en' };
  const reader = new FigureReader({ ...about, publishedAt: '2022-03-16' });
  let at = 0;
  return sentences.map((sentence, index) => {
    const span = points.spanOf(at, at + sentence.length);
    at += sentence.length + 1;
    const figures = reader.read({ ...span, text: sentence, label: labels[index] ?? 'body' });
    return figures.filter((figure): figure is DateFigure => figure.kind === 'date');
  });
}
const last = (...sentences: string[]) =>
  (datesOf(sentences).at(-1) ?? []).map(({ text, from, to }) => [text, from, to]);

test.each<[string, string, (string | null)[]]>([
  [
    'It began on 9 November 1951.',
    'Half a century later it was forgotten.',
    ['Half a century later', '2001', '2001'],
  ],
  ['It began in 2001.', 'A year and a half later he was gone.', ['A year and a half later', '2002', '2002']],
  [
    'He was arrested on 9 November 2001.',
    'He was freed the next morning.',
    ['the next morning', '2001-11-10', '2001-11-10'],
  ],
  [
    'He was arrested on 9 November 2001.',
    'Nine days later he was gone.',
    ['Nine days later', '2001-11-18', '2001-11-18'],
  ],
  [
    'The log of 4 June 2019 is short.',
    'A week earlier it had 40 lines.',
    ['A week earlier', '2019-05-28', '2019-05-28'],
  ],
  ['She joined in 2014.', 'Two years later she led it.', ['Two years later', '2016', '2016']],
  ['She joined in May 2014.', 'Eight months later she left.', ['Eight months later', '2015-01', '2015-01']],
  ['She joined in 2014.', 'The following year 40 others did.', ['The following year', '2015', '2015']],
  ['She joined in 2014.', 'The firm cut 112 jobs the next year.', ['the next year', '2015', '2015']],
  [
    'The order is of 3 August 2019.',
    'Another was issued the following February.',
    ['the following February', '2020-02', '2020-02'],
  ],
  [
    'The order is of 3 August 2019.',
    'It was withdrawn the following Tuesday.',
    ['the following Tuesday', '2019-08-06', '2019-08-06'],
  ],
  ['The order is of 3 August 2019.', 'That month 12 were moved.', ['That month', '2019-08', '2019-08']],
  [
    'The accounts are for 2012.',
    'Some £386,000 was moved that spring.',
    ['that spring', '2012-03', '2012-05'],
  ],
  [
    'The road was cut in September 2019.',
    'That winter there were fires.',
    ['That winter', '2019-12', '2020-02'],
  ],
  [
    'The road was cut in February 2019.',
    'That winter there were fires.',
    ['That winter', '2018-12', '2019-02'],
  ],
  [
    'The form is of Friday, 2 August 2019.',
    'That weekend it was copied.',
    ['That weekend', '2019-08-03', '2019-08-04'],
  ],
  ['He took over in 2013.', 'Since then the readings have been public.', ['Since then', '2013', null]],
  [
    'The bank fell on 4 May 2019.',
    'On the same day 30 others did.',
    ['the same day', '2019-05-04', '2019-05-04'],
  ],
])('told from the date before: %s %s', (before, sentence, [text, from, to]) => {
  expect(last(before, sentence)).toEqual([[text, from, to]]);
});

test('the date before it in the sentence comes first, an aside changes nothing', () => {
  const sentence = 'On 9 May 2019 he, hired ten days earlier, was arrested and died the next morning.';
  expect(last('It began in 2004.', sentence)).toEqual([
    ['9 May 2019', '2019-05-09', '2019-05-09'],
    ['ten days earlier', '2019-04-29', '2019-04-29'],
    ['the next morning', '2019-05-10', '2019-05-10'],
  ]);
});

test.each<[string, ...string[]]>([
  ['nothing was told before', 'Nine days later he was gone.'],
  ['the base is not exact enough', 'He came in 2014.', 'Nine days later he was gone.'],
  ['a measure of lateness', 'He came on 9 May 2014.', 'It opened two years later than planned.'],
  ['a bound', 'He came in 2014.', 'At least two years later he left.'],
  ['what would lie ahead of the article', 'He came in 2021.', 'Twelve years later he left.'],
  ['a date of speaking', 'The mayor said on Monday that it burned.', 'Two days later it was gone.'],
  [
    'a date that is long past',
    'He came in 2014.',
    'He sang.',
    'She sang.',
    'They sang.',
    'A year later he left.',
  ],
])('told from nothing: %s', (_why, ...sentences) => {
  expect(last(...sentences)).toEqual([]);
});

test('an aside at the end of a sentence is nothing that the next goes on from', () => {
  const sentence = 'On 9 May 2019 he was arrested by an officer hired ten days earlier.';
  expect(last(sentence, 'He died the next morning.')).toEqual([
    ['the next morning', '2019-05-10', '2019-05-10'],
  ]);
});

test('a caption is told from nothing in the body', () => {
  const told = datesOf(['He came in 2014.', 'The house a year later'], ['body', 'caption']).at(-1);
  expect(told).toEqual([]);
});

test('any text: dates lie in order, in their sentences, and what is told begins before it ends', () => {
  const told = fc.constantFrom(
    'nine days later ',
    'a year earlier ',
    'the following ',
    'that ',
    'the same ',
    'since then ',
    'night ',
    'spring ',
    'winter ',
    ...NEWS_PIECES,
  );
  const sentence = fc
    .array(told, { minLength: 1, maxLength: 8 })
    .map((pieces) => pieces.join('').trim() || 'x');
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 1, maxLength: 4 }), (sentences) => {
      for (const dates of datesOf(sentences))
        for (const [index, { from, to, start, end }] of dates.entries()) {
          expect(start).toBeLessThan(end);
          expect(start).toBeGreaterThanOrEqual(dates[index - 1]?.end ?? 0);
          if (from !== null && to !== null) expect(firstDay(from) <= lastDay(to)).toBe(true);
        }
    }),
  );
});
