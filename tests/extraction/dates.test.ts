import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstDay, lastDay } from '../../libs/extraction/src/figures/calendar.ts';
import type { DateFigure } from '../../libs/extraction/src/types.ts';
import { figuresOfSentence, NEWS_PIECES } from './figures-of-sentence.ts';

/** A Wednesday. */
const PUBLISHED = '2022-03-16';
const dates = (sentence: string, publishedAt: string | null = PUBLISHED): DateFigure[] =>
  figuresOfSentence(sentence, publishedAt).filter((figure): figure is DateFigure => figure.kind === 'date');
const read = (sentence: string, publishedAt?: string | null) =>
  dates(sentence, publishedAt).map(({ text, from, to, certainty }) => [text, from, to, certainty]);

test.each<[string, (string | null)[]]>([
  ['The bridge opened on 12 May 2020.', ['12 May 2020', '2020-05-12', '2020-05-12']],
  ['It opened on May 12, 2020.', ['May 12, 2020', '2020-05-12', '2020-05-12']],
  ['It closed on the 3rd of June 2019.', ['3rd of June 2019', '2019-06-03', '2019-06-03']],
  ['It rained on Tuesday, 4 June 2019.', ['Tuesday, 4 June 2019', '2019-06-04', '2019-06-04']],
  ['The report of 2020-05-12 says so.', ['2020-05-12', '2020-05-12', '2020-05-12']],
  ['It is dated 31/12/2019.', ['31/12/2019', '2019-12-31', '2019-12-31']],
  ['It is dated 05/06/2018.', ['05/06/2018', '2018', '2018']],
  ['It was signed in June 2016.', ['June 2016', '2016-06', '2016-06']],
  ['It was founded in 1598.', ['1598', '1598', '1598']],
  ['Between March and July 2018 it was shut.', ['Between March and July 2018', '2018-03', '2018-07']],
  ['He ruled from 2014 to 2016.', ['from 2014 to 2016', '2014', '2016']],
  ['It ran from Dec 2018 to March.', ['from Dec 2018 to March', '2018-12', '2019-03']],
  ['The fair was held on 12-15 May 2020.', ['12-15 May 2020', '2020-05-12', '2020-05-15']],
  ['She has been mayor since 2017.', ['since 2017', '2017', null]],
  ['It was done by the end of 2020.', ['by the end of 2020', null, '2020']],
  ['It was shut until early June 2020.', ['until early June 2020', null, '2020-06']],
  ['It was built before 2019.', ['before 2019', null, '2018']],
  ['It was built after May 2019.', ['after May 2019', '2019-06', null]],
  ['Rents fell in the 1990s.', ['the 1990s', '1990', '1999']],
  ['Rents fell in the early 2000s.', ['the early 2000s', '2000', '2003']],
  ['It has been used since the 1960s.', ['since the 1960s', '1960', null]],
  ['It was built in the 19th century.', ['the 19th century', '1801', '1900']],
  ['Work started in mid-2019.', ['mid-2019', '2019-05', '2019-08']],
  ['It fell in the first half of 2019.', ['the first half of 2019', '2019-01', '2019-06']],
  ['It fell in the second quarter of 2020.', ['the second quarter of 2020', '2020-04', '2020-06']],
  ['It burned in summer 2020.', ['summer 2020', '2020-06', '2020-08']],
  ['It froze in the winter of 2015.', ['the winter of 2015', '2015', '2015']],
  ['The 2018-19 season was long.', ['2018-19', '2018', '2019']],
  ['From 2006 a film settled on the sills.', ['From 2006', '2006', null]],
  ['From 2013 on, most of the mails carried it.', ['From 2013 on', '2013', null]],
  ['It had been known since at least 2015.', ['since at least 2015', '2015', null]],
  ['A permit is needed since the grain riots of 2015.', ['since the grain riots of 2015', '2015', null]],
  ['It has been asked for since the summer of 2021.', ['since the summer of 2021', '2021-06', null]],
  ['It is the most since records began in 1954.', ['1954', '1954', '1954']],
  ['She has led it since a coup in May 2008.', ['since a coup in May 2008', '2008-05', null]],
  ['It began in the first week of May 2019.', ['the first week of May 2019', '2019-05-01', '2019-05-07']],
  [
    'It ended in the last week of February 2020.',
    ['the last week of February 2020', '2020-02-23', '2020-02-29'],
  ],
  [
    'It was held on the first Monday of May 2019.',
    ['the first Monday of May 2019', '2019-05-06', '2019-05-06'],
  ],
  [
    'It was held on the last Friday in June 2021.',
    ['the last Friday in June 2021', '2021-06-25', '2021-06-25'],
  ],
  [
    'It was due on the last day of February 2020.',
    ['the last day of February 2020', '2020-02-29', '2020-02-29'],
  ],
  [
    'It was signed on the twenty-third of June 2019.',
    ['the twenty-third of June 2019', '2019-06-23', '2019-06-23'],
  ],
  ['It was built in the late nineteenth century.', ['the late nineteenth century', '1867', '1900']],
  ['It was built in the early 20th century.', ['the early 20th century', '1901', '1933']],
  ['It froze in the winter of 2019-20.', ['the winter of 2019-20', '2019-12', '2020-02']],
  ['It froze in the winter of 2019/2020.', ['the winter of 2019/2020', '2019-12', '2020-02']],
  ['It was won in ’97.', ['’97', '1997', '1997']],
  ["It was shut in March '08.", ["March '08", '2008-03', '2008-03']],
  ['It was played in the ’90s.', ['the ’90s', '1990', '1999']],
  ['It broke on Boxing Day 2004.', ['Boxing Day 2004', '2004-12-26', '2004-12-26']],
  ['It was sung on Good Friday, 2019.', ['Good Friday, 2019', '2019-04-19', '2019-04-19']],
  ['Sales fell in the year to March 2019.', ['to March 2019', '2018-04', '2019-03']],
  ['It paid £3m in the year ended 31 March 2019.', ['ended 31 March 2019', '2018-04-01', '2019-03-31']],
  [
    'Sales fell over the three months to the end of June 2019.',
    ['to the end of June 2019', '2019-04', '2019-06'],
  ],
  ['It rained in the week ending 4 May 2019.', ['ending 4 May 2019', '2019-04-28', '2019-05-04']],
  ['It was put off by two months to June 2019.', ['June 2019', '2019-06', '2019-06']],
  ['It was eaten at Thanksgiving 2021.', ['Thanksgiving 2021', '2021-11-25', '2021-11-25']],
])('named in full: %s', (sentence, [text, from, to]) => {
  expect(read(sentence)).toEqual([[text, from, to, 'explicit']]);
});

test.each<[string, (string | null)[]]>([
  ['The vote was held on Tuesday.', ['Tuesday', '2022-03-15', '2022-03-15']],
  ['The vote was held on Wednesday night.', ['Wednesday night', '2022-03-16', '2022-03-16']],
  ['The vote was held last Wednesday.', ['last Wednesday', '2022-03-09', '2022-03-09']],
  ["It came up at Monday's hearing.", ["Monday's", '2022-03-14', '2022-03-14']],
  ['It has been shut since the fire on 9 March.', ['since the fire on 9 March', '2022-03-09', null]],
  [
    'The logs record it between May 2019 and June last year.',
    ['between May 2019 and June last year', '2019-05', '2021-06'],
  ],
  ['He came back, and in January I saw him.', ['January', '2022-01', '2022-01']],
  ['I went to draw my pension on April 4, he says.', ['April 4', '2021-04-04', '2021-04-04']],
  ['The entry gives April 3 as the date.', ['April 3', '2021-04-03', '2021-04-03']],
  ['The council will meet on Tuesday.', ['Tuesday', '2022-03-22', '2022-03-22']],
  ['They will meet next Thursday.', ['next Thursday', '2022-03-17', '2022-03-17']],
  ['Votes will be counted by Friday.', ['by Friday', null, '2022-03-18']],
  ['By Saturday morning the river will peak.', ['By Saturday morning', null, '2022-03-19']],
  ['It was held yesterday evening.', ['yesterday evening', '2022-03-15', '2022-03-15']],
  ['It was held last week.', ['last week', '2022-03-07', '2022-03-13']],
  ['It was signed in February last year.', ['February last year', '2021-02', '2021-02']],
  ['It was signed on 4 May of last year.', ['4 May of last year', '2021-05-04', '2021-05-04']],
  ['It was held last month.', ['last month', '2022-02', '2022-02']],
  ['It was held last year.', ['last year', '2021', '2021']],
  ['It was held last December.', ['last December', '2021-12', '2021-12']],
  ['It was held last summer.', ['last summer', '2021-06', '2021-08']],
  ['Fans met at the weekend.', ['the weekend', '2022-03-12', '2022-03-13']],
  ['It closed earlier this year.', ['earlier this year', '2022-01-01', '2022-03-16']],
  ['She died in December.', ['December', '2021-12', '2021-12']],
  ['She died on 3 June.', ['3 June', '2021-06-03', '2021-06-03']],
  ['The fair runs from 3 to 5 April.', ['from 3 to 5 April', '2022-04-03', '2022-04-05']],
  ['It has been shut since late September.', ['since late September', '2021-09', null]],
  ['It was shut from November to February.', ['from November to February', '2021-11', '2022-02']],
  ['It will be done by the end of next year.', ['by the end of next year', null, '2023']],
  ['It began two years ago.', ['two years ago', '2020', '2020']],
  ['It began three months ago.', ['three months ago', '2021-12', '2021-12']],
  ['It burned two weeks ago.', ['two weeks ago', '2022-03-02', '2022-03-02']],
  ['It began more than ten years ago.', ['ten years ago', null, '2012']],
  ['It fell in the past five years.', ['the past five years', '2017', '2022-03-16']],
  ['It began half a century ago.', ['half a century ago', '1972', '1972']],
  ['It began a year and a half ago.', ['a year and a half ago', '2020', '2020']],
  ['It began the day before yesterday.', ['the day before yesterday', '2022-03-14', '2022-03-14']],
  ['It will end the day after tomorrow.', ['the day after tomorrow', '2022-03-18', '2022-03-18']],
  ['Nobody has come since mid-January.', ['since mid-January', '2022-01', null]],
  ['It was put off to the last week of November.', ['the last week of November', '2021-11-24', '2021-11-30']],
  [
    'It was held on the first Monday of February.',
    ['the first Monday of February', '2022-02-07', '2022-02-07'],
  ],
  ['They marched on the Fourth of July.', ['the Fourth of July', '2021-07-04', '2021-07-04']],
  ['It was built early last year.', ['early last year', '2021-01', '2021-04']],
  ['It was paid at the end of last year.', ['the end of last year', '2021-12', '2021-12']],
  ['It fell in the third quarter of last year.', ['the third quarter of last year', '2021-07', '2021-09']],
  ['It broke on New Year’s Eve.', ['New Year’s Eve', '2021-12-31', '2021-12-31']],
  ['In May ‘15 per cent were lost’.', ['May', '2021-05', '2021-05']],
  ['It was open last Christmas.', ['Christmas', '2021-12-25', '2021-12-25']],
  ['It was open at Easter.', ['Easter', '2021-04-04', '2021-04-04']],
  ['It was shut on Easter Monday last year.', ['Easter Monday last year', '2021-04-05', '2021-04-05']],
  ['It will open at Easter.', ['Easter', '2022-04-17', '2022-04-17']],
])("resolved against the article's own date: %s", (sentence, [text, from, to]) => {
  expect(read(sentence)).toEqual([[text, from, to, 'resolved']]);
});

/** A Saturday. */
const AT_THE_WEEKEND = '2022-03-19';
test.each<[string, string, string, string, string]>([
  [PUBLISHED, 'Fans met last weekend.', 'last weekend', '2022-03-12', '2022-03-13'],
  [PUBLISHED, 'Fans will meet this weekend.', 'this weekend', '2022-03-19', '2022-03-20'],
  [PUBLISHED, 'Fans will meet next weekend.', 'next weekend', '2022-03-26', '2022-03-27'],
  [AT_THE_WEEKEND, 'Fans met last weekend.', 'last weekend', '2022-03-12', '2022-03-13'],
  [AT_THE_WEEKEND, 'Fans meet this weekend.', 'this weekend', '2022-03-19', '2022-03-20'],
  [AT_THE_WEEKEND, 'Fans will meet next weekend.', 'next weekend', '2022-03-26', '2022-03-27'],
])('published on %s: “%s”', (publishedAt, sentence, text, from, to) => {
  expect(read(sentence, publishedAt)).toEqual([[text, from, to, 'resolved']]);
});

test('a bond that is due in a year lies ahead, and what it did on Wednesday does not', () => {
  expect(read('Bonds due 2027 fell on Wednesday.')).toContainEqual([
    'Wednesday',
    '2022-03-16',
    '2022-03-16',
    'resolved',
  ]);
});

test.each(['It fell in recent years.', 'It was built years ago.', 'It was found recently.'])(
  'too vague to resolve: %s',
  (sentence) => {
    expect(dates(sentence)).toMatchObject([{ from: null, to: null, certainty: 'vague' }]);
  },
);

test('without a date of its own an article resolves nothing, and still knows what is named in full', () => {
  expect(read('It was held on Tuesday, in May and in May 2019.', null)).toEqual([
    ['Tuesday', null, null, 'vague'],
    ['May', null, null, 'vague'],
    ['May 2019', '2019-05', '2019-05', 'explicit'],
  ]);
});

test('the date comes from the article alone, whatever other date the sentence names', () => {
  expect(read('Page viewed on 1 July 2025: it was held on Tuesday.').at(-1)).toEqual([
    'Tuesday',
    '2022-03-15',
    '2022-03-15',
    'resolved',
  ]);
});

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
  expect(read(sentence)).toEqual([]);
});

test('two dates that no range can join stay two', () => {
  expect(read('It moved from 2016 to 2014.').map(([, from, to]) => [from, to])).toEqual([
    ['2016', '2016'],
    ['2014', '2014'],
  ]);
});

test('a number before "ago" is a quantity as well', () => {
  expect(figuresOfSentence('It began two years ago.').map(({ kind }) => kind)).toEqual(['duration', 'date']);
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
      for (const { from, to } of dates(pieces.join(''), publishedAt)) {
        for (const end of [from, to]) if (end !== null) expect(end).toMatch(/^\d{4}(?:-\d\d(?:-\d\d)?)?$/);
        if (from !== null && to !== null) expect(firstDay(from) <= lastDay(to)).toBe(true);
        for (const end of [from, to])
          if (end?.length === 10) expect(new Date(end).toISOString().slice(0, 10)).toBe(end);
      }
    }),
    { numRuns: 600 },
  );
});
