/** Claims that are worded alike and say the contrary: people decide about them, never the machine. */
import { expect, test } from '@jest/globals';
import { OPPOSITES, oppositesIn, sidesOf } from '../../libs/extraction/src/matching/opposites.ts';
import type { Quantity } from '../../libs/extraction/src/types.ts';
import { matchOf, type Told } from './match-of.ts';

const sentences = (...pairs: [string, string][]): [Told, Told][] =>
  pairs.map(([one, other]) => [[one], [other]]);

const CONTRARY: Record<string, [Told, Told][]> = {
  'opposite-words': sentences(
    [
      'The jury found Ewan Brand guilty of arson in Marl.',
      'The jury found Ewan Brand innocent of arson in Marl.',
    ],
    ['The court of Marl acquitted Ewan Brand of arson.', 'The court of Marl convicted Ewan Brand of arson.'],
    [
      'The blast at the Orsk Vale mine killed nine miners on the spot.',
      'The blast at the Orsk Vale mine injured nine miners on the spot.',
    ],
    [
      'Nine miners of the Orsk Vale shift died in the blast.',
      'Nine miners of the Orsk Vale shift survived the blast.',
    ],
    [
      'Exports of Brightfold kettles rose sharply in May.',
      'Exports of Brightfold kettles declined sharply in May.',
    ],
    [
      'Brightfold will raise the price of kettles in Marl.',
      'Brightfold will cut the price of kettles in Marl.',
    ],
    ['Examiners called the Brightfold letters genuine.', 'Examiners called the Brightfold letters forged.'],
    ['Nine women went on hunger strike in Lower Marl.', 'Nine men went on hunger strike in Lower Marl.'],
    ['The road north of Orsk Vale was flooded.', 'The road south of Orsk Vale was flooded.'],
    ['Ewan Brand left Orsk Vale before the blast.', 'Ewan Brand left Orsk Vale after the blast.'],
    ['The search of the Brightfold office was legal.', 'The search of the Brightfold office was unlawful.'],
    ['Ada Roth was present when Brightfold signed.', 'Ada Roth was absent when Brightfold signed.'],
    ['Calder City won the cup final in Lower Marl.', 'Calder City lost the cup final in Lower Marl.'],
    ['Brightfold bought the Orsk Vale mine in May.', 'Brightfold sold the Orsk Vale mine in May.'],
    ['Most pupils in Lower Marl passed the test in May.', 'Few pupils in Lower Marl passed the test in May.'],
    [
      'All nine judges in Calder City backed the ruling.',
      'Some of the nine judges in Calder City backed the ruling.',
    ],
    ['The clinic in Lower Marl opened in May.', 'The clinic in Lower Marl closed in May.'],
    ['Brightfold accepted the offer of Calder City.', 'Brightfold refused the offer of Calder City.'],
    [
      'Nine pupils of Lower Marl died of measles in the hospital in May.',
      'Nine nurses of Lower Marl fell ill with measles in the hospital in May.',
    ],
  ),
  'changed-places': sentences(
    ['Ewan Brand sued the council of Calder City.', 'The council of Calder City sued Ewan Brand.'],
    ['Ewan Brand sued the council of Calder City.', 'Ewan Brand was sued by the council of Calder City.'],
    ['Calder City beat Orsk Vale in the final.', 'Orsk Vale beat Calder City in the final.'],
    ['Ada Roth accuses Ewan Brand of theft.', 'Ewan Brand accuses Ada Roth of theft.'],
    ['The miners will meet and pay the owners in Marl.', 'The owners will meet and pay the miners in Marl.'],
  ),
  'other-speaker': [
    [
      ['Ada Roth said that Ewan Brand had received the kettles.', 'Ada Roth'],
      ['Ewan Brand said that Ada Roth had received the kettles.', 'Ewan Brand'],
    ],
  ],
};

test.each(
  Object.entries(CONTRARY).flatMap(([kind, pairs]) =>
    pairs.map(([one, other]) => [one[0], other[0], kind, one, other] as const),
  ),
)('never merged: %s – %s', (_one, _other, kind, one, other) => {
  for (const match of [matchOf(one, other), matchOf(other, one)]) {
    expect(match?.reasons.map((reason) => reason.kind)).toContain(kind);
    expect(match?.strength).toBe('suggest');
  }
});

test.each(
  sentences(
    [
      'The court of Marl convicted Ewan Brand of arson.',
      'Ewan Brand was convicted of arson by the court of Marl.',
    ],
    ['Ewan Brand sued the council of Calder City.', 'The council of Calder City was sued by Ewan Brand.'],
    ['On Monday police in Marl arrested Ewan Brand.', 'Ewan Brand was arrested by police in Marl on Monday.'],
    [
      'On Monday police arrested Ewan Brand in Calder City.',
      'In Calder City police arrested Ewan Brand on Monday.',
    ],
    ['In Lower Marl Ada Roth met Ewan Brand.', 'Ewan Brand met Ada Roth in Lower Marl.'],
    ['Exports of Brightfold kettles fell in May.', 'Exports of Brightfold kettles declined in May.'],
    ['The water rose in Lower Marl all day.', 'In Lower Marl the water rose all day.'],
    ['The blast at Orsk Vale killed nine miners.', 'Nine miners were killed in the blast at Orsk Vale.'],
    [
      'Ada Roth told Ewan Brand that Ewan Brand told Ada Roth of it.',
      'Ada Roth told Ewan Brand that Ewan Brand told Ada Roth of it.',
    ],
  ).map(([one, other]) => [one[0], other[0], one, other] as const),
)('still merged: %s – %s', (_one, _other, one, other) => {
  const match = matchOf(one, other);
  expect(match?.strength).toBe('merge');
});

const bound = (text: string, min: number | null, max: number | null): Quantity => ({
  kind: 'count',
  operator: min === null ? '<=' : max === null ? '>=' : '=',
  min,
  max,
  unit: 'person',
  measure: 'people',
  scope: null,
  aggregator: null,
  text,
  start: 0,
  end: 0,
});

test('bounds of unlike direction are not merged, the bound and its number are', () => {
  const told = (text: string): Told => [`${text} people were brought to safety in Lower Marl.`];
  const [most, least, exact] = [
    bound('up to 300', null, 300),
    bound('at least 300', 300, null),
    bound('300', 300, 300),
  ];
  const opposed = matchOf(told('Up to 300'), told('At least 300'), [[most], [least]]);
  expect(opposed?.strength).toBe('suggest');
  expect(opposed?.reasons).toContainEqual({ kind: 'figures-differ', detail: 'up to 300 / at least 300' });
  expect(matchOf(told('At least 300'), told('Some 300'), [[least], [exact]])?.strength).toBe('merge');
});

test('a word of the opposites stands for one side of one matter', () => {
  OPPOSITES.forEach((sides, matter) => {
    sides.forEach((words, side) => {
      for (const word of words) expect(sidesOf([word])).toEqual(new Map([[matter, new Map([[side, word]])]]));
    });
  });
  expect(oppositesIn(sidesOf(['rose', 'men']), sidesOf(['women', 'fell', 'rose']))).toEqual([
    'rose / fell',
    'men / women',
  ]);
});
