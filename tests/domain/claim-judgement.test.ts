import { expect, test } from '@jest/globals';
import { decisionOf, groundsOf, verdictsOf, type Evidence, type Passage } from '#domain';
import { Course, minutes } from './support/course.ts';
import { codeOf, refusalOf } from './support/outcome.ts';
import { editor, NOW, person, propose, search, step } from './support/review.ts';

const slots = (independentVerdicts: number) => new Course({ desk: { independentVerdicts } });

test('a decision by an adjudicator keeps the time the round closed and the verdicts that disagree', () => {
  const course = slots(2).vote('verified', 'unverified');
  course.adjudicate('adil', 'unverified', { now: minutes(30), rationale: 'Nothing found.' });
  expect(course.round).toMatchObject({ status: 'settled', closedAt: NOW });
  expect(decisionOf(course.now)).toEqual({
    rating: 'unverified',
    method: 'adjudication',
    decidedBy: ['adil'],
    decidedAt: minutes(30),
    rationale: 'Nothing found.',
    evidence: [search],
  });
  expect(groundsOf(course.round)).toEqual({
    rationales: ['Nothing found.'],
    authors: ['adil'],
    evidence: [search],
  });
  expect(verdictsOf(course.round).map(({ verdict }) => verdict.rating)).toEqual(['verified', 'unverified']);
});

test.each(['rana', 'remy'])('an adjudicator who held a slot is refused (%s)', (name) => {
  const course = slots(2).vote('verified', 'unverified');
  expect(codeOf(() => course.adjudicate(name, 'verified'))).toBe('held-a-slot');
  expect(course.now.status).toBe('contested');
});

test('an adjudicator who only returned a slot, or held one in an earlier round, is refused too', () => {
  const course = slots(2);
  course.return(course.assign('rosa'));
  course.vote('verified', 'unverified');
  expect(codeOf(() => course.adjudicate('rosa', 'verified'))).toBe('held-a-slot');
  course.adjudicate('adil', 'verified');
  course.reopen();
  course.vote('verified', 'unverified');
  expect(codeOf(() => course.adjudicate('rosa', 'verified'))).toBe('held-a-slot');
});

test('an adjudicator with a declared conflict is refused', () => {
  const course = slots(2).vote('verified', 'unverified');
  const facts = { conflicts: [{ kind: 'publisher' as const, name: 'the gauge ' }] };
  expect(codeOf(() => course.adjudicate('adil', 'verified', { facts }))).toBe('conflict-of-interest');
});

test('an adjudicator is held to the verdict policy', () => {
  const course = slots(2).vote('verified', 'unverified');
  const refused = refusalOf(() => course.adjudicate('adil', 'unverified', { evidence: [], rationale: ' ' }));
  expect(refused.code).toBe('verdict-policy-unmet');
  expect(refused.unmet.map(({ requirement }) => requirement)).toEqual(['rationale', 'search']);
});

const reply = (askedAt: string, answeredAt: string | null): Evidence => {
  const answer = answeredAt && 'No comment.';
  return { kind: 'reply', whom: 'the mine', askedAt, way: 'by e-mail', answer, answeredAt, denial: false };
};

test.each<[string, (at: string) => Evidence]>([
  ['a search', (at) => ({ kind: 'search', where: 'w', query: 'q', searchedAt: at, result: 'nothing' })],
  ['a question', (at) => reply(at, null)],
  ['an answer', (at) => reply(NOW, at)],
])(
  '%s in the future is refused, in a verdict and an adjudication; a clock may be a little ahead',
  (_, at) => {
    const said = (count: number) => ({ evidence: [search, at(minutes(count))] });
    const course = slots(2);
    const id = course.assign('rana');
    expect(codeOf(() => course.record(id, 'unverified', said(6)))).toBe('in-the-future');
    course.record(id, 'unverified', said(5));
    course.record(course.assign('remy'), 'verified');
    const settle = (count: number) => codeOf(() => course.adjudicate('adil', 'unverified', said(count)));
    expect([settle(6), settle(5)]).toEqual(['in-the-future', 'allowed']);
  },
);

test('a waiver opens its requirement for everyone in the round, and only that one', () => {
  const course = slots(2);
  const rana = course.assign('rana');
  const bare = { evidence: [] };
  expect(codeOf(() => course.record(rana, 'unverified', bare))).toBe('verdict-policy-unmet');
  course.waive('search', 'The archive burned.');
  expect(course.round.waivers).toEqual([{ requirement: 'search', reason: 'The archive burned.' }]);
  expect(codeOf(() => course.record(rana, 'verified', bare))).toBe('verdict-policy-unmet');
  expect(codeOf(() => course.record(rana, 'unverified', { ...bare, rationale: '' }))).toBe(
    'verdict-policy-unmet',
  );
  course.record(rana, 'unverified', bare);
  course.record(course.assign('remy'), 'verified');
  expect(codeOf(() => course.adjudicate('adil', 'unverified', bare))).toBe('allowed');
});

test('whoever holds or held a slot does not waive what their own verdict needs: another editor does', () => {
  const course = slots(2);
  const rana = course.assign('rana');
  course.return(course.assign('rosa'));
  for (const name of ['rana', 'rosa'])
    expect(codeOf(() => course.waive('search', 'No time.', person(name, 'editor')))).toBe('held-a-slot');
  course.waive('search', 'The archive burned.', person('edda', 'editor'));
  course.record(rana, 'unverified', { evidence: [] });
  expect(codeOf(() => course.waive('support', 'No time.', person('rana', 'editor')))).toBe('held-a-slot');
});

test('a reviewer may not judge in another’s name, whatever role they act in', () => {
  const course = slots(2);
  const id = course.assign('rana');
  const by = person('remy', 'reviewer');
  expect(codeOf(() => course.record(id, 'verified', { by }))).toBe('not-the-holder');
  expect(codeOf(() => course.record(id, 'verified', { by: person('rana', 'editor') }))).toBe('forbidden');
});

const TEXT = 'Água e lama 🌊 cobriram a aldeia.';
const passageStands = ({ start, end, exact }: Passage) =>
  Array.from(TEXT).slice(start, end).join('') === exact;
const span = (start: number, end: number, exact: string): Passage => ({
  versionId: 'one',
  start,
  end,
  exact,
  prefix: '',
  suffix: '',
});
const pin = (passage: Passage): Evidence[] => [
  search,
  { kind: 'passage', passage, stance: 'context', denial: false, answer: null },
];

test.each([
  ['where it stands, counted in code points', span(14, 22, 'cobriram'), 'allowed'],
  ['where UTF-16 units would put it', span(15, 23, 'cobriram'), 'passage-not-found'],
  ['with another letter', span(14, 22, 'Cobriram'), 'passage-not-found'],
  ['with an end too late', span(14, 23, 'cobriram'), 'passage-not-found'],
])(
  'a passage pinned %s: a verdict, a settlement and a proposal are answered alike',
  (_, passage, outcome) => {
    const evidence = pin(passage);
    const course = slots(1);
    const id = course.assign('rana');
    expect(codeOf(() => course.record(id, 'unverified', { evidence, passageStands }))).toBe(outcome);

    const contested = slots(2).vote('verified', 'unverified');
    expect(codeOf(() => contested.adjudicate('adil', 'unverified', { evidence, passageStands }))).toBe(
      outcome,
    );

    const occurrences = [{ documentId: 'd', passage, speaker: null, attribution: null, figures: [] }];
    expect(codeOf(() => step(null, editor, { ...propose, occurrences }, { passageStands }))).toBe(outcome);
  },
);
