import type { Stamped } from './actor.ts';
import type { Claim, Round } from './claim.ts';
import { isSealed, type ClaimEvent } from './claim-events.ts';
import { assign, endAssignment, passDeadline, renew, submit, withdraw, withRound } from './slot-evolve.ts';

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
    case 'claim-recalled':
      return recall(claim, event);
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

const newRound = ({ round, deskId, policy, at }: Event<'round-opened'>): Round => ({
  number: round,
  deskId,
  policy,
  status: 'open',
  recalledFor: null,
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

/** At no desk any more. Its slots are shut, so that nothing waits for a reviewer in a round that is over. */
const recall = (claim: Claim, { round, reason, at }: Event<'claim-recalled'>): Claim => ({
  ...withRound(claim, round, (one) => ({
    ...one,
    status: 'recalled',
    recalledFor: reason,
    closedAt: at,
    slots: one.slots.map((slot) => ({ ...slot, status: 'closed' as const })),
  })),
  status: 'accepted',
  deskId: null,
  reason,
});

const question = (claim: Claim, { round, personId, cause, at }: Event<'round-questioned'>): Claim =>
  withRound(claim, round, (one) => ({
    ...one,
    concerns: [...one.concerns, { personId, cause, raisedAt: at }],
  }));
