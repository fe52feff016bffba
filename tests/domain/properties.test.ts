import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  evolveClaim,
  hasOutcome,
  RATINGS,
  Refused,
  ROLES,
  type Actor,
  type Assignment,
  type Claim,
  type ClaimCommand,
  type Role,
} from '#domain';
import { Course, GROUNDS, minutes } from './support/course.ts';
import { checkState, checkStep } from './support/invariants.ts';
import { person, reviewer, system, propose } from './support/review.ts';

const NAMES = ['rana', 'remy', 'rosa', 'adil'] as const;
const claimId = 'claim';

/** Who usually sends it, and how often it is tried: enough for a good part of the runs to reach publication. */
const MOVES: Record<string, { by: Role | 'clock' | 'dispatcher'; weight: number }> = {
  'assign-slot': { by: 'reviewer', weight: 9 },
  'record-verdict': { by: 'reviewer', weight: 12 },
  'return-assignment': { by: 'reviewer', weight: 2 },
  'withdraw-verdict': { by: 'reviewer', weight: 3 },
  'release-slot': { by: 'admin', weight: 1 },
  'question-round': { by: 'dispatcher', weight: 1 },
  'expire-lease': { by: 'clock', weight: 2 },
  'renew-lease': { by: 'reviewer', weight: 2 },
  'pass-deadline': { by: 'clock', weight: 1 },
  'escalate-round': { by: 'clock', weight: 1 },
  adjudicate: { by: 'adjudicator', weight: 8 },
  'override-policy': { by: 'editor', weight: 1 },
  'publish-claim': { by: 'publisher', weight: 3 },
  'recall-claim': { by: 'editor', weight: 1 },
  'reopen-claim': { by: 'editor', weight: 1 },
  'add-occurrences': { by: 'editor', weight: 1 },
  'accept-claim': { by: 'editor', weight: 1 },
  'decline-claim': { by: 'editor', weight: 1 },
  'merge-claim': { by: 'editor', weight: 1 },
  'route-claim': { by: 'editor', weight: 3 },
  'propose-claim': { by: 'editor', weight: 1 },
};

const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });

const move = fc.record({
  type: fc.constantFrom(
    ...Object.entries(MOVES).flatMap(([type, { weight }]) => Array<string>(weight).fill(type)),
  ),
  who: fc.constantFrom(...NAMES),
  /** Now and then somebody tries in a role that is not theirs to try in. */
  role: seldom(fc.constantFrom(...ROLES)),
  target: fc.nat(20),
  fence: seldom(fc.nat(6)),
  rating: fc.constantFrom(...RATINGS),
  grounds: fc.constantFrom(...RATINGS, 'same', 'same', 'same'),
  minutes: fc.constantFrom(0, 0, 0, 1, 1, 1, 2, 2, 5, 5, 61),
});
type Move = ReturnType<(typeof move)['generate']>['value'];

/** Mostly an assignment that the command may be about, whoever holds it; else any there ever was. */
function aim(claim: Claim, { type, target }: Move): Assignment | undefined {
  const all = claim.rounds.flatMap((round) => round.slots.flatMap(({ assignments }) => assignments));
  const wanted = type === 'withdraw-verdict' ? 'submitted' : 'held';
  const apt = all.filter(({ status }) => status === wanted);
  const pool = target < 17 && apt.length ? apt : all;
  return pool[target % Math.max(1, pool.length)];
}

function actorOf(claim: Claim, move: Move): Actor {
  const { type, who, role, target } = move;
  const usual = MOVES[type]?.by ?? 'editor';
  if (role) return person(who, role);
  if (usual === 'clock' || usual === 'dispatcher') return system(usual);
  const own = ['record-verdict', 'return-assignment', 'withdraw-verdict'].includes(type) && target % 4 > 0;
  return person(own ? (aim(claim, move)?.reviewerId ?? who) : who, usual);
}

function commandOf(claim: Claim, serial: number, move: Move): ClaimCommand {
  const { type, who, fence, rating, grounds } = move;
  const aimed = aim(claim, move);
  const held = { claimId, assignmentId: aimed?.id ?? 'nothing', fence: fence ?? aimed?.fence ?? 0 };
  const judgement = { rating, rationale: 'Why.', evidence: GROUNDS[grounds === 'same' ? rating : grounds] };
  const reason = 'r';
  switch (type) {
    case 'assign-slot':
      return { type, claimId, assignmentId: `a-${serial}`, reviewerId: who };
    case 'return-assignment':
      return { type, ...held, reason };
    case 'expire-lease':
    case 'withdraw-verdict':
    case 'renew-lease':
      return { type, ...held };
    case 'pass-deadline':
      return { type, ...held, deadline: 'half-time' };
    case 'escalate-round':
      return { type, claimId, round: claim.rounds.length };
    case 'release-slot':
      return { type, claimId, assignmentId: held.assignmentId, cause: 'deactivated' };
    case 'question-round':
      return { type, claimId, round: claim.rounds.length, personId: who };
    case 'record-verdict':
      return { type, ...held, ...judgement };
    case 'adjudicate':
      return { type, claimId, ...judgement };
    case 'override-policy':
      return { type, claimId, requirement: 'search', reason };
    case 'publish-claim':
      return { type, claimId, reportId: 'r', version: 1 };
    case 'add-occurrences':
      return { type, claimId, from: 'other', occurrences: [] };
    case 'accept-claim':
      return { type, claimId, priority: 1 };
    case 'merge-claim':
      return { type, claimId, into: 'other', reason };
    case 'route-claim':
      return { type, claimId, deskId: 'desk' };
    case 'propose-claim':
      return { ...propose, type, claimId };
    default:
      if (type !== 'reopen-claim' && type !== 'recall-claim')
        return { type: 'decline-claim', claimId, reason };
      return { type, claimId, reason };
  }
}

const CONFLICTED = { conflicts: [{ kind: 'publisher' as const, name: 'The Gauge' }] };

test('no sequence of commands breaks a round, skips a decision, or says anything the log cannot repeat', () => {
  const reached = {
    published: 0,
    contested: 0,
    settled: 0,
    again: 0,
    expired: 0,
    withdrawn: 0,
    released: 0,
    questioned: 0,
    recalled: 0,
    outcomeAfterRecall: 0,
  };
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }),
      fc.array(move, { minLength: 20, maxLength: 60, size: 'max' }),
      (independentVerdicts, moves) => {
        const course = new Course({ desk: { independentVerdicts, members: NAMES } });
        let clock = 0;
        for (const [serial, one] of moves.entries()) {
          const before = course.now;
          const entries = course.log.length;
          const command = commandOf(before, serial, one);
          const now = minutes((clock += one.minutes));
          const { type } = command;
          const facts =
            type === 'assign-slot'
              ? { reviewer: reviewer(command.reviewerId) }
              : type === 'question-round'
                ? { reviewer: reviewer(command.personId, CONFLICTED) }
                : {};
          try {
            course.send(actorOf(before, one), command, { now, ...facts });
          } catch (error) {
            if (!(error instanceof Refused)) throw error;
            expect(course.now).toBe(before);
            continue;
          }
          checkStep(before, command, course.now, course.log.slice(entries));
          checkState(course.now);
        }
        const replayed = course.log.reduce<Claim | null>(
          (state, event) => evolveClaim(state, claimId, event),
          null,
        );
        expect(replayed).toEqual(course.now);
        // No verdict that was ever recorded is lost: it counts, or it is set aside.
        const kept = course.now.rounds.flatMap(({ slots }) =>
          slots.flatMap(({ assignments }) =>
            assignments.flatMap(({ verdict, setAside }) => (verdict ? [...setAside, verdict] : setAside)),
          ),
        );
        expect(kept).toHaveLength(course.log.filter(({ type }) => type === 'verdict-recorded').length);
        expect(kept).toHaveLength(new Set(kept).size);
        const types = new Set(course.log.map(({ type }) => type));
        reached.published += Number(types.has('claim-published'));
        reached.contested += Number(types.has('claim-contested'));
        reached.settled += Number(course.now.rounds.some(({ status }) => status === 'settled'));
        reached.again += Number(course.now.rounds.length > 1);
        reached.expired += Number(types.has('lease-expired'));
        reached.withdrawn += Number(types.has('verdict-withdrawn'));
        reached.released += Number(types.has('slot-released'));
        reached.questioned += Number(types.has('round-questioned'));
        reached.recalled += Number(types.has('claim-recalled'));
        const recalledAt = course.now.rounds.findIndex(({ status }) => status === 'recalled');
        reached.outcomeAfterRecall += Number(
          recalledAt >= 0 && course.now.rounds.slice(recalledAt).some(hasOutcome),
        );
      },
    ),
    { numRuns: 2_000 },
  );
  // The commands reach far enough for the rest to mean something.
  for (const [what, times] of Object.entries(reached)) expect([what, times > 5]).toEqual([what, true]);
});
