/** Parts of a year or a month told by their length, and dates that share the year of the last in their list. */
import { describe, expect, test } from '@jest/globals';
import { datesRead } from './dates-of-sentence.ts';
import { figuresOfSentence } from './figures-of-sentence.ts';

describe('a part by its length', () => {
  test.each<[string, string, string, string]>([
    ['the last three months of 2019', '2019-10', '2019-12', 'explicit'],
    ['the first six months of 2020', '2020-01', '2020-06', 'explicit'],
    ['the first three weeks of 2020', '2020-01-01', '2020-01-21', 'explicit'],
    ['the final ten days of May 2019', '2019-05-22', '2019-05-31', 'explicit'],
    ['the last two weeks of February 2020', '2020-02-16', '2020-02-29', 'explicit'],
    ['the opening two weeks of June', '2021-06-01', '2021-06-14', 'resolved'],
    ['the last two months of last year', '2021-11', '2021-12', 'resolved'],
  ])('in %s', (text, from, to, certainty) => {
    expect(datesRead(`It rose in ${text}.`)).toEqual([[text, from, to, certainty]]);
  });

  test('no part is longer than the whole', () => {
    expect(datesRead('It rose in the last 40 days of May 2019.').map(([text]) => text)).toEqual(['May 2019']);
    expect(datesRead('It rose in the first 14 months of 2019.').map(([text]) => text)).toEqual(['2019']);
  });

  test('its length is a quantity as well', () => {
    const kinds = figuresOfSentence('It rose in the first six months of 2020.').map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['date', 'duration']);
  });
});

describe('a list has the year of its last date', () => {
  test.each<[string, string[]]>([
    ['It rose in July and August 2018.', ['2018-07', '2018-08']],
    ['It rose in May, June and July 2018.', ['2018-05', '2018-06', '2018-07']],
    ['It rose in May and July of last year.', ['2021-05', '2021-07']],
    ['It rose in December and January 2019.', ['2018-12', '2019-01']],
    ['They met on 2 May and 14 June 2018.', ['2018-05-02', '2018-06-14']],
    ['The sides met in August, and in 2018 they met again.', ['2021-08', '2018']],
    ['They met in August and on 14 June 2018.', ['2021-08', '2018-06-14']],
  ])('%s', (sentence, dates) => {
    expect(datesRead(sentence).map(([, from]) => from)).toEqual(dates);
  });
});

test.each([
  'In Q5 2022 it fell.',
  'He got an A in Q2.',
  'She is in her late eighties.',
  'He fled in his nineties.',
  'A man in the crowd was in his early seventies.',
])('no date: %s', (sentence) => {
  expect(datesRead(sentence)).toEqual([]);
});
