/** What a report is frozen from: its claims, their evidence and dissent, the workspace’s names; and what stays out of it. */
import { expect, test } from '@jest/globals';
import { freezeReport, type Claim, type Evidence, type FreezeInput, type ReportContent } from '#domain';
import { Course, minutes } from './support/course.ts';
import { passage, reply } from './support/review.ts';
import { origins, source, workspace } from './support/reports.ts';

/** Ids that occur nowhere else, so that finding one in the content means that it leaked. */
const REVIEWERS = ['reviewer-4f1c', 'reviewer-9b0e', 'reviewer-d277'];
const ADJUDICATOR = 'adjudicator-c3a5';
const LATE = minutes(15 * 60 + 30);

const occurrence = (versionId: string, exact: string, speaker: string | null) => ({
  documentId: `document-of-${versionId}`,
  passage: { versionId, start: 0, end: exact.length, exact, prefix: 'before', suffix: 'after' },
  speaker,
  attribution: null,
  figures: [],
});

const course = (id: string, independentVerdicts: number) =>
  new Course({
    id,
    text: `Statement ${id}.`,
    desk: { members: REVIEWERS, independentVerdicts },
    occurrences: [occurrence('v1', 'the dam broke', 'Bento Reis'), occurrence('v2', 'it broke', null)],
  });

const SUPPORT: Evidence[] = ['v1', 'v2', 'v3'].map((version) => passage(version, 'supports'));
const ANSWERED = passage('v4', 'undermines', { answer: 'A slip of the pen.' });
const DENIED = reply({ denial: true, response: 'The gatekeeper saw it.' });

function agreed(): Claim {
  const claim = course('agreed', 2);
  const [first, second] = REVIEWERS.slice(0, 2).map((name) => claim.assign(name));
  claim.record(first ?? '', 'verified', {
    evidence: [...SUPPORT, ANSWERED, DENIED],
    rationale: 'Three letters.',
  });
  claim.record(second ?? '', 'verified', { evidence: SUPPORT, rationale: 'Two sources.' });
  return claim.now;
}

function settled(): Claim {
  const claim = course('settled', 3);
  const [first, second, third] = REVIEWERS.map((name) => claim.assign(name));
  claim.record(first ?? '', 'verified', { evidence: SUPPORT, rationale: 'It stands there.' });
  claim.record(second ?? '', 'unverified', { rationale: 'Nothing found.' });
  claim.record(third ?? '', 'disputed', { rationale: 'Denied.' });
  const searchedAt = '2026-03-01T23:59:59.999Z';
  const searched: Evidence = { kind: 'search', where: 'w', query: 'q', searchedAt, result: 'nothing' };
  claim.adjudicate(ADJUDICATOR, 'unverified', {
    now: LATE,
    evidence: [searched],
    rationale: 'The archive has nothing.',
  });
  return claim.now;
}

const ORIGINS: Record<string, string[]> = { v1: ['o-leak'], v2: ['o-leak'], v3: ['o-wire'], v4: [] };
const REGISTERED: FreezeInput['workspace']['origins'] = [
  { id: 'o-wire', kind: 'wire', title: 'Wire 28', publicTitle: 'The agency report of the 28th' },
  { id: 'o-leak', kind: 'leak', title: 'From Rui', publicTitle: 'The engineer’s letters' },
];

const freeze = (more: Partial<FreezeInput> = {}): ReportContent =>
  freezeReport({
    slug: 'night',
    version: 1,
    title: 'Title',
    summary: 'Summary',
    publishedAt: LATE,
    correction: null,
    overridden: null,
    claims: [agreed(), settled()],
    workspace: workspace({ origins: REGISTERED }),
    sourceOf: (versionId) =>
      source({ title: `Article ${versionId}`, origins: origins(versionId, ORIGINS[versionId]) }),
    aliases: null,
    ...more,
  });

const shown = (versionId: string) => ({
  title: `Article ${versionId}`,
  publisher: 'The Gauge',
  publishedAt: '2026-02-27',
  language: 'en',
});

test('a claim that was agreed on is shown with all rationales, its evidence and its origins counted once', () => {
  const [claim] = freeze().claims;
  const quoted = (versionId: string, stance: string, answer: string | null = null) => ({
    kind: 'passage',
    stance,
    quote: 'x',
    denial: false,
    answer,
    source: shown(versionId),
  });
  const support = ['v1', 'v2', 'v3'].map((version) => quoted(version, 'supports'));
  expect(claim).toEqual({
    number: 1,
    findings: [],
    text: 'Statement agreed.',
    rating: 'verified',
    rationales: ['Three letters.', 'Two sources.'],
    method: 'agreement',
    independentVerdicts: 2,
    independentOrigins: 2,
    origins: [
      { kind: 'wire', title: 'The agency report of the 28th', publishers: ['The Gauge'] },
      { kind: 'leak', title: 'The engineer’s letters', publishers: ['The Gauge'] },
    ],
    supportingPassages: 3,
    decidedOn: '2026-03-02',
    occurrences: [
      { quote: 'the dam broke', speaker: 'Bento Reis', source: shown('v1') },
      { quote: 'it broke', speaker: null, source: shown('v2') },
    ],
    evidence: [
      ...support,
      quoted('v4', 'undermines', 'A slip of the pen.'),
      {
        kind: 'reply',
        whom: 'the ministry',
        askedOn: '2026-02-26',
        way: 'by e-mail',
        answer: 'It did not happen.',
        answeredOn: '2026-02-27',
        denial: true,
        response: 'The gatekeeper saw it.',
      },
    ],
    dissent: [],
  });
});

test('a claim that was settled is shown with the adjudicator’s grounds and every other verdict as dissent', () => {
  const claim = freeze().claims[1];
  expect(claim).toMatchObject({
    number: 2,
    rating: 'unverified',
    method: 'adjudication',
    independentVerdicts: 3,
    independentOrigins: 0,
    decidedOn: '2026-03-03',
    rationales: ['The archive has nothing.'],
    origins: [],
    evidence: [{ kind: 'search', where: 'w', query: 'q', searchedOn: '2026-03-01', result: 'nothing' }],
    dissent: [
      { rating: 'verified', rationale: 'It stands there.' },
      { rating: 'disputed', rationale: 'Denied.' },
    ],
  });
});

test('the frame of a report is its own text and the workspace’s policy', () => {
  const { claims: _, ...frame } = freeze();
  expect(frame).toEqual({
    slug: 'night',
    version: 1,
    title: 'Title',
    summary: 'Summary',
    language: 'en',
    publishedAt: LATE,
    publishedBy: 'Harbour Desk',
    correctionsPolicy: 'Write to the desk; we answer within a week.',
    correction: null,
  });
});

test('nothing in the content names a reviewer, an adjudicator, an assignment or an internal id', () => {
  const text = JSON.stringify(freeze());
  for (const id of [...REVIEWERS, ADJUDICATOR]) expect(text).not.toContain(id);
  // The same ids are in the claims that went in, or the lines above would say nothing.
  const before = JSON.stringify([agreed(), settled()]);
  for (const id of [...REVIEWERS, ADJUDICATOR]) expect(before).toContain(id);
  expect(text).not.toMatch(/agreed-\d|settled-\d|document-of|"v\d"|o-leak|o-wire|From Rui|Wire 28/);
});

test('times of verdicts, decisions and searches are shown by the day', () => {
  const { publishedAt: _, ...rest } = freeze();
  const text = JSON.stringify(rest);
  expect(text).not.toMatch(/\d{2}:\d{2}/);
  expect(text).toMatch(/"decidedOn":"2026-03-02".*"searchedOn":"2026-03-01"/);
});

test('a claim that is not decided cannot be frozen', () => {
  expect(() => freeze({ claims: [course('open', 2).now] })).toThrow('claim open is not decided');
});

test('protected names are replaced at every depth, in quotes, speakers, sources, answers, responses and dissent', () => {
  const names = [
    'Bento Reis',
    'The Gauge',
    'The engineer',
    'Denied',
    'slip',
    'gatekeeper',
    'archive',
    'the dam broke',
    'Article v1',
  ];
  const content = freeze({
    workspace: workspace({ protect: { 'name withheld': names }, origins: REGISTERED }),
  });
  const text = JSON.stringify(content);
  for (const name of names) expect(text).not.toContain(name);
  // Or the line above would say nothing.
  for (const name of names) expect(JSON.stringify(freeze())).toContain(name);
  expect(content.claims[0]?.occurrences[0]).toEqual({
    quote: '[name withheld]',
    speaker: '[name withheld]',
    source: { ...shown('v1'), title: '[name withheld]', publisher: '[name withheld]' },
  });
  expect(Object.keys(content)).toEqual(Object.keys(freeze()));
});

test('where the workspace wants it, each rationale has its author’s alias beside it, and nobody’s id', () => {
  const aliases = new Map([
    [REVIEWERS[0] ?? '', 'Heron-421'],
    [REVIEWERS[1] ?? '', 'Teal-100'],
    [REVIEWERS[2] ?? '', 'Wren-999'],
    [ADJUDICATOR, 'Crane-555'],
  ]);
  const content = freeze({ aliases });
  expect(content.claims.map(({ reviewers }) => reviewers)).toEqual([
    ['Heron-421', 'Teal-100'],
    ['Crane-555'],
  ]);
  expect(content.claims[1]?.dissent.map(({ reviewer }) => reviewer)).toEqual(['Heron-421', 'Wren-999']);
  for (const id of [...REVIEWERS, ADJUDICATOR]) expect(JSON.stringify(content)).not.toContain(id);
  // Hidden, nothing of it is there: not even a place for it.
  expect(JSON.stringify(freeze())).not.toMatch(/reviewer|Heron/);
});

test('a claim that does not have all that its rating asks for says what was set aside, and why', () => {
  const waived = course('waived', 1);
  const slot = waived.assign('reviewer-4f1c');
  waived.waive('independent-support', 'Everybody saw it.');
  waived.waive('undermining-answered', 'There is no time.');
  waived.waive('search', 'Not asked for by this rating.');
  const evidence = [passage('v1', 'supports'), ANSWERED];
  waived.record(slot, 'verified', { evidence, rationale: 'One letter.' });
  const [claim] = freeze({ claims: [waived.now] }).claims;
  // Its one undermining passage is answered: nothing of that was needed.
  expect(claim?.waived).toEqual([{ requirement: 'independent-support', reason: 'Everybody saw it.' }]);
  expect(freeze().claims.map((one) => 'waived' in one)).toEqual([false, false]);
});

test('a round that was recalled is told with day and reason, and nothing of what was submitted in it', () => {
  const again = course('again', 1);
  again.assign('reviewer-4f1c');
  again.recall({ now: minutes(60) });
  again.route({ now: minutes(70) });
  again.record(again.assign('reviewer-9b0e'), 'verified', { evidence: SUPPORT, rationale: 'Three letters.' });
  expect(freeze({ claims: [again.now] }).claims[0]).toMatchObject({
    recalled: [{ on: '2026-03-02', reason: 'wrong desk' }],
    rationales: ['Three letters.'],
  });
  expect(freeze().claims.map((one) => 'recalled' in one)).toEqual([false, false]);
});
