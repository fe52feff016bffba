/** Dates that are counted from the article's own, and the years of those that name none. */
import { expect, test } from '@jest/globals';
import { datesOfSentence, datesRead, PUBLISHED } from './dates-of-sentence.ts';
import { figuresOfSentence } from './figures-of-sentence.ts';

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
  ['It fell in the past year of talks.', ['the past year', '2021', '2022-03-16']],
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
  expect(datesRead(sentence)).toEqual([[text, from, to, 'resolved']]);
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
  expect(datesRead(sentence, publishedAt)).toEqual([[text, from, to, 'resolved']]);
});

test('a bond that is due in a year lies ahead, and what it did on Wednesday does not', () => {
  expect(datesRead('Bonds due 2027 fell on Wednesday.')).toContainEqual([
    'Wednesday',
    '2022-03-16',
    '2022-03-16',
    'resolved',
  ]);
});

test.each(['the last weekend', 'the last few days'])(
  '%s of a month is not told from the article’s date',
  (what) => {
    expect(datesRead(`It rained on ${what} of June 2019.`)).toEqual([
      ['June 2019', '2019-06', '2019-06', 'explicit'],
    ]);
  },
);

test.each([
  'He fled in the last three months of the war.',
  'He fled in the last week of the campaign.',
  'He wrote it in the last year of his life.',
])('told from something else than the article: %s', (sentence) => {
  expect(datesRead(sentence)).toEqual([]);
});

test.each<[string, (string | null)[]]>([
  ['On 2 May, police arrested 40 people.', ['2 May', '2021-05-02', '2021-05-02']],
  ['In June, the court threw the case out.', ['June', '2021-06', '2021-06']],
  ['But in late April, the court found that he lied.', ['late April', '2021-04', '2021-04']],
  ['By June, most had left.', ['By June', null, '2021-06']],
  ['On the 2nd of May, police arrested him.', ['2nd of May', '2021-05-02', '2021-05-02']],
  ['On 2 May, the court will hear the case.', ['2 May', '2022-05-02', '2022-05-02']],
  ['On 2 May, the court hears the case.', ['2 May', '2022-05-02', '2022-05-02']],
  ['They meet on 2 May, officials said.', ['2 May', '2022-05-02', '2022-05-02']],
])('an opening date is of the time its sentence tells of: %s', (sentence, [text, from, to]) => {
  expect(datesRead(sentence)).toEqual([[text, from, to, 'resolved']]);
});

test.each<[string, string, string]>([
  ['Two men arrested in May will be tried.', 'May', '2021-05'],
  ['A hearing in May will decide.', 'May', '2022-05'],
  ['They met on Monday and will meet again.', 'Monday', '2022-03-14'],
  ['The vote in May is likely to be lost.', 'May', '2022-05'],
  ['The vote in May is due to be lost.', 'May', '2022-05'],
  ['They were most likely killed in May.', 'May', '2021-05'],
  ['The vote in May was lost.', 'May', '2021-05'],
  ['The report, published in June, names him.', 'June', '2021-06'],
  ['The report, out in June, names him.', 'June', '2022-06'],
  ['In a letter of 12 April he asked for help.', '12 April', '2021-04-12'],
  ['In an April interview she denied it.', 'April', '2021-04'],
])('what was done is past, whatever it leads to: %s', (sentence, text, from) => {
  expect(datesRead(sentence)).toEqual([[text, from, from, 'resolved']]);
});

test.each<[string, string, string, string]>([
  ['He left the week before last.', 'the week before last', '2022-02-28', '2022-03-06'],
  ['He left the night before last.', 'the night before last', '2022-03-14', '2022-03-14'],
  ['It fell the month before last.', 'the month before last', '2022-01', '2022-01'],
  ['It fell the year before last.', 'the year before last', '2020', '2020'],
])('the last but one: %s', (sentence, text, from, to) => {
  expect(datesRead(sentence)).toEqual([[text, from, to, 'resolved']]);
});

test.each(['It fell in recent years.', 'It was built years ago.', 'It was found recently.'])(
  'too vague to resolve: %s',
  (sentence) => {
    expect(datesOfSentence(sentence)).toMatchObject([{ from: null, to: null, certainty: 'vague' }]);
  },
);

test('without a date of its own an article resolves nothing, and still knows what is named in full', () => {
  expect(datesRead('It was held on Tuesday, in May and in May 2019.', null)).toEqual([
    ['Tuesday', null, null, 'vague'],
    ['May', null, null, 'vague'],
    ['May 2019', '2019-05', '2019-05', 'explicit'],
  ]);
});

test('the date comes from the article alone, whatever other date the sentence names', () => {
  expect(datesRead('Page viewed on 1 July 2025: it was held on Tuesday.').at(-1)).toEqual([
    'Tuesday',
    '2022-03-15',
    '2022-03-15',
    'resolved',
  ]);
});

test('a number before "ago" is a quantity as well', () => {
  expect(figuresOfSentence('It began two years ago.').map(({ kind }) => kind)).toEqual(['duration', 'date']);
});
