import { expect, test } from '@jest/globals';
import { currentRound, decisionOf, groundsOf, verdictsOf, type Rating } from '#domain';
import { Course, GROUNDS, minutes } from './support/course.ts';
import { codeOf } from './support/outcome.ts';
import { NOW } from './support/review.ts';

const slots = (independentVerdicts: number) => new Course({ desk: { independentVerdicts } });
const types = (events: readonly { type: string }[]) => events.map(({ type }) => type);

test('a round copies the policy of its desk and opens as many slots as the policy wants', () => {
  const { claim, round } = slots(3);
  expect(claim).toMatchObject({ status: 'in-review', deskId: 'desk' });
  expect(round).toMatchObject({ number: 1, deskId: 'desk', status: 'open', openedAt: NOW, closedAt: null });
  expect(round.policy).toEqual({
    rubricVersion: 1,
    independentVerdicts: 3,
    verifiedOrigins: 2,
    leaseMinutes: 60,
    dueHours: 24,
  });
  expect(round.slots).toEqual(
    [1, 2, 3].map((number) => ({ number, status: 'open', fence: 0, assignments: [] })),
  );
});

test('a sealed verdict does not move the edition, the status or the round', () => {
  const course = slots(2);
  const id = course.assign('rana');
  const before = course.now;
  expect(types(course.record(id, 'verified'))).toEqual(['verdict-recorded']);
  expect(course.now.edition).toBe(before.edition);
  expect(course.now.status).toBe('in-review');
  expect(course.round.status).toBe('open');
  expect(verdictsOf(course.round)).toHaveLength(1);
});

test('everything else moves the edition by one for each event', () => {
  const course = slots(2);
  const editions: [string, number][] = [];
  const note = (what: string, act: () => unknown) => {
    const before = course.now.edition;
    const entries = course.log.length;
    act();
    const sealed = course.log.slice(entries).filter(({ type }) => type === 'verdict-recorded').length;
    expect(course.now.edition - before).toBe(course.log.length - entries - sealed);
    editions.push([what, course.now.edition - before]);
  };
  let first = '';
  let second = '';
  note('assign', () => (first = course.assign('rana')));
  note('return', () => course.return(first));
  note('assign again', () => (second = course.assign('remy')));
  note('expire', () => course.expire(second));
  note('waive', () => course.waive('search'));
  note('first verdict', () => course.record(course.assign('remy'), 'verified'));
  note('last verdict', () => course.record(course.assign('rosa'), 'disputed'));
  note('adjudicate', () => course.adjudicate('adil', 'verified'));
  note('publish', () => course.publish());
  note('reopen', () => course.reopen());
  expect(editions).toEqual([
    ['assign', 1],
    ['return', 1],
    ['assign again', 1],
    ['expire', 1],
    ['waive', 1],
    ['first verdict', 1],
    ['last verdict', 2],
    ['adjudicate', 1],
    ['publish', 1],
    ['reopen', 2],
  ]);
});

const RESULTS: readonly (readonly [readonly Rating[], string, Rating | null])[] = [
  [['verified'], 'decided', 'verified'],
  [['disputed'], 'decided', 'disputed'],
  [['unverified'], 'decided', 'unverified'],
  [['verified', 'verified'], 'decided', 'verified'],
  [['verified', 'disputed'], 'contested', null],
  [['unverified', 'verified'], 'contested', null],
  [['unverified', 'unverified', 'unverified'], 'decided', 'unverified'],
  [['disputed', 'disputed', 'verified'], 'contested', null],
  [['disputed', 'verified', 'verified'], 'contested', null],
  [['verified', 'disputed', 'verified'], 'contested', null],
  [['verified', 'disputed', 'unverified'], 'contested', null],
];

test.each(RESULTS)('the verdicts %j leave the claim %s', (ratings, status, rating) => {
  const course = slots(ratings.length).vote(...ratings);
  expect(course.now.status).toBe(status);
  expect(course.round.status).toBe(rating ? 'agreed' : 'contested');
  expect(course.round.closedAt).toBe(NOW);
  expect(decisionOf(course.now)?.rating ?? null).toBe(rating);
  expect(verdictsOf(course.round).map(({ verdict }) => verdict.rating)).toEqual(ratings);
});

test('a round stays open until its last slot is in, in whatever order they come', () => {
  const course = slots(3);
  const [first, second, third] = [course.assign('rana'), course.assign('remy'), course.assign('rosa')];
  course.record(third, 'unverified');
  course.record(first, 'unverified');
  expect([course.now.status, course.round.status]).toEqual(['in-review', 'open']);
  course.record(second, 'unverified', { now: minutes(7) });
  expect(course.now.status).toBe('decided');
  expect(verdictsOf(course.round).map(({ reviewerId }) => reviewerId)).toEqual(['rana', 'remy', 'rosa']);
});

test('a round with a slot that nobody has taken does not close', () => {
  const course = slots(2);
  course.record(course.assign('rana'), 'verified');
  expect([course.now.status, course.round.status]).toEqual(['in-review', 'open']);
});

test('an agreement names all who agree, and its grounds are theirs', () => {
  const course = slots(2);
  course.record(course.assign('rana'), 'verified', { rationale: 'Two letters.' });
  course.record(course.assign('remy'), 'verified', { rationale: 'A letter and a map.' });
  expect(decisionOf(course.now)).toEqual({
    rating: 'verified',
    method: 'agreement',
    decidedBy: ['rana', 'remy'],
    decidedAt: NOW,
    rationale: null,
    evidence: [],
  });
  expect(groundsOf(course.round)).toEqual({
    rationales: ['Two letters.', 'A letter and a map.'],
    authors: ['rana', 'remy'],
    evidence: [...GROUNDS.verified, ...GROUNDS.verified],
  });
});

test('reopening starts the next round with empty slots, no waivers and no decision', () => {
  const course = slots(2);
  course.waive('search');
  course.vote('unverified', 'unverified');
  course.publish();
  const decided = course.round;
  expect(types(course.reopen({ now: minutes(90) }))).toEqual(['claim-reopened', 'round-opened']);
  expect(course.now).toMatchObject({ status: 'in-review', reason: 'a new witness' });
  expect(course.now.rounds[0]).toEqual(decided);
  expect(currentRound(course.now)).toMatchObject({
    number: 2,
    status: 'open',
    openedAt: minutes(90),
    waivers: [],
    decision: null,
  });
  expect(decisionOf(course.now)).toBeNull();
  expect(course.round.slots.every(({ status, fence }) => status === 'open' && fence === 0)).toBe(true);
  // Whoever judged the round before may judge again.
  expect(codeOf(() => course.assign('rana'))).toBe('allowed');
});

test('a desk without members neither takes a claim nor takes it back', () => {
  expect(codeOf(() => new Course({ desk: { members: [] } }))).toBe('desk-without-members');
  const course = slots(1).vote('unverified');
  expect(codeOf(() => course.reopen({ desk: { ...course.desk, members: [] } }))).toBe('desk-without-members');
  expect(course.now.status).toBe('decided');
});
