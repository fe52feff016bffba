import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  DEADLINES,
  deadlineAt,
  decideClaim,
  findAssignment,
  isSealed,
  type Assignment,
  type Claim,
  type ClaimCommand,
  type Deadline,
} from '#domain';
import { minutes } from './support/course.ts';
import { codeOf } from './support/outcome.ts';
import { context, held, inReview, NOW, person, step, system, vote } from './support/review.ts';

const claimId = 'claim';
const rana = person('rana', 'reviewer');
const clock = system('clock');
const of = { claimId, assignmentId: 'a-rana', fence: 1 };
/** The desk's policy: leases of an hour, due after a day. */
const DUE = 24 * 60;
const OVERDUE = 27 * 60;

const renew = (claim: Claim, minute: number): Claim =>
  step(claim, rana, { type: 'renew-lease', ...of }, { now: minutes(minute) });
const pass = (claim: Claim, deadline: Deadline, minute: number): Claim =>
  step(claim, clock, { type: 'pass-deadline', ...of, deadline }, { now: minutes(minute) });
const expire = (claim: Claim, minute: number): Claim =>
  step(claim, clock, { type: 'expire-lease', ...of }, { now: minutes(minute) });

function assignmentOf(claim: Claim): Assignment {
  const found = findAssignment(claim, 'a-rana');
  if (!found) throw new Error('rana holds nothing');
  return found.assignment;
}

/** Working every half hour, up to this minute. */
function workUntil(last: number): Claim {
  let claim = held();
  for (let minute = 30; minute <= last; minute += 30) claim = renew(claim, minute);
  return claim;
}

test('the deadlines lie at half the time, at its end, and an eighth of it later', () => {
  const times = DEADLINES.map((deadline) => deadlineAt(assignmentOf(held()), deadline));
  expect(times).toEqual([minutes(DUE / 2), minutes(DUE), minutes(OVERDUE)]);
});

test('work keeps the lease for a whole lease more, under the same fence', () => {
  const renewed = renew(held(), 20);
  expect(assignmentOf(renewed)).toMatchObject({ leaseUntil: minutes(80), status: 'held', fence: 1 });
  expect(codeOf(() => expire(renewed, 60))).toBe('not-due');
  expect(assignmentOf(expire(renewed, 80)).status).toBe('expired');
});

test('a fresh lease is not renewed for every key that is pressed', () => {
  expect(codeOf(() => renew(held(), 14))).toBe('not-due');
  expect(assignmentOf(renew(held(), 15)).leaseUntil).toBe(minutes(75));
});

test('a lease that has run out is not renewed, although nobody expired it yet', () => {
  expect(codeOf(() => renew(held(), 60))).toBe('stale-lease');
});

test('work keeps the lease until the claim is due; what is left then runs out by itself', () => {
  const worked = workUntil(DUE - 30);
  expect(assignmentOf(worked).leaseUntil).toBe(minutes(DUE + 30));
  expect(codeOf(() => renew(worked, DUE))).toBe('past-due');
  expect(codeOf(() => expire(worked, DUE))).toBe('not-due');
});

test('a renewal is for the holder, of a slot that is held, at its fence', () => {
  const claim = held();
  const by = (actor: typeof rana, fence = 1, now = NOW) =>
    codeOf(() => step(claim, actor, { type: 'renew-lease', ...of, fence }, { now }));
  expect(by(person('rosa', 'reviewer'))).toBe('not-the-holder');
  expect(by(person('edda', 'editor'))).toBe('forbidden');
  expect(by(rana, 2)).toBe('stale-lease');
  expect(codeOf(() => renew(vote(claim, 'rana'), 20))).toBe('stale-lease');
});

test('each deadline passes once, in its time, as long as the slot is held', () => {
  const claim = workUntil(DUE - 30);
  expect(codeOf(() => pass(claim, 'half-time', DUE / 2 - 1))).toBe('not-due');
  const late = DEADLINES.reduce((state, deadline) => pass(state, deadline, OVERDUE), claim);
  expect(assignmentOf(late).deadlines).toEqual({
    'half-time': minutes(OVERDUE),
    due: minutes(OVERDUE),
    overdue: minutes(OVERDUE),
  });
  for (const deadline of DEADLINES)
    expect(codeOf(() => pass(late, deadline, OVERDUE))).toBe('already-exists');
  expect(codeOf(() => pass(vote(claim, 'rana'), 'due', OVERDUE))).toBe('stale-lease');
});

test('a lease that ends before the claim is due takes no deadline with it but those it came to', () => {
  expect(assignmentOf(expire(held(), 60)).deadlines).toEqual({});
  expect(assignmentOf(expire(workUntil(DUE / 2), DUE / 2 + 60)).deadlines).toEqual({
    'half-time': minutes(DUE / 2 + 60),
  });
});

test('a lease that ends when the claim is due leaves it overdue at once', () => {
  const lapsed = expire(pass(workUntil(DUE - 30), 'half-time', DUE / 2), DUE + 30);
  expect(assignmentOf(lapsed)).toMatchObject({
    status: 'expired',
    deadlines: { 'half-time': minutes(DUE / 2), due: minutes(DUE + 30), overdue: minutes(DUE + 30) },
  });
  expect(lapsed.rounds[0]?.slots[0]).toMatchObject({ status: 'open', fence: 2 });
});

test('editors are told once that a round takes longer than its desk allows, whoever is in', () => {
  const escalate = (claim: Claim, minute: number, round = 1) =>
    step(claim, clock, { type: 'escalate-round', claimId, round }, { now: minutes(minute) });
  for (const claim of [inReview(), held(), vote(held(), 'rana')]) {
    expect(codeOf(() => escalate(claim, OVERDUE - 1))).toBe('not-due');
    expect(codeOf(() => escalate(claim, OVERDUE, 2))).toBe('wrong-status');
    const told = escalate(claim, OVERDUE);
    expect(told.rounds[0]?.overdueSince).toBe(minutes(OVERDUE));
    expect(told.edition).toBe(claim.edition + 1);
    expect(codeOf(() => escalate(told, OVERDUE + 1))).toBe('already-exists');
  }
});

test('renewals and deadlines are under seal: who has submitted causes no more of them', () => {
  const claim = held();
  const commands: [typeof rana, ClaimCommand][] = [
    [rana, { type: 'renew-lease', ...of }],
    [clock, { type: 'pass-deadline', ...of, deadline: 'half-time' }],
  ];
  for (const [actor, command] of commands) {
    const now = command.type === 'renew-lease' ? minutes(30) : minutes(DUE);
    const events = decideClaim(claim, command, actor, context({ now }));
    expect(events.map(isSealed)).toEqual([true]);
    expect(step(claim, actor, command, { now }).edition).toBe(claim.edition);
  }
});

test('whatever the order of work and of jobs that come late, no deadline passes twice or before its time', () => {
  const move = fc.record({
    what: fc.constantFrom('renew', 'expire', ...DEADLINES),
    after: fc.constantFrom(1, 10, 30, 45, 59, 120, 720),
  });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      let claim = held();
      let minute = 0;
      const passed: Deadline[] = [];
      for (const { what, after } of moves) {
        minute += after;
        const before = assignmentOf(claim).deadlines;
        const next = { claim };
        codeOf(() => {
          if (what === 'renew') next.claim = renew(claim, minute);
          else if (what === 'expire') next.claim = expire(claim, minute);
          else next.claim = pass(claim, what, minute);
        });
        claim = next.claim;
        const { deadlines, dueAt, assignedAt } = assignmentOf(claim);
        for (const deadline of DEADLINES)
          if (deadlines[deadline] !== before[deadline]) {
            passed.push(deadline);
            const earliest = deadline === 'half-time' ? deadlineAt({ assignedAt, dueAt }, deadline) : dueAt;
            expect(minutes(minute) >= earliest).toBe(true);
          }
      }
      expect(new Set(passed).size).toBe(passed.length);
    }),
    { numRuns: 500 },
  );
});
