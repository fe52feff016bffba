import type { Stamped } from './actor.ts';
import { currentRound, findAssignment, type Assignment, type Claim, type Round, type Slot } from './claim.ts';
import { isSealed, type ClaimEvent } from './claim-commands.ts';

type Event<T extends ClaimEvent['type']> = Stamped<Extract<ClaimEvent, { type: T }>>;

/** What the claim is after `event`. Total: an event has already happened, so nothing is refused here. */
export function evolveClaim(claim: Claim | null, id: string, event: Stamped<ClaimEvent>): Claim {
  const next = claim ? change(claim, event) : propose(id, event);
  return isSealed(event) ? next : { ...next, edition: next.edition + 1 };
}

function propose(id: string, event: Stamped<ClaimEvent>): Claim {
  if (event.type !== 'claim-proposed')
    throw new Error(`a claim begins with claim-proposed, not ${event.type}`);
  return {
    id,
    text: event.text,
    language: event.language,
    score: event.score,
    claimType: event.claimType,
    features: event.features,
    priority: event.score,
    status: 'proposed',
    edition: 0,
    deskId: null,
    reason: null,
    mergedInto: null,
    proposedAt: event.at,
    occurrences: event.occurrences,
    rounds: [],
  };
}

function change(claim: Claim, event: Stamped<ClaimEvent>): Claim {
  switch (event.type) {
    case 'claim-proposed':
      throw new Error('a claim is proposed once');
    case 'claim-accepted':
      return { ...claim, status: 'accepted', priority: event.priority, reason: null };
    case 'claim-declined':
      return { ...claim, status: 'declined', reason: event.reason };
    case 'claim-merged':
      return { ...claim, status: 'merged', mergedInto: event.into, reason: event.reason };
    case 'occurrences-added':
      return { ...claim, occurrences: [...claim.occurrences, ...event.occurrences] };
    case 'round-opened':
      return {
        ...claim,
        status: 'in-review',
        deskId: event.deskId,
        rounds: [...claim.rounds, newRound(event)],
      };
    case 'slot-assigned':
      return assign(claim, event);
    case 'slot-returned':
      return endAssignment(claim, event, 'returned', event.reason);
    case 'lease-expired':
      return endAssignment(claim, event, 'expired', null);
    case 'lease-renewed':
      return renew(claim, event);
    case 'deadline-passed':
      return passDeadline(claim, event);
    case 'slot-released':
      return endAssignment(claim, event, 'released', event.cause);
    case 'verdict-recorded':
      return submit(claim, event);
    case 'verdict-withdrawn':
      return withdraw(claim, event);
    case 'round-overdue':
      return withRound(claim, event.round, (round) => ({ ...round, overdueSince: event.at }));
    case 'round-questioned':
      return question(claim, event);
    case 'policy-overridden':
      return withRound(claim, event.round, (round) => ({
        ...round,
        waivers: [...round.waivers, { requirement: event.requirement, reason: event.reason }],
      }));
    case 'claim-contested':
      return {
        ...withRound(claim, event.round, (round) => ({ ...round, status: 'contested', closedAt: event.at })),
        status: 'contested',
      };
    case 'claim-decided':
      return { ...withRound(claim, event.round, (round) => settle(round, event)), status: 'decided' };
    case 'claim-reopened':
      return { ...claim, reason: event.reason };
    case 'claim-published':
      return { ...claim, status: 'published' };
  }
}

const renew = (claim: Claim, { assignmentId, leaseUntil }: Event<'lease-renewed'>): Claim =>
  withAssignment(claim, assignmentId, (assignment, slot) => ({
    slot,
    assignment: { ...assignment, leaseUntil },
  }));

const passDeadline = (claim: Claim, { assignmentId, deadline, at }: Event<'deadline-passed'>): Claim =>
  withAssignment(claim, assignmentId, (assignment, slot) => ({
    slot,
    assignment: { ...assignment, deadlines: { ...assignment.deadlines, [deadline]: at } },
  }));

const newRound = ({ round, deskId, policy, at }: Event<'round-opened'>): Round => ({
  number: round,
  deskId,
  policy,
  status: 'open',
  openedAt: at,
  closedAt: null,
  waivers: [],
  slots: Array.from({ length: policy.independentVerdicts }, (_, index) => ({
    number: index + 1,
    status: 'open' as const,
    fence: 0,
    assignments: [],
  })),
  decision: null,
  concerns: [],
  overdueSince: null,
});

function settle(round: Round, event: Event<'claim-decided'>): Round {
  const { method, rating, decidedBy, rationale, evidence, at } = event;
  return {
    ...round,
    status: method === 'agreement' ? 'agreed' : 'settled',
    closedAt: round.closedAt ?? at,
    decision: { rating, method, decidedBy, decidedAt: at, rationale, evidence },
  };
}

const assign = (claim: Claim, event: Event<'slot-assigned'>): Claim =>
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

const endAssignment = (
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
const withdraw = (claim: Claim, event: Event<'verdict-withdrawn'>): Claim =>
  withAssignment(claim, event.assignmentId, (assignment, slot) => {
    const { fence, leaseUntil } = event;
    return {
      slot: { ...slot, status: 'held', fence },
      assignment: { ...withoutVerdict(assignment), status: 'held', fence, leaseUntil, endedAt: null },
    };
  });

const question = (claim: Claim, { round, personId, cause, at }: Event<'round-questioned'>): Claim =>
  withRound(claim, round, (one) => ({
    ...one,
    concerns: [...one.concerns, { personId, cause, raisedAt: at }],
  }));

const submit = (claim: Claim, event: Event<'verdict-recorded'>): Claim =>
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

function withRound(claim: Claim, number: number, update: (round: Round) => Round): Claim {
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
