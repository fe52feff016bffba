/** The measuring code, on texts short enough to count by hand. */
import { describe, expect, test } from '@jest/globals';
import { scoreClaims } from '../../bench/eval/claims-score.ts';
import type { GoldAttribution, GoldClaim, GoldQuantity, GoldText } from '../../bench/eval/gold.ts';
import type { Proposal, ProposedQuantity } from '../../bench/eval/pipeline.ts';
import { sameDate, sameValue } from '../../bench/eval/same-figure.ts';
import { sameSpeaker } from '../../bench/eval/same-speaker.ts';

const TEXT = 'Share this\nThe bridge is 90 years old. The mayor said it was safe. Will it last?\n';
const OUTLET: GoldAttribution = { who: null, type: 'publisher-voice', mode: 'none' };
const MAYOR: GoldAttribution = { who: 'Ada Holm, mayor', type: 'person', mode: 'indirect' };

function spanOf(quote: string): { start: number; end: number } {
  const start = TEXT.indexOf(quote);
  return { start, end: start + quote.length };
}

const claim = (quote: string, more: Partial<GoldClaim>): GoldClaim => ({
  id: quote,
  tier: 'high',
  region: 'body',
  quote,
  normalized: quote,
  attribution: OUTLET,
  quantities: [],
  dates: [],
  hedge: null,
  duplicateOf: null,
  ...spanOf(quote),
  ...more,
});

const gold: GoldText = {
  id: '00',
  title: '',
  publisher: 'The Ferry',
  publishedAt: '2020-02-20',
  language: 'en',
  text: TEXT,
  story: 'bridge',
  claims: [
    claim('The bridge is 90 years old.', {
      quantities: [{ text: '90 years', op: '=', min: 90, max: 90, unit: 'year', what: 'age of the bridge' }],
    }),
    claim('it was safe', { tier: 'medium', attribution: MAYOR }),
  ],
  hardNegatives: [{ quote: 'Will it last?', why: 'question', ...spanOf('Will it last?') }],
  lines: [
    { ...spanOf('Share this'), label: 'boilerplate' },
    { start: 11, end: TEXT.length - 1, label: 'body' },
  ],
};
const sentences = [
  'Share this',
  'The bridge is 90 years old.',
  'The mayor said it was safe.',
  'Will it last?',
].map(spanOf);
const propose = (quote: string, more: Partial<Proposal> = {}): Proposal => ({
  speaker: null,
  quantities: [],
  dates: [],
  ...spanOf(quote),
  ...more,
});

test('everything right is full marks', () => {
  const age = { ...spanOf('90 years'), operator: '=' as const, min: 90, max: 90, unit: 'year' };
  const proposals = [
    propose('The bridge is 90 years old.', { quantities: [age] }),
    propose('The mayor said it was safe.', { speaker: 'The mayor' }),
  ];
  expect(scoreClaims(gold, { proposals, sentences })).toEqual({
    furniture: { hits: 0, of: 1 },
    found: { high: { hits: 1, of: 1 }, medium: { hits: 1, of: 1 }, low: { hits: 0, of: 0 } },
    rejected: { hits: 1, of: 1 },
    precise: { hits: 2, of: 2 },
    quantities: { hits: 1, of: 1 },
    dates: { hits: 0, of: 0 },
    speakerPrecision: { hits: 1, of: 1 },
    speakerPrecisionOverAll: { hits: 1, of: 1 },
    speakerRecall: { hits: 1, of: 1 },
    speakerInvented: { hits: 0, of: 1 },
  });
});

test('taking every sentence is seen through', () => {
  const proposals = sentences.map(({ start, end }) => propose(TEXT.slice(start, end)));
  const score = scoreClaims(gold, { proposals, sentences });
  expect(score.furniture).toEqual({ hits: 1, of: 1 });
  expect(score.rejected).toEqual({ hits: 0, of: 1 });
  expect(score.precise).toEqual({ hits: 2, of: 4 });
  expect(score.quantities).toEqual({ hits: 0, of: 1 });
  expect(score.speakerPrecision).toEqual({ hits: 0, of: 0 });
  expect(score.speakerRecall).toEqual({ hits: 0, of: 1 });
});

test('finding nothing finds nothing, and half of a quote is enough', () => {
  expect(scoreClaims(gold, { proposals: [], sentences }).found.high).toEqual({ hits: 0, of: 1 });
  const half = scoreClaims(gold, { proposals: [propose('The bridge is 9')], sentences });
  expect(half.found.high).toEqual({ hits: 1, of: 1 });
  const less = scoreClaims(gold, { proposals: [propose('The bridge')], sentences });
  expect(less.found.high).toEqual({ hits: 0, of: 1 });
});

test('a speaker named for what the outlet says itself costs the precision that counts such claims, and no other', () => {
  const proposals = [
    propose('The bridge is 90 years old.', { speaker: 'The mayor' }),
    propose('The mayor said it was safe.', { speaker: 'The mayor' }),
  ];
  const score = scoreClaims(gold, { proposals, sentences });
  expect(score.speakerPrecision).toEqual({ hits: 1, of: 1 });
  expect(score.speakerPrecisionOverAll).toEqual({ hits: 1, of: 2 });
  expect(score.speakerRecall).toEqual({ hits: 1, of: 1 });
  expect(score.speakerInvented).toEqual({ hits: 1, of: 1 });
});

describe('quantities', () => {
  const wanted = (op: GoldQuantity['op'], min: number | null, max: number | null, unit = 'person') => ({
    text: String(min ?? max),
    op,
    min,
    max,
    unit,
    what: '',
  });
  const read = (
    operator: ProposedQuantity['operator'],
    min: number | null,
    max: number | null,
    unit: string | null = 'person',
  ): ProposedQuantity => ({ start: 0, end: 1, operator, min, max, unit });
  test.each<[string, GoldQuantity, ProposedQuantity, boolean]>([
    ['equal', wanted('=', 40, 40), read('=', 40, 40), true],
    ['another number', wanted('=', 40, 40), read('=', 400, 400), false],
    ['nearly the same number', wanted('=', 4013, 4013), read('=', 4010, 4010), false],
    ['a lost bound', wanted('>', 40, null), read('=', 40, 40), false],
    ['more than, at least', wanted('>', 40, null), read('>=', 40, null), true],
    ['the wrong side', wanted('<', null, 40), read('>', 40, null), false],
    ['about', wanted('~', 40, 40), read('<=', null, 40), true],
    ['about another', wanted('~', 40, 40), read('~', 45, 45), false],
    ['a range', wanted('range', 40, 50), read('range', 40, 50), true],
    ['half a range', wanted('range', 40, 50), read('=', 40, 40), false],
    ['weeks as days', wanted('=', 2, 2, 'week'), read('=', 14, 14, 'day'), true],
    ['a share as percent', wanted('=', 0.333, 0.333, 'share'), read('=', 33.3, 33.3, 'percent'), true],
    ['weeks as months', wanted('=', 2, 2, 'week'), read('=', 2, 2, 'month'), false],
    ['vague', { ...wanted('>=', 2000, null), text: 'Thousands' }, read('vague', null, null), true],
    ['vague for exact', wanted('=', 2000, 2000), read('vague', null, null), false],
  ])('%s', (_name, annotated, proposed, right) => {
    expect(sameValue(annotated, proposed)).toBe(right);
  });

  test('a date is right when both its ends are', () => {
    const march = { text: 'March', from: '2021-03', to: '2021-03' };
    expect(sameDate(march, { start: 0, end: 5, from: '2021-03', to: '2021-03' })).toBe(true);
    expect(sameDate(march, { start: 0, end: 5, from: '2021-03', to: null })).toBe(false);
  });
});

describe('speakers', () => {
  const person = (who: string): GoldAttribution => ({ who, type: 'person', mode: 'indirect' });
  const paper = (who: string): GoldAttribution => ({ who, type: 'document', mode: 'indirect' });
  test.each<[GoldAttribution, string | null, boolean]>([
    [OUTLET, null, true],
    [OUTLET, 'Ada Holm', false],
    [MAYOR, null, false],
    [MAYOR, 'Holm', true],
    [MAYOR, 'Mayor Ada Holm', true],
    [MAYOR, 'the governor', false],
    [person('spokesman for the water board'), 'the water board', true],
    [person('China’s minister of transport'), 'Chinese officials', true],
    [paper('audit of the city'), 'the city', false],
    [paper('audit of the city'), 'the audit', true],
    [paper('leaked documents'), 'the files', true],
  ])('%j against %s', (wanted, name, right) => {
    expect(sameSpeaker(wanted, name)).toBe(right);
  });
});
