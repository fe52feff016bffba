/** What a report is frozen from: its claims, their evidence and dissent, the workspace’s names; and what stays out of it. */
import { expect, test } from '@jest/globals';
import {
  REVIEWERS,
  ADJUDICATOR,
  LATE,
  SUPPORT,
  ANSWERED,
  REGISTERED,
  course,
  freeze,
  agreed,
  settled,
} from './support/frozen.ts';
import { minutes } from './support/course.ts';
import { workspace } from './support/reports.ts';
import { passage } from './support/review.ts';

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
