import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchClaims, type ClaimToMatch } from '../../libs/extraction/src/matching/match-claims.ts';
import { storiesOf } from '../../libs/extraction/src/matching/stories.ts';
import { CONCEPTS, conceptOf } from '../../libs/extraction/src/matching/synonyms.ts';
import type { DateFigure, Quantity } from '../../libs/extraction/src/types.ts';

const count = (value: number, about: Partial<Quantity> = {}): Quantity => ({
  kind: 'count',
  operator: '=',
  min: value,
  max: value,
  unit: 'house',
  measure: 'houses',
  scope: null,
  aggregator: null,
  text: String(value),
  start: 0,
  end: 0,
  ...about,
});
const day = (date: string): DateFigure => ({
  kind: 'date',
  from: date,
  to: date,
  certainty: 'explicit',
  text: date,
  start: 0,
  end: 0,
});

function claim(documentId: string, text: string, about: Partial<ClaimToMatch> = {}): ClaimToMatch {
  const base = { id: `${documentId}: ${text}`, documentId, text, exact: text, publishedAt: '2024-02-01' };
  return { ...base, figures: [], ...about };
}

const match = (a: ClaimToMatch, b: ClaimToMatch) => matchClaims([a], [b])[0];
const reasonsOf = (a: ClaimToMatch, b: ClaimToMatch): string[] =>
  match(a, b)?.reasons.map(({ kind }) => kind) ?? [];

test('one claim in two wordings is merged, and says why', () => {
  const a = claim('x', 'The flood damaged 412 houses in Lower Tessel, Mayor Ada Roth said.', {
    figures: [count(412)],
    speaker: 'Ada Roth',
  });
  const b = claim('y', 'In Lower Tessel 412 homes were damaged by the flood, according to Ada Roth.', {
    figures: [count(412)],
    speaker: 'Mayor Ada Roth',
  });
  expect(match(a, b)).toMatchObject({ claimId: a.id, matchId: b.id, strength: 'merge' });
  expect(reasonsOf(a, b)).toEqual(['similar-wording', 'same-figure', 'shared-names', 'same-speaker']);
});

const STORY = ['Tessel', 'Ada Roth', 'Lower Marsh'];

test('the same words quoted make a proposal, however they are led in', () => {
  const a = claim('x', 'The Tessel works dismissed the memos as “a clumsy invention” meant to hurt it.', {
    entities: STORY,
  });
  const b = claim('y', 'In Lower Marsh the company has called them “a clumsy invention”.', {
    entities: STORY,
  });
  expect(reasonsOf(a, b)).toContain('same-quotation');
  // Around one quotation two things may be said.
  const elaborated = claim(
    'y',
    'The Tessel works, which dismissed the memos as “a clumsy invention”, sues.',
    {
      entities: STORY,
    },
  );
  expect(match(a, elaborated)).toMatchObject({ strength: 'suggest' });
  const other = claim('y', 'In Lower Marsh the company has called them “a serious matter”.', {
    entities: STORY,
  });
  expect(reasonsOf(a, other)).not.toContain('same-quotation');
});

test('two denials that documents are genuine make a proposal without a word in common', () => {
  const a = claim('x', 'The works says the files are fake.', { entities: STORY });
  const b = claim('y', 'On Friday night Ada Roth repeated that all the photographs had been forged.', {
    entities: STORY,
  });
  expect(match(a, b)).toMatchObject({ strength: 'suggest' });
  expect(reasonsOf(a, b)).toEqual(['similar-wording', 'same-denial']);
  const genuine = claim('y', 'Examiners found that the photographs had not been forged.', {
    entities: STORY,
  });
  expect(match(a, genuine)).toBeUndefined();
  const elsewhere = claim('y', 'On Friday night a bank said the letters had been forged.', {
    entities: ['Kell'],
  });
  expect(match(a, elsewhere)).toBeUndefined();
});

test('figures of one measure make a proposal without a word in common', () => {
  const dead = (value: number, measure: string): Quantity =>
    count(value, { unit: 'person', measure, text: String(value) });
  const a = claim('x', 'Above Falk 31 skiers perished.', {
    entities: STORY,
    figures: [dead(31, 'skiers perished')],
  });
  const b = claim('y', 'The slide killed 38 skiers, a hospital says.', {
    entities: STORY,
    figures: [dead(38, 'skiers killed')],
  });
  expect(match(a, b)).toMatchObject({ strength: 'suggest' });
  expect(reasonsOf(a, b)).toEqual(expect.arrayContaining(['same-measure', 'figures-differ']));
  const injured = claim('y', 'The slide hurt 38 skiers, a hospital says.', {
    entities: STORY,
    figures: [dead(38, 'skiers hurt')],
  });
  expect(reasonsOf(a, injured)).not.toContain('same-measure');
});

test.each([
  ['another number', count(412), count(630), true],
  ['a bound that excludes the number', count(412), count(500, { operator: '>', max: null }), true],
  ['a bound that holds the number', count(412), count(400, { operator: '>', max: null }), false],
  ['two lower bounds', count(300, { max: null }), count(700, { max: null }), false],
  ['a rounded number', count(412), count(400, { operator: '~' }), false],
  ['another day', day('2024-01-03'), day('2024-01-04'), true],
  ['a day and its month', day('2024-01'), day('2024-01-04'), false],
])('%s: figures that differ are never merged', (_name, one, other, differs) => {
  const wording = 'Ada Roth said that houses in Lower Tessel were damaged by the flood.';
  const [a, b] = [claim('x', wording, { figures: [one] }), claim('y', wording, { figures: [other] })];
  expect(match(a, b)?.strength).toBe(differs ? 'suggest' : 'merge');
  expect(reasonsOf(a, b).includes('figures-differ')).toBe(differs);
});

test('a part and the whole, or an extreme and an example, are no difference, and are not merged', () => {
  const wording = 'Ada Roth said that houses in Lower Tessel were damaged by the flood.';
  const a = claim('x', wording, { figures: [count(412)] });
  for (const other of [count(30, { scope: 'in Mill Street' }), count(30, { aggregator: 'example' })]) {
    const b = claim('y', wording, { figures: [other] });
    expect(match(a, b)?.strength).toBe('suggest');
    expect(reasonsOf(a, b)).not.toContain('figures-differ');
  }
});

test.each([
  [
    'a denial',
    'Ada Roth said the Gorse dam is safe.',
    'Ada Roth denied that the Gorse dam is safe.',
    'one-negated',
  ],
  [
    'another name',
    'The council of Lower Tessel will close the Gorse library.',
    'The council of Upper Marl will close the Brenn library.',
    'other-names',
  ],
])('%s is suggested at most', (_name, one, other, reason) => {
  const [a, b] = [claim('x', one), claim('y', other)];
  const context = 'Ada Roth of Lower Tessel and Upper Marl spoke of Gorse and of Brenn.';
  const matches = matchClaims([a, claim('x', context)], [b, claim('y', context)]);
  const found = matches.find(({ claimId, matchId }) => claimId === a.id && matchId === b.id);
  expect(found?.strength).toBe('suggest');
  expect(found?.reasons.map(({ kind }) => kind)).toContain(reason);
});

test('two stories on one topic do not meet', () => {
  const wording = 'At least 14 people died when a ferry of Blue Strait Lines sank off Port Hale.';
  const [a, b] = [claim('x', wording), claim('y', wording, { publishedAt: '2019-08-02' })];
  expect(matchClaims([a], [b])).toEqual([]);
  const elsewhere = claim('z', 'At least 14 people died when a ferry of Marl Shipping sank off Orsk Bay.');
  expect(matchClaims([a], [elsewhere])).toEqual([]);
});

test('claims of one document are not matched with each other', () => {
  const wording = 'Ada Roth said the Gorse dam is safe.';
  expect(matchClaims([claim('x', wording)], [claim('x', wording, { id: 'again' })])).toEqual([]);
});

test('transliterations and accents of one name meet', () => {
  const a = claim('x', 'Zoë Müller of Kraków opened the Gorse bridge in Tessel.');
  const b = claim('y', 'Zoe Muller from Krakow opened the Gorse bridge in Tessel.');
  expect(match(a, b)?.strength).toBe('merge');
});

test('a word of the synonyms stands for the concept of its own line, and of no other', () => {
  for (const words of CONCEPTS)
    expect([words, new Set(words.map(conceptOf))]).toEqual([words, new Set([words[0]])]);
  expect(new Set(CONCEPTS.map(([first]) => first)).size).toBe(CONCEPTS.length);
  expect(conceptOf('declining')).toBe(conceptOf('fell'));
});

test('stories: by shared names and days, the story of one included', () => {
  const documents = [
    { id: 'a', text: 'The flood in Lower Tessel reached the mill of Ewan Brand.', publishedAt: '2023-11-03' },
    { id: 'b', text: 'In Marl, Ada Roth opened a school.', publishedAt: '2023-11-03' },
    { id: 'c', text: 'He fled the water, Ewan Brand of Lower Tessel said.', publishedAt: '2023-11-05' },
    { id: 'd', text: 'He fled the water, Ewan Brand of Lower Tessel said.', publishedAt: '2018-11-05' },
  ];
  const stories = storiesOf(documents);
  expect(stories.map((story) => story.documents)).toEqual([['a', 'c'], ['b'], ['d']]);
  expect(stories[0]?.names).toEqual(expect.arrayContaining(['ewan', 'brand', 'lower', 'tessel']));
});

test('10,000 claims against 100', () => {
  const subjects = ['the bridge', 'a school', 'the harbour', 'some trains', 'the council', 'two farms'];
  const verbs = ['reopened', 'closed', 'burned down', 'ran late', 'cost more', 'was sold'];
  const many = (n: number, from: string): ClaimToMatch[] =>
    Array.from({ length: n }, (_, i) => {
      const text = `In Tessel${i % 50} Ada Roth${i % 30} said ${subjects[i % 6]} ${verbs[(i >> 2) % 6]} in ${1900 + (i % 97)}.`;
      return claim(`${from}${i % Math.ceil(n / 30)}`, text, { id: `${from}-${i}`, figures: [count(i)] });
    });
  const matches = matchClaims(many(100, 'new'), many(10_000, 'old'));
  expect(matches.length).toBeGreaterThan(0);
  for (const { claimId } of matches)
    expect(matches.filter((other) => other.claimId === claimId).length).toBeLessThanOrEqual(5);
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.constantFrom('Ada', 'Roth', 'the', '4,000', '“', '.', 'not', '😀', 'É'), { maxLength: 60 })
    .map((parts) => parts.join(' ')),
);

test('any text: scores stay in range, matches are symmetric in kind, order does not matter', () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 8 }), (texts) => {
      const claims = texts.map((text, i) => claim(`d${i % 3}`, text, { id: String(i) }));
      const matches = matchClaims(claims, claims);
      const keys = new Set(matches.map(({ claimId, matchId, score }) => `${claimId} ${matchId} ${score}`));
      for (const { claimId, matchId, score } of matches) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1000);
        expect(keys).toContain(`${matchId} ${claimId} ${score}`);
      }
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['one endless word', 'a'.repeat(500_000)],
  ['capitals', 'Ab '.repeat(150_000)],
  ['names joined', 'A of '.repeat(100_000)],
  ['apostrophes', '’'.repeat(500_000)],
])('%s: long text takes time in proportion', (_name, text) => {
  expect(matchClaims([claim('x', text)], [claim('y', text)]).length).toBeLessThanOrEqual(1);
});
