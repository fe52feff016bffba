/** What no command may break: in the state of a claim, and from one state to the next. */
import { expect } from '@jest/globals';
import {
  decisionOf,
  everHadOutcome,
  holdersOf,
  isSealed,
  TRANSITIONS,
  verdictsOf,
  type Claim,
  type ClaimCommand,
  type ClaimStatus,
  type Round,
} from '#domain';

/** What its latest round is; once it was recalled, the claim can also be declined and merged. */
const ROUND_OF: Record<ClaimStatus, readonly Round['status'][]> = {
  proposed: [],
  accepted: ['recalled'],
  declined: ['recalled'],
  merged: ['recalled'],
  'in-review': ['open'],
  contested: ['contested'],
  decided: ['agreed', 'settled'],
  published: ['agreed', 'settled'],
};

/** What holds of a claim that has a round, whatever has happened to it. */
export function checkState(claim: Claim): void {
  const round = claim.rounds.at(-1);
  const { status } = claim;
  expect(ROUND_OF[status]).toContain(round?.status);
  expect(decisionOf(claim) !== null).toBe(status === 'decided' || status === 'published');
  if (status === 'declined' || status === 'merged') expect(everHadOutcome(claim)).toBe(false);
  for (const one of claim.rounds) {
    const { slots, decision } = one;
    // Nobody has a slot of a recalled round, and nothing in it counts.
    expect(slots.every((slot) => (slot.status === 'closed') === (one.status === 'recalled'))).toBe(true);
    expect(one.closedAt === null).toBe(one.status === 'open');
    const live = slots.flatMap(({ assignments }) =>
      assignments.filter((one) => one.status === 'held' || one.status === 'submitted'),
    );
    expect(new Set(live.map(({ reviewerId }) => reviewerId)).size).toBe(live.length);
    const verdicts = slots.flatMap(({ assignments }) => assignments.filter(({ verdict }) => verdict));
    expect(verdicts.every((one) => one.status === 'submitted')).toBe(true);
    expect(verdicts.length).toBeLessThanOrEqual(slots.length);
    if (decision) expect(verdicts).toHaveLength(slots.length);
    for (const slot of slots) {
      const on = slot.assignments.filter((one) => one.status === 'held' || one.status === 'submitted');
      expect(on.map((one) => one.status)).toEqual(
        slot.status === 'open' || slot.status === 'closed' ? [] : [slot.status],
      );
      expect(on.every(({ fence }) => fence === slot.fence)).toBe(true);
      const fences = slot.assignments.map(({ fence }) => fence);
      expect(new Set([...fences, slot.fence]).size).toBe(fences.length + (on.length ? 0 : 1));
    }
  }
}

/** What holds of every command that was not refused. */
export function checkStep(
  before: Claim,
  command: ClaimCommand,
  claim: Claim,
  events: readonly { type: string }[],
): void {
  expect(TRANSITIONS[before.status][command.type]).toContain(claim.status);
  const sealed = events.filter((event) => isSealed(event));
  expect(claim.edition - before.edition).toBe(events.length - sealed.length);
  // Ballots are kept by round: one that is closed takes nothing under seal.
  if (sealed.length > 0) expect(before.rounds.at(-1)?.status).toBe('open');
  // A single verdict is not put under seal, since it closes its round.
  if (claim.rounds.at(-1)?.policy.independentVerdicts === 1 && command.type === 'record-verdict')
    expect(claim.rounds.at(-1)?.status).not.toBe('open');
  // Rounds are added, and those before the current one never change.
  expect(claim.rounds.slice(0, before.rounds.length - 1)).toEqual(before.rounds.slice(0, -1));
  if (claim.rounds.length > before.rounds.length) expect(claim.rounds.slice(0, -1)).toEqual(before.rounds);
  for (const [at, round] of before.rounds.entries())
    for (const [place, slot] of round.slots.entries())
      expect(claim.rounds[at]?.slots[place]?.fence).toBeGreaterThanOrEqual(slot.fence);
  const settled = events.some(({ type }) => type === 'claim-decided') && command.type === 'adjudicate';
  if (settled) expect([...holdersOf(claim)]).not.toContain(decisionOf(claim)?.decidedBy[0]);
  const round = claim.rounds.at(-1);
  if (round?.status === 'agreed')
    expect(new Set(verdictsOf(round).map(({ verdict }) => verdict.rating))).toEqual(
      new Set([decisionOf(claim)?.rating]),
    );
}
