/** What an event makes of one slot, and of whoever holds it. */
import type { Stamped } from './actor.ts';
import { currentRound, findAssignment, type Assignment, type Claim, type Round, type Slot } from './claim.ts';
import type { ClaimEvent } from './claim-events.ts';

type Event<T extends ClaimEvent['type']> = Stamped<Extract<ClaimEvent, { type: T }>>;

export const renew = (claim: Claim, { assignmentId, leaseUntil }: Event<'lease-renewed'>): Claim =>
  withAssignment(claim, assignmentId, (assignment, slot) => ({
    slot,
    assignment: { ...assignment, leaseUntil },
  }));

export const passDeadline = (claim: Claim, { assignmentId, deadline, at }: Event<'deadline-passed'>): Claim =>
  withAssignment(claim, assignmentId, (assignment, slot) => ({
    slot,
    assignment: { ...assignment, deadlines: { ...assignment.deadlines, [deadline]: at } },
  }));

export const assign = (claim: Claim, event: Event<'slot-assigned'>): Claim =>
  withRound(claim, event.round, (round) =>
    withSlot(round, event.slot, (slot) => ({
      ...slot,
      status: 'held',
      fence: event.fence,
      assignments: [
        ...slot.assignments,
        {
          id: event.assignmentId,
          reviewerId: event.reviewerId,
          fence: event.fence,
          status: 'held',
          assignedAt: event.at,
          leaseUntil: event.leaseUntil,
          dueAt: event.dueAt,
          endedAt: null,
          reason: null,
          verdict: null,
          setAside: [],
          deadlines: {},
        },
      ],
    })),
  );

export const endAssignment = (
  claim: Claim,
  event: Event<'slot-returned' | 'lease-expired' | 'slot-released'>,
  status: 'returned' | 'expired' | 'released',
  reason: string | null,
): Claim =>
  // The fence rises here too, so that a verdict on its way with the old number is refused before anyone takes over.
  withAssignment(claim, event.assignmentId, (assignment, slot) => ({
    slot: { ...slot, status: 'open', fence: event.fence },
    assignment: { ...withoutVerdict(assignment), status, endedAt: event.at, reason },
  }));

const withoutVerdict = (assignment: Assignment): Assignment => ({
  ...assignment,
  verdict: null,
  setAside: assignment.verdict ? [...assignment.setAside, assignment.verdict] : assignment.setAside,
});

/** The slot is held again by the same person: a second copy of the verdict on its way carries the old number. */
export const withdraw = (claim: Claim, event: Event<'verdict-withdrawn'>): Claim =>
  withAssignment(claim, event.assignmentId, (assignment, slot) => {
    const { fence, leaseUntil } = event;
    return {
      slot: { ...slot, status: 'held', fence },
      assignment: { ...withoutVerdict(assignment), status: 'held', fence, leaseUntil, endedAt: null },
    };
  });

export const submit = (claim: Claim, event: Event<'verdict-recorded'>): Claim =>
  withAssignment(claim, event.assignmentId, (assignment, slot) => ({
    slot: { ...slot, status: 'submitted' },
    assignment: {
      ...assignment,
      status: 'submitted',
      endedAt: event.at,
      verdict: {
        fence: slot.fence,
        rating: event.rating,
        rationale: event.rationale,
        evidence: event.evidence,
        recordedAt: event.at,
      },
    },
  }));

export function withRound(claim: Claim, number: number, update: (round: Round) => Round): Claim {
  if (currentRound(claim)?.number !== number) throw new Error(`round ${number} is not the current one`);
  return { ...claim, rounds: claim.rounds.map((round) => (round.number === number ? update(round) : round)) };
}

const withSlot = (round: Round, number: number, update: (slot: Slot) => Slot): Round => ({
  ...round,
  slots: round.slots.map((slot) => (slot.number === number ? update(slot) : slot)),
});

function withAssignment(
  claim: Claim,
  assignmentId: string,
  update: (assignment: Assignment, slot: Slot) => { assignment: Assignment; slot: Slot },
): Claim {
  const found = findAssignment(claim, assignmentId);
  if (!found) throw new Error(`no assignment ${assignmentId}`);
  const { assignment, slot } = update(found.assignment, found.slot);
  return withRound(claim, found.round.number, (round) =>
    withSlot(round, slot.number, () => ({
      ...slot,
      assignments: slot.assignments.map((one) => (one.id === assignmentId ? assignment : one)),
    })),
  );
}
