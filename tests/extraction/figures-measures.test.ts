import { expect, test } from '@jest/globals';
import type { Quantity } from '../../libs/extraction/src/types.ts';
import { figuresOfSentence } from './figures-of-sentence.ts';

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
