import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  decideClaim,
  evolveClaim,
  Refused,
  TRANSITIONS,
  type Actor,
  type Claim,
  type ClaimCommand,
  type ClaimEvent,
  type Stamped,
} from '#domain';
import {
  context,
  desk,
  editor,
  passage,
  person,
  propose,
  reviewer,
  search,
  stamp,
  system,
} from './support/review.ts';

const claimId = 'claim';
const names = ['rana', 'remy', 'rosa'] as const;
const name = fc.constantFrom(...names);
const fence = fc.integer({ min: 0, max: 6 });
const judgement = fc.constantFrom(
  { rating: 'unverified' as const, rationale: 'Why.', evidence: [search] },
  {
    rating: 'verified' as const,
    rationale: 'Why.',
    evidence: [passage('one', 'supports'), passage('two', 'supports')],
  },
  {
    rating: 'disputed' as const,
    rationale: 'Why.',
    evidence: [passage('one', 'supports'), passage('two', 'undermines')],
  },
);

const BEGINNING: readonly ClaimCommand[] = [
  propose,
  { type: 'accept-claim', claimId, priority: 1 },
  { type: 'route-claim', claimId, deskId: 'desk' },
];

let serial = 0;
const move: fc.Arbitrary<{ actor: Actor; command: ClaimCommand; who: string; hours: number }> = fc
  .tuple(
    name,
    fence,
    judgement,
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom(
      'accept',
      'route',
      'take',
      'take',
      'take',
      'return',
      'expire',
      'vote',
      'vote',
      'vote',
      'settle',
      'reopen',
      'publish',
    ),
    fc.integer({ min: 0, max: 8 }),
  )
  .map(([who, fence, judged, hours, what, pick]) => {
    const assignmentId = `a-${pick}`;
    const moves: Record<string, { actor: Actor; command: ClaimCommand }> = {
      accept: { actor: editor, command: { type: 'accept-claim', claimId, priority: 1 } },
      route: { actor: editor, command: { type: 'route-claim', claimId, deskId: 'desk' } },
      take: {
        actor: person(who, 'reviewer'),
        command: { type: 'assign-slot', claimId, assignmentId, reviewerId: who },
      },
      return: {
        actor: person(who, 'reviewer'),
        command: { type: 'return-assignment', claimId, assignmentId, fence, reason: 'r' },
      },
      expire: { actor: system('clock'), command: { type: 'expire-lease', claimId, assignmentId, fence } },
      vote: {
        actor: person(who, 'reviewer'),
        command: { type: 'record-verdict', claimId, assignmentId, fence, ...judged },
      },
      settle: {
        actor: person(pick % 2 ? who : 'adil', 'adjudicator'),
        command: { type: 'adjudicate', claimId, ...judged },
      },
      reopen: { actor: editor, command: { type: 'reopen-claim', claimId, reason: 'r' } },
      publish: {
        actor: person('pia', 'publisher'),
        command: { type: 'publish-claim', claimId, reportId: 'r', version: 1 },
      },
    };
    return { ...(moves[what] ?? moves.accept!), who, hours };
  });

/** Aims a random command at what is there, so that many of them get through. */
function aim(claim: Claim, command: ClaimCommand): ClaimCommand {
  if (command.type === 'assign-slot') return { ...command, assignmentId: `a-${serial++}` };
  if (!('assignmentId' in command)) return command;
  const all = claim.rounds.flatMap((round) => round.slots.flatMap((slot) => slot.assignments));
  const target = all[Number(command.assignmentId.slice(2)) % Math.max(1, all.length)];
  return target
    ? {
        ...command,
        assignmentId: target.id,
        ...('fence' in command && command.fence > 1 && { fence: target.fence }),
      }
    : command;
}

test('no sequence of commands breaks a round, skips a decision, or says anything the log cannot repeat', () => {
  let published = 0;
  fc.assert(
    fc.property(fc.array(move, { minLength: 10, maxLength: 60 }), (moves) => {
      const log: Stamped<ClaimEvent>[] = [];
      let begun: Claim | null = null;
      for (const command of BEGINNING)
        for (const event of decideClaim(begun, command, editor, context())) {
          log.push(stamp(event));
          begun = evolveClaim(begun, claimId, stamp(event));
        }
      if (!begun) throw new Error('nothing was proposed');
      let claim: Claim = begun;
      let hours = 0;
      for (const { actor, command, who, hours: passed } of moves) {
        const now = new Date(
          Date.parse('2026-03-02T09:00:00.000Z') + (hours += passed / 20) * 3_600_000,
        ).toISOString();
        const before: Claim = claim;
        const facts = context({
          now,
          desk,
          reviewer: reviewer(actor.kind === 'person' ? actor.personId : who),
        });
        const aimed = aim(claim, command);
        try {
          for (const event of decideClaim(claim, aimed, actor, facts)) {
            log.push(stamp(event, now));
            claim = evolveClaim(claim, claimId, stamp(event, now));
          }
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          continue;
        }
        expect(TRANSITIONS[before.status][aimed.type]).toContain(claim.status);
        check(before, claim);
      }
      if (claim.status === 'published') published++;
      expect(log.reduce<Claim | null>((state, event) => evolveClaim(state, claimId, event), null)).toEqual(
        claim,
      );
    }),
    { numRuns: 1_500 },
  );
  // The commands reach far enough for the rest to mean something.
  expect(published).toBeGreaterThan(0);
});

function check(before: Claim, claim: Claim): void {
  if (claim.status === 'published' || claim.status === 'decided')
    expect(claim.rounds.at(-1)?.decision).toBeTruthy();
  for (const round of claim.rounds) {
    const live = round.slots.flatMap(({ assignments }) =>
      assignments.filter(({ status }) => status === 'held' || status === 'submitted'),
    );
    expect(new Set(live.map(({ reviewerId }) => reviewerId)).size).toBe(live.length);
    for (const slot of round.slots) {
      expect(
        slot.assignments.filter(({ status }) => status === 'held' || status === 'submitted').length,
      ).toBe(slot.status === 'open' ? 0 : 1);
      expect(slot.assignments.filter(({ verdict }) => verdict).length).toBe(
        slot.status === 'submitted' ? 1 : 0,
      );
      const earlier = before.rounds
        .find(({ number }) => number === round.number)
        ?.slots.find(({ number }) => number === slot.number);
      expect(slot.fence).toBeGreaterThanOrEqual(earlier?.fence ?? 0);
    }
    if (round.decision?.method === 'adjudication') {
      const holders = round.slots.flatMap(({ assignments }) =>
        assignments.map(({ reviewerId }) => reviewerId),
      );
      expect(holders).not.toContain(round.decision.decidedBy[0]);
    }
  }
}
