/** Dates that need no other: they say their year, or their century. */
import { expect, test } from '@jest/globals';
import { datesRead } from './dates-of-sentence.ts';

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
  ["They left in the summer of '69.", ["the summer of '69", '1969-06', '1969-08']],
  ['Sales fell in Q3 2019.', ['Q3 2019', '2019-07', '2019-09']],
  ['Sales fell in H1 of 2019.', ['H1 of 2019', '2019-01', '2019-06']],
  ['He lived there in the nineties.', ['the nineties', '1990', '1999']],
  ['It was built in the late eighties.', ['the late eighties', '1987', '1989']],
  ['It has stood since the mid-seventies.', ['since the mid-seventies', '1974', null]],
  ['It was eaten at Thanksgiving 2021.', ['Thanksgiving 2021', '2021-11-25', '2021-11-25']],
])('named in full: %s', (sentence, [text, from, to]) => {
  expect(datesRead(sentence)).toEqual([[text, from, to, 'explicit']]);
});

test('two dates that no range can join stay two', () => {
  expect(datesRead('It moved from 2016 to 2014.').map(([, from, to]) => [from, to])).toEqual([
    ['2016', '2016'],
    ['2014', '2014'],
  ]);
});
