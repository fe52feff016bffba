/** What is a date and what is none, and what every date keeps to. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstDay, lastDay } from '../../libs/extraction/src/figures/calendar.ts';
import { datesOfSentence } from './dates-of-sentence.ts';
import { NEWS_PIECES } from './figures-of-sentence.ts';

test.each([
  'May was angry, and April Jones and March Madness won.',
  'More than 2000 homes were lost.',
  'It cost $2000 and weighs 1950 kg.',
  'Between 200 and 300 people came from 12 towns.',
  'The sun sat low in autumnal light.',
  'The choir meets every Tuesday.',
  'It happened on a Friday night.',
  'The Sunday Times has seen the file.',
  'She told USA Today that it was so.',
  'The Good Friday Agreement is 24 pages long.',
  'A film about Bloody Sunday was shown.',
  'The Boxing Day tsunami began there.',
  'Shops were shut over Easter week.',
  'New Year resolutions seldom last.',
  "It was '97 per cent sure'.",
  'They met the next day.',
  'It took a third of June’s rain.',
])('no date in: %s', (sentence) => {
  expect(datesOfSentence(sentence)).toEqual([]);
});

test('whatever comes in: a date begins before it ends, and stands in the calendar', () => {
  const line = fc.array(
    fc.constantFrom(...NEWS_PIECES, '29 February ', '31 ', 'June ', 'next ', 'week ', '-', '9999 '),
    {
      maxLength: 40,
    },
  );
  const published = fc
    .date({ min: new Date('1000-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(line, fc.option(published), (pieces, publishedAt) => {
      for (const { from, to } of datesOfSentence(pieces.join(''), publishedAt)) {
        for (const end of [from, to]) if (end !== null) expect(end).toMatch(/^\d{4}(?:-\d\d(?:-\d\d)?)?$/);
        if (from !== null && to !== null) expect(firstDay(from) <= lastDay(to)).toBe(true);
        for (const end of [from, to])
          if (end?.length === 10) expect(new Date(end).toISOString().slice(0, 10)).toBe(end);
      }
    }),
    { numRuns: 600 },
  );
});
