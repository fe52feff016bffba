import { expect, test } from '@jest/globals';
import { mayOnClaim, verdictsOf, type ClaimEvent } from '#domain';
import { Course, minutes } from './support/course.ts';
import { editor, person, system } from './support/review.ts';
import { refusalOf } from './support/outcome.ts';

const withdraw = (
  course: Course,
  assignmentId: string,
  more: { by?: string; fence?: number; at?: number; held?: number } = {},
) => {
  const { slot, assignment } = course.assignment(assignmentId);
  const { by = assignment.reviewerId, fence = slot.fence, at = 0, held = 0 } = more;
  return course.send(
    person(by, 'reviewer'),
    { type: 'withdraw-verdict', claimId: 'claim', assignmentId, fence },
    { now: minutes(at), facts: { held } },
  );
};

const release = (course: Course, assignmentId: string): ClaimEvent[] =>
  course.send(person('alma', 'admin'), {
    type: 'release-slot',
    claimId: 'claim',
    assignmentId,
    cause: 'deactivated',
  });

test('a verdict is withdrawn while the round is open: the slot is held again, at a new number and with a new lease', () => {
  const course = new Course();
  const id = course.assign('rana');
  course.record(id, 'verified');
  expect(mayOnClaim(course.now, person('rana', 'reviewer'))).toContain('withdraw-verdict');
  const { edition } = course.now;
  withdraw(course, id, { at: 300 });
  const { slot, assignment } = course.assignment(id);
  expect(slot).toMatchObject({ status: 'held', fence: 2 });
  expect(assignment).toMatchObject({
    status: 'held',
    fence: 2,
    verdict: null,
    leaseUntil: minutes(360),
    endedAt: null,
  });
  expect(assignment.setAside).toMatchObject([{ rating: 'verified', fence: 1 }]);
  // Like the verdict, its withdrawal moves nothing that others see.
  expect(course.now.edition).toBe(edition);
  expect(verdictsOf(course.round)).toEqual([]);
});

test('a second copy of the withdrawn verdict, and of the withdrawal, carries a number that has passed', () => {
  const course = new Course();
  const id = course.assign('rana');
  course.record(id, 'verified');
  withdraw(course, id);
  expect(refusalOf(() => course.record(id, 'verified', { fence: 1 })).code).toBe('stale-lease');
  course.record(id, 'unverified');
  expect(refusalOf(() => withdraw(course, id, { fence: 1 })).code).toBe('stale-lease');
  course.record(course.assign('remy'), 'unverified');
  expect(course.now.status).toBe('decided');
  expect(verdictsOf(course.round).map(({ verdict }) => verdict.rating)).toEqual(['unverified', 'unverified']);
});

test('the next holder cannot count by their number what somebody before withdrew', () => {
  const numbers = [0, 1, 5].map((times) => {
    const course = new Course();
    const id = course.assign('rana');
    for (let time = 0; time < times; time++) {
      course.record(id, 'verified');
      withdraw(course, id);
    }
    course.return(id, { fence: course.assignment(id).slot.fence });
    return course.assignment(course.assign('remy')).assignment.fence;
  });
  expect(new Set(numbers).size).toBe(1);
});

test('nobody withdraws what is not theirs, is not there, or closed the round', () => {
  const course = new Course();
  const id = course.assign('rana');
  expect(refusalOf(() => withdraw(course, id)).code).toBe('stale-lease');
  course.record(id, 'unverified');
  expect(refusalOf(() => withdraw(course, id, { by: 'remy' })).code).toBe('not-the-holder');
  course.record(course.assign('remy'), 'unverified');
  expect(refusalOf(() => withdraw(course, id)).code).toBe('wrong-status');
  course.reopen();
  // In review again, but this verdict is of the round before.
  expect(refusalOf(() => withdraw(course, id))).toMatchObject({ code: 'wrong-status', current: 'agreed' });
});

test('at the limit a verdict stays where it is until its author has room for one claim more', () => {
  const course = new Course();
  const id = course.assign('rana');
  course.record(id, 'verified');
  const { wipLimit } = course.desk;
  expect(refusalOf(() => withdraw(course, id, { held: wipLimit })).code).toBe('work-in-progress-limit');
  expect(course.assignment(id).assignment.status).toBe('submitted');
  withdraw(course, id, { held: wipLimit - 1 });
  expect(course.assignment(id).assignment.status).toBe('held');
});

test('an editor takes a slot back unseen: the same answer whether a verdict is in it or not', () => {
  const [held, submitted] = [new Course(), new Course()].map((course) => ({
    course,
    id: course.assign('rana'),
  }));
  submitted!.course.record(submitted!.id, 'verified');
  const answers = [held!, submitted!].map(({ course, id }) =>
    course.send(editor, {
      type: 'return-assignment',
      claimId: 'claim',
      assignmentId: id,
      fence: null,
      reason: 'Too close to the story.',
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
  expect(submitted!.course.now.edition).toBe(held!.course.now.edition);
  expect(submitted!.course.assignment(submitted!.id).assignment).toMatchObject({
    status: 'returned',
    verdict: null,
    setAside: [{ rating: 'verified' }],
  });
});

test('whoever may no longer judge leaves the slot, with or without a verdict, and does not count', () => {
  const course = new Course();
  const id = course.assign('rana');
  course.record(id, 'verified');
  expect(release(course, id)).toMatchObject([
    { type: 'slot-released', slot: 1, fence: 2, cause: 'deactivated' },
  ]);
  expect(course.round.slots[0]).toMatchObject({ status: 'open', fence: 2 });
  course.record(course.assign('remy'), 'unverified');
  expect(course.now.status).toBe('in-review');
  course.record(course.assign('rosa'), 'unverified');
  expect(course.now.rounds[0]?.decision).toMatchObject({ rating: 'unverified', decidedBy: ['remy', 'rosa'] });
  expect(refusalOf(() => release(course, id)).code).toBe('wrong-status');
});

test('a closed round is marked once for a judge with a conflict of interest, and for nobody else', () => {
  const course = new Course().vote('verified', 'verified');
  const question = (personId: string, conflicts = [{ kind: 'publisher' as const, name: 'The Gauge' }]) =>
    course.send(
      system('dispatcher'),
      { type: 'question-round', claimId: 'claim', round: 1, personId },
      { reviewer: { ...CLEAN, id: personId, conflicts } },
    );
  expect(refusalOf(() => question('rosa')).code).toBe('not-found');
  expect(refusalOf(() => question('rana', [])).code).toBe('not-found');
  question('rana');
  expect(course.round.concerns).toMatchObject([{ personId: 'rana', cause: 'conflict-of-interest' }]);
  expect(course.now.status).toBe('decided');
  expect(refusalOf(() => question('rana')).code).toBe('already-exists');
  course.reopen();
  expect(refusalOf(() => question('rana')).code).toBe('wrong-status');
});

test('sources that come in with a conflict of interest free the slots of an open round, and mark a closed one', () => {
  const judges = [
    { id: 'rana', conflicts: [{ kind: 'publisher' as const, name: 'The Gauge' }] },
    { id: 'remy', conflicts: [{ kind: 'publisher' as const, name: 'The Weir' }] },
  ];
  const add = (course: Course) =>
    course
      .send(
        editor,
        { type: 'add-occurrences', claimId: 'claim', from: 'other', occurrences: [] },
        { judges, parties: { publishers: ['The Gauge'], people: [], organisations: [], texts: [] } },
      )
      .slice(1);
  for (const submitted of [false, true]) {
    const course = new Course();
    const id = course.assign('rana');
    course.assign('remy');
    if (submitted) course.record(id, 'verified');
    expect(add(course)).toMatchObject([
      { type: 'slot-released', reviewerId: 'rana', cause: 'conflict-of-interest', fence: 2 },
    ]);
    expect(course.assignment(id).assignment).toMatchObject({ status: 'released', verdict: null });
  }
  for (const course of [
    new Course().vote('verified', 'verified'),
    new Course().vote('verified', 'unverified'),
  ]) {
    expect(add(course)).toMatchObject([{ type: 'round-questioned', round: 1, personId: 'rana' }]);
    expect(add(course)).toEqual([]);
  }
  const settled = new Course({ desk: { members: ['remy', 'rosa'] } }).vote('verified', 'unverified');
  settled.adjudicate('rana', 'verified');
  expect(add(settled)).toMatchObject([{ type: 'round-questioned', personId: 'rana' }]);
});

const CLEAN = { active: true, away: false, languages: ['en'], skills: [], held: 0, lastAssignedAt: null };
