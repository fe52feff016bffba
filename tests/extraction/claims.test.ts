import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CLAIM_THRESHOLD, findClaims, type FoundClaim } from '#extraction';

/** Invented sentences on invented places, each with a word around it so that it is not alone. */
const only = (sentence: string): FoundClaim => {
  const claims = findClaims(sentence);
  expect(claims).toHaveLength(1);
  const [claim] = claims;
  if (!claim) throw new Error('expected one claim');
  return claim;
};

test.each([
  'More than 1,200 homes were flooded in Harlow County.',
  'Ines Duarte, a hydrologist at Port Orland University, said the dam failed because valves were left open.',
  'The inspector signed the order in March 2019 and sent it to the River Board.',
  'The list names 330 towns, more than any list before it.',
  'Records of the port show that the ship never arrived in Varnholm.',
])('is a claim: %s', (sentence) => {
  expect(only(sentence).score).toBeGreaterThanOrEqual(CLAIM_THRESHOLD);
});

test.each([
  'Will the river rise again before the 12 towns are rebuilt?',
  'I hope they all come home to Harlow soon.',
  'We believe in a better Harlow for everybody.',
  'Call the mayor of Harlow now!',
  'Costs could rise next year, and nobody would notice.',
  'Sign in to read all 40 articles of the Harlow Times.',
  'We use cookies to improve 12 services of Harlow Media.',
  'You must be at least 18 years old to join Harlow Plus.',
  'Read more: Harlow was flooded in 2019',
  'Harlow flood, 2019',
  'Such is life.',
])('is no claim: %s', (sentence) => {
  expect(findClaims(sentence)).toEqual([]);
});

test('a claim says why it was taken', () => {
  const { features } = only('The ministry said more than 1,200 homes were flooded in Harlow County in 2019.');
  expect(features).toEqual(
    expect.arrayContaining([
      'figure',
      'date',
      'named-entity',
      'reporting-verb',
      'act-in-the-past',
      'comparison',
    ]),
  );
});

test('a word that the text knows as a name is a name at the start of a sentence too', () => {
  const alone = findClaims('Harlow denied the report and closed the road.');
  const together = findClaims('They came to Harlow on foot.\nHarlow denied the report and closed the road.');
  expect(together.at(-1)?.features).toContain('named-entity');
  expect(alone.at(-1)?.features).not.toContain('named-entity');
});

test.each([
  ['The ministry said on 4 March 2021 that 12 homes were flooded.', 'The ministry'],
  ['“The dam held for 12 days,” said Tomas Brandt, a spokesman for the River Board.', 'Tomas Brandt'],
  ['Two million people live downstream, according to the census bureau.', 'the census bureau'],
  ['Ines Duarte, a hydrologist in Varnholm, said the dam failed in 2019.', 'Ines Duarte'],
  ['Kofi Mensah told the River Board that 12 valves were open.', 'Kofi Mensah'],
  ['In 2019 Ada Finch told reporters that 12 valves were open.', 'Ada Finch'],
  ['He said the dam failed in Varnholm in 2019.', null],
  ['The dam failed in Varnholm in 2019 and 12 homes were lost.', null],
])('speaker of %j', (sentence, speaker) => {
  expect(only(sentence).speaker).toBe(speaker);
});

test.each([
  ['More than 1,200 homes were lost in Harlow.', [['More than 1,200', 1200, '>', 'homes']]],
  ['At least 40 boats were lost near Harlow.', [['At least 40', 40, '>=', 'boats']]],
  ['Around 12 percent of adults had left Harlow.', [['Around 12', 12, '~', 'percent']]],
  ['Up to 3.5 million people were moved from Harlow.', [['Up to 3.5 million', 3_500_000, '<=', 'people']]],
  ['Fewer than twenty-one wells were tested near Harlow.', [['Fewer than twenty-one', 21, '<', 'wells']]],
  ['The youngest victim in Harlow was a 9-year-old girl.', [['9', 9, '=', 'years of age']]],
  ['Hundreds of homes were lost in Harlow.', [['Hundreds', null, '~', 'homes']]],
  ['The board met in Harlow on 4 March 2021.', [['4 March 2021', null, '=', 'date']]],
  ['The board met in Harlow for the first time in 2019.', [['2019', 2019, '=', 'year']]],
  ['Harlow paid $4 million to the board.', [['$4 million', 4_000_000, '=', '$']]],
])('figures of %j', (sentence, expected) => {
  const figures = only(sentence).figures.map(({ text, value, operator, unit }) => [
    text,
    value,
    operator,
    unit,
  ]);
  expect(figures).toEqual(expected);
});

test('a range is its two bounds, and the magnitude of the second belongs to both', () => {
  const { figures } = only('Between two and three million people lived in Harlow County.');
  expect(figures).toMatchObject([
    { value: 2_000_000, operator: '>=', unit: 'people' },
    { value: 3_000_000, operator: '<=', unit: 'people' },
  ]);
});

test('whatever comes in: offsets are code points, claims are in order, scores are whole permille', () => {
  const piece = fc.constantFrom(
    '😀 ',
    'Bob Li said ',
    '12 boats ',
    'in 2019 ',
    'were lost. ',
    'e\u0301 ',
    'ش ',
    '事。',
    '\n',
    '$5-6 million ',
    'over ',
    '“no” ',
  );
  const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
  const anyText = fc.oneof(
    units,
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const characters = Array.from(text);
      let last = 0;
      for (const { passage, score, figures } of findClaims(text)) {
        expect(passage.start).toBeGreaterThanOrEqual(last);
        last = passage.end;
        expect(characters.slice(passage.start, passage.end).join('')).toBe(passage.exact);
        expect(Number.isInteger(score) && score >= CLAIM_THRESHOLD && score <= 1000).toBe(true);
        for (const figure of figures) {
          expect(characters.slice(figure.start, figure.end).join('')).toBe(figure.text);
          expect(figure.start >= passage.start && figure.end <= passage.end).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});
