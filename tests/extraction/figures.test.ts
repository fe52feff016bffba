import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { figuresOfSentence, NEWS_PIECES, quantitiesOfSentence } from './figures-of-sentence.ts';

const read = (sentence: string) =>
  quantitiesOfSentence(sentence).map(({ text, operator, min, max, unit }) => [
    text,
    operator,
    min,
    max,
    unit,
  ]);

test.each<[string, unknown[][]]>([
  ['More than 1,200 homes were flooded.', [['More than 1,200', '>', 1200, null, 'home']]],
  ['At least 40 boats sank.', [['At least 40', '>=', 40, null, 'boat']]],
  ['Up to around 300 people left.', [['Up to around 300', '<=', null, 300, 'person']]],
  ['Fewer than twenty-one wells were tested.', [['Fewer than twenty-one', '<', null, 21, 'well']]],
  ['No more than 30 guests may attend.', [['No more than 30', '<=', null, 30, 'person']]],
  ['There were no fewer than 19 complaints.', [['no fewer than 19', '>=', 19, null, 'complaint']]],
  ['An estimated 200 people left.', [['An estimated 200', '~', 200, 200, 'person']]],
  ['The 100 or so people clapped.', [['100 or so', '~', 100, 100, 'person']]],
  ['Profits were 300,000 euros or less.', [['300,000 euros or less', '<=', null, 300_000, 'EUR']]],
  ['He was "going 25, at most".', [['25, at most', '<=', null, 25, null]]],
  ['The page was gone within 24 hours.', [['within 24 hours', '<=', null, 24, 'hour']]],
  ['She was in office for as long as a decade.', [['as long as a decade', '<=', null, 10, 'year']]],
  ['Over the course of three nights it rained.', [['three nights', '=', 3, 3, 'night']]],
  ['The firm was fined over three deaths.', [['three', '=', 3, 3, 'death']]],
])('a comparator makes an interval: %s', (sentence, expected) => {
  expect(read(sentence)).toEqual(expected);
});

test.each<[string, unknown[][]]>([
  [
    'Between two and three million people live there.',
    [['Between two and three million', 'range', 2e6, 3e6, 'person']],
  ],
  ['It costs £3-4bn.', [['£3-4bn', 'range', 3e9, 4e9, 'GBP']]],
  ['Exports worth €70m-€90m are stuck.', [['€70m-€90m', 'range', 7e7, 9e7, 'EUR']]],
  ['They want a 10–15% rise.', [['10–15%', 'range', 10, 15, 'percent']]],
  ['The tunnel is 18 to 20 miles long.', [['18 to 20 miles', 'range', 18, 20, 'mile']]],
  ['Three or four cars were hit.', [['Three or four', 'range', 3, 4, 'car']]],
  ['Terms of 18 months to two years are common.', [['18 months to two years', 'range', 1.5, 2, 'year']]],
])('a range has both ends, and shares magnitude and unit: %s', (sentence, expected) => {
  expect(read(sentence)).toEqual(expected);
});

test('a change from one level to another is two levels', () => {
  expect(quantitiesOfSentence('Unemployment rose from 5.8 per cent to 6.2 per cent.')).toMatchObject([
    { text: '5.8 per cent', min: 5.8, max: 5.8, measure: 'Unemployment' },
    { text: '6.2 per cent', min: 6.2, max: 6.2, measure: 'Unemployment' },
  ]);
});

test.each<[string, number]>([
  ['12,500', 12_500],
  ['1 200 000', 1_200_000],
  ['1\u202F200\u202F000', 1_200_000],
  ["1'250'000", 1_250_000],
  ['1.234.567', 1_234_567],
  ['12,34,567', 1_234_567],
  ['2,5', 2.5],
  ['٣٠٠', 300],
  ['٣٫٥', 3.5],
  ['۱۲۳', 123],
  ['200k', 200_000],
  ['1.5m', 1_500_000],
  ['3.5 million', 3_500_000],
  ['a hundred thousand', 100_000],
  ['four hundred and twelve', 412],
  ['eleven hundred', 1100],
  ['half a million', 500_000],
  ['a quarter of a million', 250_000],
  ['three-quarters of a million', 750_000],
  ['three quarters of a million', 750_000],
  ['two thirds of a million', 666_667],
  ['a third of a billion', 333_333_333],
  ['a million and a half', 1_500_000],
  ['two and a half million', 2_500_000],
  ['three dozen', 36],
  ['2½', 2.5],
  ['3⅒', 3.1],
])('the number %j', (text, value) => {
  expect(quantitiesOfSentence(`They saw ${text} birds.`)).toMatchObject([
    { min: value, max: value, unit: 'bird' },
  ]);
});

test.each<[string, unknown[]]>([
  ['A third of homes were lost.', ['A third', '=', 0.333, 0.333, 'share']],
  ['Nearly two-thirds of voters agree.', ['Nearly two-thirds', '~', 0.667, 0.667, 'share']],
  ['One in five pupils is absent.', ['One in five', '=', 0.2, 0.2, 'share']],
  ['The risk was 1 in 50,000.', ['1 in 50,000', '=', 0.00002, 0.00002, 'share']],
  ['Nine out of ten doctors agree.', ['Nine out of ten', '=', 0.9, 0.9, 'share']],
  ['About one island in eight was lost.', ['About one island in eight', '~', 0.125, 0.125, 'share']],
  ['Costs fell by a fifth.', ['a fifth', '=', 0.2, 0.2, 'share']],
  ['Half of the money was spent.', ['Half', '=', 0.5, 0.5, 'share']],
  ['Turnout was 43 per cent.', ['43 per cent', '=', 43, 43, 'percent']],
  ['Support rose by 3 percentage points.', ['3 percentage points', '=', 3, 3, 'percentage point']],
  [
    'A quarter of a percentage point was cut.',
    ['A quarter of a percentage point', '=', 0.25, 0.25, 'percentage point'],
  ],
])('a share: %s', (sentence, expected) => {
  expect(read(sentence)).toEqual([expected]);
});

test.each<[string, unknown[]]>([
  ['The firm lost US$4.2 million.', ['US$4.2 million', '=', 4.2e6, 4.2e6, 'USD']],
  ['They got 4.5 million Swiss francs.', ['4.5 million Swiss francs', '=', 4.5e6, 4.5e6, 'CHF']],
  ['A tablet costs 14p.', ['14p', '=', 0.14, 0.14, 'GBP']],
  ['She earns £2,000 a month.', ['£2,000', '=', 2000, 2000, 'GBP per month']],
  ['It is 1.2 km long.', ['1.2 km', '=', 1.2, 1.2, 'kilometre']],
  ['It was a 5-mile walk.', ['5-mile', '=', 5, 5, 'mile']],
  ['It was a 200m race.', ['200m', '=', 200, 200, 'metre']],
  ['It covers 12,000 sq km.', ['12,000 sq km', '=', 12_000, 12_000, 'square kilometre']],
  ['The plant made 450 MWh.', ['450 MWh', '=', 450, 450, 'megawatt hour']],
  ['Gusts reached 140 km/h.', ['140 km/h', '=', 140, 140, 'kilometre per hour']],
  ['It was -5°C outside.', ['-5°C', '=', -5, -5, 'degree Celsius']],
  ['A magnitude 6.2 quake hit.', ['6.2', '=', 6.2, 6.2, 'magnitude']],
  ['It took two and a half years.', ['two and a half years', '=', 2.5, 2.5, 'year']],
  ['It lasted a year and a half.', ['a year and a half', '=', 1.5, 1.5, 'year']],
  ["They had five days' notice.", ['five days', '=', 5, 5, 'day']],
  ['Output rose sixteenfold.', ['sixteenfold', '=', 16, 16, 'time']],
  ['He had asked twice.', ['twice', '=', 2, 2, 'time']],
])('money, measures and lengths of time: %s', (sentence, expected) => {
  expect(read(sentence)).toEqual([expected]);
});

test.each([
  'In 2014 the bridge opened on March 13, on line 4.',
  'He won 3-1 and the court ruled 5-4.',
  'Call 020 7946 0018 or see Section 12 of the Act.',
  'Version 1.2.3 runs on Windows 10.',
  'Covid-19 grounded the F-16 on Route 66.',
  'The train left platform 9 at 10:30am.',
  'The sirens sounded at 1.40, they said.',
  'The 21st meeting was the third this year.',
  'No one was there, and one day it will open.',
  'Registered charity 900461',
])('no quantity in: %s', (sentence) => {
  expect(read(sentence)).toEqual([]);
});

test('vague quantities are lower bounds without a number', () => {
  expect(read('Dozens of cars and tens of thousands of fans came.')).toEqual([
    ['Dozens', 'vague', 24, null, 'car'],
    ['tens of thousands', 'vague', 20_000, null, 'person'],
  ]);
});

const anyLine = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
  fc.array(fc.constantFrom(...NEWS_PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
);

test('whatever comes in: spans are code points of the text, ends are in order', () => {
  fc.assert(
    fc.property(anyLine, anyLine, (before, line) => {
      const characters = Array.from(before + line);
      for (const figure of figuresOfSentence(line, '2022-03-16', before)) {
        expect(characters.slice(figure.start, figure.end).join('')).toBe(figure.text);
        if (figure.kind !== 'date') expect((figure.min ?? -Infinity) <= (figure.max ?? Infinity)).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});

test('the time a line takes grows with its length, whatever is repeated in it', () => {
  const repeated = (piece: string, times: number): number => {
    const line = piece.repeat(times);
    const start = process.cpuUsage().user;
    figuresOfSentence(line);
    return process.cpuUsage().user - start;
  };
  for (const piece of [
    ...NEWS_PIECES,
    'a ',
    '1',
    ',',
    '-',
    'end of ',
    'one hundred ',
    '1-',
    "'",
    'a.',
    'aged, ',
    'first half of ',
  ]) {
    // Quadratic time would take minutes here.
    expect(repeated(piece, 40_000)).toBeLessThan(5_000_000);
  }
});
