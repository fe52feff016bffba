/** A claim is taken out of review: its round has no outcome, nobody holds it, and what was submitted keeps its seal. */
import { expect, test } from '@jest/globals';
import {
  chooseReviewer,
  editionFor,
  findAssignment,
  hasOutcome,
  isUnderSeal,
  mayOnClaim,
  openSlot,
  restsOn,
  seesSlots,
  verdictsOf,
  type ClaimEvent,
} from '#domain';
import { Course, minutes } from './support/course.ts';
import { refusalOf } from './support/outcome.ts';
import { editor, person, reviewer, system } from './support/review.ts';

const types = (events: readonly ClaimEvent[]) => events.map(({ type }) => type);

/** Two hold the slots of a desk that wants two; the first has submitted or has not. */
function underReview(submitted: boolean) {
  const course = new Course();
  const ids = [course.assign('rana'), course.assign('remy')] as const;
  if (submitted) course.record(ids[0], 'disputed');
  return { course, ids };
}

test('everybody who has a slot is released, in it or not, and the claim is an editor’s again', () => {
  const { course, ids } = underReview(true);
  const events = course.recall({ now: minutes(30) });
  expect(events).toMatchObject([
    { type: 'slot-released', cause: 'recalled', reviewerId: 'rana', slot: 1 },
    { type: 'slot-released', cause: 'recalled', reviewerId: 'remy', slot: 2 },
    { type: 'claim-recalled', round: 1, reason: 'wrong desk' },
  ]);
  expect(course.now).toMatchObject({ status: 'accepted', deskId: null, reason: 'wrong desk' });
  expect(course.round).toMatchObject({
    status: 'recalled',
    recalledFor: 'wrong desk',
    closedAt: minutes(30),
    decision: null,
  });
  expect(course.round.slots.map(({ status }) => status)).toEqual(['closed', 'closed']);
  for (const id of ids)
    expect(course.assignment(id).assignment).toMatchObject({ status: 'released', reason: 'recalled' });
  // On the record, and of no effect.
  expect(course.assignment(ids[0]).assignment.setAside).toMatchObject([{ rating: 'disputed' }]);
  expect(verdictsOf(course.round)).toEqual([]);
  expect(restsOn(course.now)).toEqual([]);
});

test('what is done is the same whether a verdict is in or not, and so is what is left to see', () => {
  const [without, withOne] = [underReview(false), underReview(true)];
  expect(withOne.course.recall()).toEqual(without.course.recall());
  const strip = ({ course, ids }: ReturnType<typeof underReview>) => {
    const found = ids.map((id) => findAssignment(course.now, id)?.assignment);
    return found.map((one) => ({ ...one, setAside: [] }));
  };
  expect(strip(withOne)).toEqual(strip(without));
  expect(withOne.course.now.edition).toBe(without.course.now.edition);
});

test('nobody who holds or held a slot recalls the claim, and a round that is over is not recalled', () => {
  const course = new Course();
  const first = course.assign('rana');
  course.return(first);
  const recall = { type: 'recall-claim', claimId: 'claim', reason: 'r' } as const;
  expect(refusalOf(() => course.send(person('rana', 'editor'), recall)).code).toBe('held-a-slot');
  course.recall();
  expect(refusalOf(() => course.recall()).code).toBe('wrong-status');
});

test('a verdict that is on its way is refused, and nothing that waited for the round has anything to do', () => {
  const { course, ids } = underReview(false);
  const { assignment } = course.assignment(ids[0]);
  course.recall();
  expect(refusalOf(() => course.record(ids[0], 'verified', { fence: 1 })).code).toBe('wrong-status');
  expect(refusalOf(() => course.expire(ids[0])).code).toBe('wrong-status');
  expect(
    refusalOf(() =>
      course.send(
        system('clock'),
        { type: 'escalate-round', claimId: 'claim', round: 1 },
        { now: assignment.dueAt },
      ),
    ).code,
  ).toBe('wrong-status');
  expect(openSlot(course.now, { round: 1, number: 1, fence: 2 })).toBeNull();
  expect(openSlot(course.now)).toBeNull();
});

test('from there it is routed to another desk, declined or merged; the next round is one more', () => {
  const { course } = underReview(true);
  course.recall();
  expect(types(course.route())).toEqual(['round-opened']);
  expect(course.round).toMatchObject({ number: 2, status: 'open' });
  expect(course.now.rounds[0]?.status).toBe('recalled');
});

test('whoever had a slot may be given one of the next round, in turn like everybody', () => {
  const { course } = underReview(true);
  course.recall();
  course.route();
  const parties = { publishers: [], people: [], organisations: [], texts: [] };
  const choice = chooseReviewer(
    course.now,
    course.desk,
    ['rana', 'remy', 'rosa'].map((id) => reviewer(id)),
    parties,
  );
  expect(choice).toMatchObject({ reviewer: { id: 'rana' }, eligible: 3 });
});

test('a recalled round keeps its seal until a later one has its outcome, however often it is recalled', () => {
  const { course } = underReview(true);
  const sealed = () => course.now.rounds.map((round) => isUnderSeal(course.now, round));
  course.recall();
  expect(sealed()).toEqual([true]);
  course.route();
  expect(sealed()).toEqual([true, true]);
  course.recall();
  course.route();
  expect(sealed()).toEqual([true, true, true]);
  course.vote('verified', 'disputed');
  expect(course.now.status).toBe('contested');
  expect(sealed()).toEqual([false, false, false]);
  expect(course.now.rounds.map(hasOutcome)).toEqual([false, false, true]);
});

test('that somebody was declined or merged opens nothing', () => {
  for (const command of [
    { type: 'decline-claim', claimId: 'claim', reason: 'r' },
    { type: 'merge-claim', claimId: 'claim', into: 'other', reason: 'r' },
  ] as const) {
    const { course } = underReview(true);
    course.recall();
    course.send(editor, command);
    expect(course.now.rounds.map((round) => isUnderSeal(course.now, round))).toEqual([true]);
  }
});

test('a claim that was decided once is neither declined nor merged after a recall, however often: it goes to a desk', () => {
  const course = new Course();
  course.vote('verified', 'verified');
  course.reopen();
  for (const again of [1, 2]) {
    course.recall();
    for (const command of [
      { type: 'decline-claim', claimId: 'claim', reason: 'r' },
      { type: 'merge-claim', claimId: 'claim', into: 'other', reason: 'r' },
    ] as const) {
      const refusal = refusalOf(() => course.send(editor, command));
      expect([again, refusal.code]).toEqual([again, 'wrong-status']);
      expect(refusal.message).toMatch(/send it to a desk/);
      expect(mayOnClaim(course.now, editor)).not.toContain(command.type);
    }
    course.route();
  }
  course.vote('disputed', 'disputed');
  expect(course.now.status).toBe('decided');
});

test('the slots of a recalled round stay what editors and their holders know, and the edition with them', () => {
  const { course } = underReview(false);
  const [rana, pia] = [person('rana', 'reviewer'), person('pia', 'publisher')];
  const before = [rana, pia].map((actor) => editionFor(course.now, actor));
  course.recall();
  expect([editor, rana, pia].map((actor) => seesSlots(course.now, course.round, actor))).toEqual([
    true,
    false,
    false,
  ]);
  // One more for the recall, which everybody knows of; and for rana one that her own slot was taken.
  expect([rana, pia].map((actor) => editionFor(course.now, actor))).toEqual([before[0]! + 2, before[1]! + 1]);
  course.route();
  course.vote('verified', 'verified');
  expect(editionFor(course.now, pia)).toBe(course.now.edition);
});
