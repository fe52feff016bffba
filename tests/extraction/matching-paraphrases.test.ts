/** The same told in another order: what keeps contrary claims apart must not part these. */
import { expect, test } from '@jest/globals';
import { matchOf } from './match-of.ts';

const PARAPHRASES = [
  [
    'Police in Lower Marl arrested Ewan Brand on Monday.',
    'Ewan Brand was arrested on Monday by police in Lower Marl.',
  ],
  [
    'The council of Calder City closed the school in Orsk Vale in May.',
    'In May the school in Orsk Vale was closed by the council of Calder City.',
  ],
  [
    'Brightfold sold the Orsk Vale mine to Calder City in 2019.',
    'In 2019 Brightfold sold Calder City the Orsk Vale mine.',
  ],
  [
    'Sales at Brightfold rose and profits fell in May.',
    'In May profits at Brightfold fell while sales rose.',
  ],
  [
    'Prisoners were moved from Orsk Vale to Lower Marl in May.',
    'In May prisoners were moved to Lower Marl from Orsk Vale.',
  ],
  ['Ewan Brand said the memo was written by Ada Roth.', 'The memo was written by Ada Roth, Ewan Brand said.'],
  [
    'The fire at the Brightfold mill in Orsk Vale killed nine workers and injured two.',
    'Nine workers were killed and two injured in the fire at the Brightfold mill in Orsk Vale.',
  ],
  [
    'The audit of the harbour authority found 40 unpaid invoices from Brightfold.',
    "The harbour authority's audit found 40 unpaid Brightfold invoices.",
  ],
  [
    'Turnout in Lower Marl was higher than in Calder City.',
    'In Lower Marl turnout was higher than in Calder City.',
  ],
  [
    'Ada Roth, the mayor of Lower Marl, signed the contract with Brightfold in March.',
    'The contract with Brightfold was signed in March by the mayor of Lower Marl, Ada Roth.',
  ],
  [
    'The clinic treats children from Orsk Vale and adults from Calder City.',
    'The clinic treats adults from Calder City and children from Orsk Vale.',
  ],
  [
    'Marsh and Pole of Orsk Vale sued the council of Calder City.',
    'Pole and Marsh of Orsk Vale sued the council of Calder City.',
  ],
  ['Bread and milk in Lower Marl cost 4% more in May.', 'Milk and bread in Lower Marl cost 4% more in May.'],
  [
    'The ministry gave Brightfold a licence for the mine in Orsk Vale.',
    'Brightfold was given a licence for the mine in Orsk Vale by the ministry.',
  ],
  [
    'Nine people died in the flood in Orsk Vale on 4 May, the ministry said.',
    'The ministry said nine people died on 4 May in the flood in Orsk Vale.',
  ],
  [
    'The river rose by 2 metres to 6 metres in Orsk Vale.',
    'The river rose 2 metres to 6 metres in Orsk Vale.',
  ],
  ['The mill in Orsk Vale was forced to close in May.', 'The mill in Orsk Vale closed in May.'],
  ['Brightfold will cut 40 jobs in Lower Marl.', 'Brightfold plans to cut 40 jobs in Lower Marl.'],
  ['Sales at Brightfold rose, profits fell.', 'Profits fell and sales rose at Brightfold.'],
  [
    'Calder City hired fewer men and more women in May.',
    'In May Calder City hired more women and fewer men.',
  ],
  [
    'By law the family of a miner of Orsk Vale is entitled to a pension.',
    'By law the family of a miner of Orsk Vale would be entitled to a pension.',
  ],
  [
    'The mine in Marl opened in 1950 and the mill in Orsk Vale in 1970.',
    'The mill in Orsk Vale opened in 1970, the mine in Marl in 1950.',
  ],
] as const;

test.each(PARAPHRASES)('still merged: %s – %s', (one, other) => {
  expect(matchOf([one], [other])?.strength).toBe('merge');
});
