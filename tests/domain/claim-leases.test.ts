import { expect, test } from '@jest/globals';
import { Course, minutes } from './support/course.ts';
import { codeOf, refusalOf } from './support/outcome.ts';
import { editor, person } from './support/review.ts';

const slots = (independentVerdicts: number) => new Course({ desk: { independentVerdicts } });

test('an assignment takes the first open slot, with a lease and a due time from the policy', () => {
  const course = slots(2);
  const id = course.assign('rana', { now: minutes(5) });
  expect(course.assignment(id).slot).toMatchObject({ number: 1, status: 'held', fence: 1 });
  expect(course.assignment(id).assignment).toEqual({
    id,
    reviewerId: 'rana',
    fence: 1,
    status: 'held',
    assignedAt: minutes(5),
    leaseUntil: minutes(65),
    dueAt: minutes(5 + 24 * 60),
    endedAt: null,
    reason: null,
    verdict: null,
    setAside: [],
    deadlines: {},
  });
  expect(course.assignment(course.assign('remy')).slot.number).toBe(2);
  expect(codeOf(() => course.assign('rosa'))).toBe('no-open-slot');
});

test('the fence rises when a slot is assigned, returned and expires', () => {
  const course = slots(1);
  const fence = () => course.round.slots[0]?.fence;
  const seen = [fence()];
  const rana = course.assign('rana');
  seen.push(fence());
  course.return(rana, { now: minutes(3) });
  seen.push(fence());
  const remy = course.assign('remy');
  seen.push(fence());
  course.expire(remy);
  seen.push(fence());
  expect(seen).toEqual([0, 1, 2, 1_001, 1_002]);
  expect(course.assignment(rana).assignment).toMatchObject({
    status: 'returned',
    reason: 'no time',
    endedAt: minutes(3),
  });
  expect(course.assignment(remy).assignment).toMatchObject({
    status: 'expired',
    reason: null,
    endedAt: minutes(60),
  });
  expect(course.round.slots[0]?.status).toBe('open');
});

test('the other slots keep their fences', () => {
  const course = slots(2);
  const rana = course.assign('rana');
  course.assign('remy');
  course.return(rana);
  expect(course.round.slots.map(({ fence }) => fence)).toEqual([2, 1]);
});

test.each([0, 2, 99])(
  'a verdict, a return and an expiry with the fence %i instead of 1 are refused',
  (fence) => {
    const course = slots(2);
    const id = course.assign('rana');
    expect(codeOf(() => course.record(id, 'verified', { fence }))).toBe('stale-lease');
    expect(codeOf(() => course.return(id, { fence }))).toBe('stale-lease');
    expect(codeOf(() => course.expire(id, { fence }))).toBe('stale-lease');
    expect(course.assignment(id).assignment.status).toBe('held');
  },
);

test('after a return or an expiry the old holder is refused at once, before anyone takes over', () => {
  const course = slots(1);
  const rana = course.assign('rana');
  course.return(rana);
  const refused = refusalOf(() => course.record(rana, 'verified', { fence: 1 }));
  expect([refused.code, refused.current]).toEqual(['stale-lease', 'returned']);
  const remy = course.assign('remy');
  course.expire(remy);
  expect(refusalOf(() => course.record(remy, 'verified')).current).toBe('expired');
});

test('a write with the new holder’s fence does not revive the old assignment', () => {
  const course = slots(1);
  const rana = course.assign('rana');
  course.return(rana);
  const remy = course.assign('remy');
  const { fence } = course.assignment(remy).assignment;
  expect(codeOf(() => course.record(rana, 'verified', { fence }))).toBe('stale-lease');
  expect(codeOf(() => course.return(rana, { fence }))).toBe('stale-lease');
  expect(codeOf(() => course.record(remy, 'verified'))).toBe('allowed');
});

test('a verdict is recorded once', () => {
  const course = slots(2);
  const id = course.assign('rana');
  course.record(id, 'verified');
  expect(codeOf(() => course.record(id, 'disputed'))).toBe('stale-lease');
  expect(codeOf(() => course.return(id))).toBe('stale-lease');
  expect(codeOf(() => course.expire(id))).toBe('stale-lease');
  expect(course.assignment(id).assignment.verdict?.rating).toBe('verified');
});

test.each([
  [59, 'allowed'],
  [60, 'stale-lease'],
  [61, 'stale-lease'],
])('a verdict %i minutes into a lease of 60 is %s', (after, outcome) => {
  const course = slots(2);
  const id = course.assign('rana');
  expect(codeOf(() => course.record(id, 'verified', { now: minutes(after) }))).toBe(outcome);
});

test.each([
  [59, 'not-due'],
  [60, 'allowed'],
  [61, 'allowed'],
])('an expiry %i minutes into a lease of 60 is %s', (after, outcome) => {
  const course = slots(2);
  const id = course.assign('rana');
  expect(codeOf(() => course.expire(id, { now: minutes(after) }))).toBe(outcome);
});

test('an early expiry says until when the lease runs', () => {
  const course = slots(2);
  const id = course.assign('rana');
  const { code, current } = refusalOf(() => course.expire(id, { now: minutes(1) }));
  expect([code, current]).toEqual(['not-due', minutes(60)]);
});

test('an assignment nobody made is not found', () => {
  const course = slots(2);
  const lost = { claimId: 'claim', assignmentId: 'nothing', fence: 1 };
  expect(codeOf(() => course.send(editor, { type: 'return-assignment', ...lost, reason: 'r' }))).toBe(
    'not-found',
  );
});

test('an editor may return another’s assignment, a reviewer only their own', () => {
  const course = slots(2);
  const id = course.assign('rana');
  expect(codeOf(() => course.return(id, { by: person('remy', 'reviewer') }))).toBe('not-the-holder');
  expect(codeOf(() => course.return(id, { by: editor }))).toBe('allowed');
});

test('an assignment of an earlier round cannot be written to', () => {
  const course = slots(1);
  const id = course.assign('rana');
  course.record(id, 'verified');
  course.reopen();
  expect(codeOf(() => course.record(id, 'disputed'))).toBe('stale-lease');
  expect(course.round.slots[0]?.assignments).toEqual([]);
});

// A colleague's assignment and its fence stand in the claim's history; an answer that depended on whether the
// verdict is in would break the seal.
test.each(['record', 'return'] as const)(
  'what a reviewer is answered about a colleague’s assignment (%s) is the same before and after the colleague’s verdict',
  (what) => {
    const course = slots(2);
    const id = course.assign('rana');
    const by = person('remy', 'reviewer');
    const ask = () =>
      refusalOf(() =>
        what === 'record' ? course.record(id, 'verified', { by }) : course.return(id, { by }),
      );
    const told = ({ code, message, current }: ReturnType<typeof ask>) => ({ code, message, current });
    const before = told(ask());
    course.record(id, 'verified');
    expect(told(ask())).toEqual(before);
  },
);
