/** Names are taken out of the words of a report, and out of nothing that only reads like a name. */
import { expect, test } from '@jest/globals';
import {
  exposedNames,
  redactReport,
  wordsOfReport,
  type Json,
  type ProtectedPerson,
  type ReportContent,
  type ReportedClaim,
} from '#domain';

const WORDS = 'Ines Prado said so.';
const DAY = '2026-03-02';
const source = { title: WORDS, publisher: WORDS, publishedAt: DAY, language: 'en' };
const asked = { whom: WORDS, askedOn: DAY, way: WORDS, answeredOn: DAY, answer: WORDS, response: WORDS };
const finding = {
  source,
  primarySource: true,
  method: WORDS,
  examiner: WORDS,
  limits: WORDS,
  examinedOn: DAY,
};
const claim: Required<ReportedClaim> = {
  number: 1,
  text: WORDS,
  rating: 'unverified',
  rationales: [WORDS],
  reviewers: [WORDS, null],
  method: 'agreement',
  independentVerdicts: 2,
  independentOrigins: 2,
  origins: [{ kind: 'witness', title: WORDS, publishers: [WORDS] }],
  supportingPassages: 1,
  decidedOn: DAY,
  occurrences: [{ quote: WORDS, speaker: WORDS, source }],
  evidence: [
    { kind: 'passage', stance: 'supports', quote: WORDS, denial: false, answer: WORDS, source },
    { kind: 'search', where: WORDS, query: WORDS, searchedOn: DAY, result: WORDS },
    { kind: 'reply', denial: true, ...asked },
  ],
  findings: [{ ...finding, result: 'authentic' }],
  waived: [{ requirement: 'search', reason: WORDS }],
  recalled: [{ on: DAY, reason: WORDS }],
  dissent: [{ rating: 'disputed', rationale: WORDS, reviewer: WORDS }],
};
/** Everything that a report may say. */
const REPORT: Required<ReportContent> = {
  slug: 'night-at-the-dam',
  version: 1,
  title: WORDS,
  summary: WORDS,
  language: 'en',
  publishedAt: '2026-03-02T09:00:00.000Z',
  publishedBy: WORDS,
  correctionsPolicy: WORDS,
  correction: WORDS,
  overridden: { reason: WORDS, gates: [{ gate: 'conflicts-settled', claims: [1] }] },
  claims: [claim],
};

const protect = (...names: string[]): ProtectedPerson[] => [{ id: 'p', label: 'a docker', names }];

/** A copy in which each text is another. */
function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Array) return value.map((item: Json) => mapTexts(item, change));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}

test('a name is taken out wherever words stand', () => {
  const redacted = redactReport(REPORT, protect('Ines Prado'));
  expect(redacted).toEqual(mapTexts(REPORT, (text) => text.replace('Ines Prado', '[a docker]')));
  expect(redacted).not.toEqual(REPORT);
});

test('a code, a date or a language is none, even if somebody is called so', () => {
  const persons = protect(
    'Search',
    'Other',
    'Witness',
    'Reply',
    'Passage',
    'Agreement',
    'Authentic',
    'En',
    '2026',
  );
  expect(redactReport(REPORT, persons)).toEqual(REPORT);
  expect(exposedNames(wordsOfReport(REPORT), persons)).toEqual([]);
  const named = { ...REPORT, claims: [{ ...claim, text: 'Search was there.' }] };
  expect(exposedNames(wordsOfReport(named), persons)).toEqual(['Search']);
  expect(redactReport(named, persons).claims[0]?.text).toBe('[a docker] was there.');
});

test('where a code, a date or a language is expected and something else stands, a name in it is taken out', () => {
  // As no report says it: the types are what this is about.
  const odd = mapTexts(REPORT, () => WORDS) as ReportContent;
  expect(exposedNames(redactReport(odd, protect('Ines Prado')), protect('Ines Prado'))).toEqual([]);
});

test('what a report of another time says under a name that nobody knows here is words', () => {
  const later = { ...REPORT, later: { kind: 'ines', constructor: 'ines' }, toString: 'ines' };
  expect(exposedNames(wordsOfReport(later), protect('Ines'))).toEqual(['Ines']);
  expect(redactReport(later, protect('ines'))).toMatchObject({
    later: { kind: '[a docker]', constructor: '[a docker]' },
    toString: '[a docker]',
  });
});

test('a text is kept as a code only under these names', () => {
  // As no report says it: the types are what this is about.
  const odd = mapTexts(REPORT, () => 'ines') as ReportContent;
  const kept = new Set<string>();
  JSON.stringify(redactReport(odd, protect('Ines')), (key, value: unknown) => {
    if (value === 'ines') kept.add(key);
    return value;
  });
  expect([...kept].sort()).toEqual(['gate', 'kind', 'method', 'rating', 'requirement', 'result', 'stance']);
});
