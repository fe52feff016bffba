/** The same words in another order: told otherwise, or told of the other. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { companionsIn, exchangedCompanions } from '../../libs/extraction/src/matching/companions.ts';
import { exchangedGovernors, governorsIn } from '../../libs/extraction/src/matching/governors.ts';
import { doneInOne, prospectsOf } from '../../libs/extraction/src/matching/prospects.ts';
import { matchOf } from './match-of.ts';

const CHANGED_PLACES = [
  ['Sales at Brightfold rose, profits fell.', 'Profits at Brightfold rose, sales fell.'],
  [
    'In Orsk Vale exports of kettles rose sharply while imports of tin fell.',
    'In Orsk Vale imports of tin rose sharply while exports of kettles fell.',
  ],
  [
    'Calder City hired fewer men and more women in May.',
    'Calder City hired fewer women and more men in May.',
  ],
  [
    'Nine miners of Orsk Vale died and two guards were injured in the blast.',
    'Two guards of Orsk Vale died and nine miners were injured in the blast.',
  ],
  [
    'Nine of the crew in Orsk Vale died and two were injured.',
    'Two of the crew in Orsk Vale died and nine were injured.',
  ],
  [
    'Rents in Marl went up and wages in Orsk Vale went down.',
    'Wages in Orsk Vale went up and rents in Marl went down.',
  ],
  [
    'The train from Orsk Vale to Calder City was cancelled in May.',
    'The train from Calder City to Orsk Vale was cancelled in May.',
  ],
  [
    'Ewan Brand was born in Orsk Vale and died in Calder City.',
    'Ewan Brand was born in Calder City and died in Orsk Vale.',
  ],
  [
    'The price of bread in Lower Marl rose by 4% in May.',
    'The price of bread in Lower Marl rose to 4 euros in May.',
  ],
  [
    'The river in Orsk Vale is longer than the river in Lower Marl.',
    'The river in Lower Marl is longer than the river in Orsk Vale.',
  ],
  [
    'Turnout in Lower Marl was higher than in Calder City.',
    'Turnout in Calder City was higher than in Lower Marl.',
  ],
  ['Brightfold is larger than Calder Holdings.', 'Calder Holdings is larger than Brightfold.'],
  ['Ada Roth is the teacher of Ewan Brand.', 'Ewan Brand is the teacher of Ada Roth.'],
  [
    'The bridge in Calder City was built in 1950 and rebuilt in 1980.',
    'The bridge in Calder City was built in 1980 and rebuilt in 1950.',
  ],
  [
    'Ewan Brand entered the mine at 9am and left at 11am.',
    'Ewan Brand entered the mine at 11am and left at 9am.',
  ],
  ['Ewan Brand said the memo was written by Ada Roth.', 'Ewan Brand said the memo was written for Ada Roth.'],
  ['The Brightfold memo was sent to the minister.', 'The Brightfold memo was sent by the minister.'],
  [
    'The council of Lower Marl has cut spending on schools and raised spending on roads.',
    'The council of Lower Marl has cut spending on roads and raised spending on schools.',
  ],
  ['Lower Marl has more nurses than doctors.', 'Lower Marl has more doctors than nurses.'],
  [
    'The clinic in Orsk Vale treats children, not adults.',
    'The clinic in Orsk Vale treats adults, not children.',
  ],
  [
    'Rain fell on Orsk Vale on Monday and snow on Tuesday.',
    'Snow fell on Orsk Vale on Monday and rain on Tuesday.',
  ],
  ['Ewan Brand is accused of bribing Ada Roth.', 'Ada Roth is accused of bribing Ewan Brand.'],
  ['Orsk Vale lies upstream of Lower Marl.', 'Lower Marl lies upstream of Orsk Vale.'],
  ['The Marl party leads the Vale party by 4 points.', 'The Vale party leads the Marl party by 4 points.'],
  [
    'Prisoners were moved from Orsk Vale to Lower Marl in May.',
    'Prisoners were moved from Lower Marl to Orsk Vale in May.',
  ],
  [
    'The minister ordered the police in Calder City to arrest Ewan Brand.',
    'The police in Calder City ordered the minister to arrest Ewan Brand.',
  ],
  ['Ewan Brand was in Orsk Vale before Ada Roth.', 'Ada Roth was in Orsk Vale before Ewan Brand.'],
  [
    'The levee in Orsk Vale broke after the dam in Lower Marl.',
    'The dam in Lower Marl broke after the levee in Orsk Vale.',
  ],
  ['If Brightfold pays, the strike in Orsk Vale ends.', 'If the strike in Orsk Vale ends, Brightfold pays.'],
  [
    'Lower Marl spends twice as much on roads as on schools.',
    'Lower Marl spends twice as much on schools as on roads.',
  ],
  [
    'The council chose the plan of Ada Roth over the plan of Ewan Brand.',
    'The council chose the plan of Ewan Brand over the plan of Ada Roth.',
  ],
] as const;
const ONE_YET_TO_COME = [
  [
    'The council of Calder City plans to close the school in Orsk Vale.',
    'The council of Calder City closed the school in Orsk Vale.',
  ],
  ['Ewan Brand was asked to resign as head of Brightfold.', 'Ewan Brand resigned as head of Brightfold.'],
  ['The council of Lower Marl voted to sell the mill.', 'The council of Lower Marl sold the mill.'],
  [
    'Brightfold will be fined for the spill in Orsk Vale.',
    'Brightfold was fined for the spill in Orsk Vale.',
  ],
  ['Brightfold should have closed the valve in Lower Marl.', 'Brightfold closed the valve in Lower Marl.'],
] as const;
const ONE_HEDGED = [
  [
    'Nine miners were allegedly killed in the blast in Orsk Vale.',
    'Nine miners were killed in the blast in Orsk Vale.',
  ],
  ['Ewan Brand is suspected of the theft in Lower Marl.', 'Ewan Brand is guilty of the theft in Lower Marl.'],
] as const;
test.each([
  ...CHANGED_PLACES.map((pair) => [...pair, 'changed-places'] as const),
  ...ONE_YET_TO_COME.map((pair) => [...pair, 'one-yet-to-come'] as const),
  ...ONE_HEDGED.map((pair) => [...pair, 'one-hedged'] as const),
])('never merged: %s – %s', (one, other, kind) => {
  for (const match of [matchOf([one], [other]), matchOf([other], [one])]) {
    expect(match?.reasons.map((reason) => reason.kind)).toContain(kind);
    expect(match?.strength).toBe('suggest');
  }
});

test('what changed places is told in the words of the claim', () => {
  const [one, other] = ['The smoke came after the leaks in Marl.', 'The leaks came after the smoke in Marl.'];
  expect(matchOf([one], [other])?.reasons).toContainEqual({
    kind: 'changed-places',
    detail: 'smoke / leaks',
  });
});

const claim = fc
  .array(
    fc.constantFrom(
      ...'Marl Vale police minister council closed close sold rose fell more fewer men women profits 9 1950'.split(
        ' ',
      ),
      ...'to by from for of in than not and but will was is , ; .'.split(' '),
    ),
    { maxLength: 30 },
  )
  .map((words) => words.join(' '));

test('nothing has changed in the same claim, and in two it has for both', () => {
  const differences = (a: string, b: string) => [
    exchangedCompanions(companionsIn(a), companionsIn(b)),
    exchangedGovernors(governorsIn(a), governorsIn(b)),
    doneInOne(prospectsOf(a), prospectsOf(b)),
  ];
  fc.assert(
    fc.property(claim, claim, (a, b) => {
      expect(differences(a, a)).toEqual([null, null, null]);
      const isOther = differences(a, b).map((found) => found !== null);
      expect(differences(b, a).map((found) => found !== null)).toEqual(isOther);
    }),
  );
});

test('a claim of a thousand words is compared at once', () => {
  const words = Array.from({ length: 1000 }, (_, i) => `w${(i * 7919) % 400}${i % 9 ? '' : ' and'}`);
  const began = performance.now();
  exchangedCompanions(companionsIn(words.join(' ')), companionsIn(words.toReversed().join(' ')));
  expect(performance.now() - began).toBeLessThan(1000);
});
