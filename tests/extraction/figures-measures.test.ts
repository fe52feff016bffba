import { expect, test } from '@jest/globals';
import type { Quantity } from '../../libs/extraction/src/types.ts';
import { figuresOfSentence, quantitiesOfSentence } from './figures-of-sentence.ts';

test.each<[string, string | null, string | null, Quantity['aggregator']]>([
  ['More than 1,200 homes were flooded in Harlow County.', 'homes flooded', 'in Harlow County', null],
  ['The fire killed 12.', 'killed', null, null],
  ['In Ostby district alone, 1,150 people had to leave.', 'people', 'In Ostby district', null],
  ["About 1,900 of the port's 2,400 workers stayed away.", 'workers stayed', null, null],
  ['In total, 512 ballots were spoiled.', 'ballots spoiled', null, 'total'],
  ['The largest award was £4,700.', 'largest award', null, 'max'],
  ['The average wait was 45 minutes.', 'average wait', null, 'average'],
  ['Turnout was 43%.', 'Turnout', null, null],
  ['Prices rose 5% last year.', 'Prices rise', null, null],
  ['He was sentenced to 15 years in prison.', 'prison', 'in prison', null],
  ['The operator said 450 barrels had spilled.', 'spilled', null, null],
  ['The plan cuts jobs and closes three libraries.', 'libraries closes', null, null],
  ['Use of power went up by 21 per cent.', 'Use of power rise', null, null],
  ['The strike costs it $50 million a day.', 'strike', null, null],
  ['The riot at Carrow prison lasted eleven hours.', 'riot', null, null],
  ['It took seven hours to repair the fault.', 'repair', null, null],
  ['The ferry had 212 passengers when it sank near the harbour.', 'passengers', 'near harbour', null],
  ['The ferry had 212 passengers and sank.', 'passengers', null, null],
  ['It had 212 passengers three kilometres from the harbour.', 'passengers', null, null],
  ['Thieves took 47 paintings from the town museum.', 'paintings took', null, null],
])('what is counted, where, and whether it is an extreme: %s', (sentence, measure, scope, aggregator) => {
  const [quantity] = figuresOfSentence(sentence).filter(({ kind }) => kind !== 'date');
  expect(quantity).toMatchObject({ measure, scope, aggregator });
});

/** Invented sentences; all the quantities but lengths of time. */
test.each<[string, (readonly [text: string, unit: string | null, measure: string | null])[]]>([
  ['A crowd of 21,340 saw the final.', [['21,340', 'person', 'crowd']]],
  ['The team of 12 was sent home.', [['12', 'person', 'team']]],
  ['A team of 12 engineers was there.', [['12', 'engineer', 'engineers']]],
  [
    'The union won 12 seats and hopes for 40 this time.',
    [
      ['12', 'seat', 'seats won'],
      ['40', null, 'won'],
    ],
  ],
  [
    'There were 212 cases, up from 58 a year earlier.',
    [
      ['212', 'case', 'cases'],
      ['58', 'case', 'cases'],
    ],
  ],
  [
    'Turnout was 54%, down from 61% in 2017.',
    [
      ['54%', 'percent', 'Turnout'],
      ['61%', 'percent', 'Turnout'],
    ],
  ],
  [
    'The mill lost 40 jobs, up from £2m.',
    [
      ['40', 'job', 'jobs lost'],
      ['£2m', 'GBP', null],
    ],
  ],
  ['The clinic treats 40 patients a day.', [['40', 'person per day', 'patients treats']]],
  ['Colony 9 was built for 5,000.', [['5,000', null, 'built']]],
  ['By lamp 7 is a door, and lamp 8 was lit.', []],
  ['Another 300 was spent.', [['300', null, 'spent']]],
  ['A further 300 was spent.', [['300', null, 'spent']]],
  ['Nearly 300 has been raised.', [['Nearly 300', null, 'raised']]],
  ['At least 300 was raised.', [['At least 300', null, 'raised']]],
])('what is counted stands before, or nowhere: %s', (sentence, expected) => {
  const quantities = quantitiesOfSentence(sentence).filter(({ kind }) => kind !== 'duration');
  expect(quantities.map(({ text, unit, measure }) => [text, unit, measure])).toEqual(expected);
});

test.each<[string, Quantity['operator']]>([
  ['The cellar was under two metres of water.', '='],
  ['The road is under two metres wide.', '<'],
  ['The wire is under 12 feet of the limit.', '<'],
  ['The house lay under two metres of snow.', '='],
  ['Under two inches of rain fell.', '<'],
])('"under" tells where something lies, or a bound: %s', (sentence, operator) => {
  expect(quantitiesOfSentence(sentence).map((quantity) => quantity.operator)).toEqual([operator]);
});
