/** An invented report on an invented town, with every part that a page can have. */
import type { ReportContent, ReportedClaim, ReportedSource } from '#domain';

const gazette: ReportedSource = {
  title: 'The night the Orre came over the wall',
  publisher: 'Aldermere Gazette',
  publishedAt: '2026-03-03',
};
const agency: ReportedSource = {
  title: 'Gauge record for station 14, 1 to 3 March',
  publisher: 'Orre River Agency',
  publishedAt: '2026-03-04T08:00:00+01:00',
};
const broadcaster: ReportedSource = {
  title: '‘We knocked on every door’: a rescue crew looks back',
  publisher: 'Radio Lowland',
  publishedAt: '2026-03-05',
};
const letter: ReportedSource = {
  title: 'Letter of the town clerk to the county',
  publisher: 'Town of Aldermere',
  publishedAt: null,
};

const waterLevel: ReportedClaim = {
  number: 1,
  text: 'The River Orre rose by 4.2 metres at Aldermere in the night of 1 March 2026.',
  rating: 'verified',
  rationales: [
    'The automatic gauge and the lock keeper’s book were kept by different people with different instruments. Both give 4.2 metres between 21:00 and 04:30.',
    'The reading was taken before the gauge was damaged.\n\nThe keeper measured by hand, from the step of the lock house, and wrote the figure down at the time.',
  ],
  method: 'agreement',
  independentVerdicts: 2,
  independentOrigins: 2,
  origins: [
    { kind: 'official-statement', title: 'The gauge of station 14', publishers: ['Orre River Agency'] },
    { kind: 'witness', title: null, publishers: ['Aldermere Gazette'] },
  ],
  decidedOn: '2026-03-07',
  occurrences: [
    {
      quote: 'By half past four the Orre stood 4.2 metres above the evening mark, and it was in the bakery.',
      speaker: 'Ilse Brandt, lock keeper',
      source: gazette,
    },
  ],
  evidence: [
    {
      kind: 'passage',
      stance: 'supports',
      quote: 'Station 14: 21:00 1.31 m; 04:30 5.51 m. Sensor fault from 05:10.',
      denial: false,
      answer: null,
      source: agency,
    },
    {
      kind: 'passage',
      stance: 'supports',
      quote: 'I read it off the step with a lamp: four metres twenty since supper.',
      denial: false,
      answer: null,
      source: gazette,
    },
    {
      kind: 'passage',
      stance: 'undermines',
      quote: 'The gauge at the old bridge is known to have failed that night.',
      denial: false,
      answer: 'It failed at 05:10, forty minutes after the reading on which the claim rests.',
      source: letter,
    },
    {
      kind: 'passage',
      stance: 'context',
      quote: 'It had rained on frozen ground for three days.',
      denial: false,
      answer: null,
      source: broadcaster,
    },
  ],
  dissent: [],
};

const warning: ReportedClaim = {
  number: 2,
  text: 'The town received a flood warning six hours before it told residents to leave.',
  rating: 'disputed',
  rationales: [
    'The agency’s log shows a warning sent at 18:40. The town says that it never arrived. No record of its receipt has been shown to us, and none of its absence.',
  ],
  method: 'adjudication',
  independentVerdicts: 2,
  independentOrigins: 1,
  decidedOn: '2026-03-08',
  occurrences: [
    {
      quote: 'The town hall had been warned at twenty to seven and slept on it.',
      speaker: null,
      source: gazette,
    },
    {
      quote: 'We were told there had been six hours in which nothing happened.',
      speaker: 'a member of the rescue crew',
      source: broadcaster,
    },
  ],
  evidence: [
    {
      kind: 'passage',
      stance: 'supports',
      quote: '18:40 level 3 warning issued to: Aldermere, Nether Orre, Stadt.',
      denial: false,
      answer: null,
      source: agency,
    },
    {
      kind: 'passage',
      stance: 'undermines',
      quote: 'No warning of any level reached this office before 00:50.',
      denial: true,
      answer: null,
      source: letter,
    },
  ],
  dissent: [
    {
      rating: 'verified',
      rationale:
        'Nether Orre confirmed the same message at 18:43, so it was sent and delivered. A bare denial should not outweigh that.',
    },
  ],
};

const rescued: ReportedClaim = {
  number: 3,
  text: 'About three hundred people were brought out by boat.',
  rating: 'unverified',
  rationales: [
    'The figure goes back to one estimate made on the radio. Nobody kept a list, and the crews count differently.',
    'We could not find a second count of any kind.',
  ],
  method: 'agreement',
  independentVerdicts: 2,
  independentOrigins: 1,
  origins: [{ kind: 'unconfirmed', title: null, publishers: ['Radio Lowland'] }],
  decidedOn: '2026-03-08',
  occurrences: [
    {
      quote: 'It must have been three hundred, boat after boat of them.',
      speaker: 'a boatman',
      source: broadcaster,
    },
  ],
  evidence: [
    {
      kind: 'passage',
      stance: 'supports',
      quote: 'It must have been three hundred, boat after boat of them.',
      denial: false,
      answer: null,
      source: broadcaster,
    },
    {
      kind: 'search',
      where: 'Register of the county’s emergency shelters',
      query: 'admissions, Aldermere, 1 to 3 March 2026',
      searchedOn: '2026-03-06',
      result: 'Two shelters opened. Neither kept a list of names or a count.',
    },
    {
      kind: 'search',
      where: 'Archive of Radio Lowland, https://archive.example/programmes?station=lowland&day=2026-03-02',
      query: '“by boat” AND Aldermere',
      searchedOn: '2026-03-06',
      result: 'The same interview, four times. No other source.',
    },
  ],
  dissent: [],
};

const wall: ReportedClaim = {
  number: 4,
  text: 'The flood wall was built 30 centimetres lower than planned.',
  rating: 'disputed',
  rationales: [
    'The plan and the survey disagree by 30 centimetres. The builder says that the plan was changed in writing; we have not seen the change.',
    'Both measurements are sound. What is open is whether the lower height was agreed.',
  ],
  method: 'agreement',
  independentVerdicts: 2,
  independentOrigins: 1,
  decidedOn: '2026-03-08',
  occurrences: [
    { quote: 'They saved a foot of concrete.', speaker: 'Ilse Brandt, lock keeper', source: gazette },
  ],
  evidence: [
    {
      kind: 'passage',
      stance: 'supports',
      quote: 'Crest of wall, surveyed: 5.20 m. Crest of wall, plan of 2011: 5.50 m.',
      denial: false,
      answer: null,
      source: agency,
    },
    {
      kind: 'passage',
      stance: 'undermines',
      quote: 'The contractor built what was ordered, to the centimetre, after the amendment of 2012.',
      denial: true,
      answer: 'The amendment is mentioned in the letter but not enclosed. The county could not find it.',
      source: letter,
    },
  ],
  dissent: [],
};

export const sampleReport = (): ReportContent => ({
  slug: 'aldermere-flood',
  version: 2,
  title: 'What is known about the flood at Aldermere',
  summary:
    'The Orre left its bed in the first night of March. We examined four statements about that night: how high the water rose, who was warned, how many people were brought out, and whether the wall was what had been paid for.',
  language: 'en',
  publishedAt: '2026-03-09T10:00:00.000Z',
  publishedBy: 'Lowland Fact Desk',
  correctionsPolicy:
    'Tell us if something here is wrong: corrections@lowland.example. We answer within two working days, correct in a new version and say at its top what has changed.',
  correction:
    'Claim 2 was rated “verified” in the first version. The town’s letter of 5 March denies that a warning arrived, and the claim was reviewed again.',
  overridden: {
    reason: 'The survey’s author answers only next week, and the town decides about the wall on Tuesday.',
    gates: [
      { gate: 'outcomes-unquestioned', claims: [4] },
      { gate: 'corrections-policy', claims: [] },
    ],
  },
  claims: [waterLevel, warning, rescued, wall],
});
