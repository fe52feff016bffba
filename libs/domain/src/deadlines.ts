/** When an assignment is due, how work keeps its lease, and what is recorded when it comes late. */
import type { Actor } from './actor.ts';
import { openRound, type Assignment, type Claim, type Round } from './claim.ts';
import type { ClaimCommand, ClaimCommandType } from './claim-commands.ts';
import type { ClaimEvent } from './claim-events.ts';
import {
  known,
  later,
  requireHeld,
  requireHolder,
  type ClaimContext,
  type Holding,
} from './claim-context.ts';
import { Refused } from './refused.ts';

type Command<T extends ClaimCommandType> = Extract<ClaimCommand, { type: T }>;
type Event<T extends ClaimEvent['type']> = Extract<ClaimEvent, { type: T }>;

/** In their order. The holder alone is reminded of each: that it is not needed any more would say that a verdict is in. */
export const DEADLINES = ['half-time', 'due', 'overdue'] as const;
export type Deadline = (typeof DEADLINES)[number];

/** How far each lies from the beginning, as a share of the time that was given. */
const SHARES: Record<Deadline, number> = { 'half-time': 1 / 2, due: 1, overdue: 9 / 8 };

/** The time of a deadline, ISO 8601: a claim given for 24 hours is overdue after 27. */
export function deadlineAt(
  { assignedAt, dueAt }: Pick<Assignment, 'assignedAt' | 'dueAt'>,
  deadline: Deadline,
): string {
  const from = Date.parse(assignedAt);
  return new Date(from + (Date.parse(dueAt) - from) * SHARES[deadline]).toISOString();
}

/**
 * When a round is overdue, ISO 8601: counted from its opening, and not from any assignment, so that it is the same time
 * whoever is in, also for slots that nobody takes or that go from hand to hand.
 */
export const roundOverdueAt = ({ openedAt, policy }: Pick<Round, 'openedAt' | 'policy'>): string =>
  deadlineAt({ assignedAt: openedAt, dueAt: later(openedAt, policy.dueHours * 60) }, 'overdue');

/** A renewal that wins less than this share of a lease is none: an entry for every key pressed would bury the log. */
const WORTHWHILE = 1 / 4;

export const leaseIsFresh = (leaseUntil: string, leaseMinutes: number, now: string): boolean =>
  later(now, leaseMinutes * (1 - WORTHWHILE)) < leaseUntil;

/**
 * Work keeps the lease until the claim is due: then what is left of it runs out, and the slot is somebody else's.
 * Recorded under seal, since who has submitted does not go on working.
 */
export function renewLease(
  claim: Claim,
  command: Command<'renew-lease'>,
  actor: Actor,
  { now }: ClaimContext,
): ClaimEvent[] {
  requireHolder(claim, command.assignmentId, actor);
  const { round, slot, assignment } = requireHeld(claim, command);
  const { id: assignmentId, reviewerId, leaseUntil: current, dueAt } = assignment;
  if (now >= current)
    throw new Refused('stale-lease', 'The lease has run out: take the claim again. Your draft is kept.', {
      current: 'expired',
    });
  if (now >= dueAt)
    throw new Refused(
      'past-due',
      'The claim is due: its lease is not renewed any more. Submit, or return it.',
      {
        current,
      },
    );
  const { leaseMinutes } = round.policy;
  if (leaseIsFresh(current, leaseMinutes, now))
    throw new Refused('not-due', 'The lease is fresh: work will renew it later.', { current });
  const leaseUntil = later(now, leaseMinutes);
  return [{ type: 'lease-renewed', assignmentId, reviewerId, fence: slot.fence, leaseUntil }];
}

/** Once for each assignment and deadline, as long as its slot is held. */
export function passDeadline(
  claim: Claim,
  command: Command<'pass-deadline'>,
  { now }: ClaimContext,
): ClaimEvent[] {
  const held = requireHeld(claim, command);
  const { deadline } = command;
  if (hasPassed(held.assignment, deadline))
    throw new Refused('already-exists', 'This deadline is recorded already.', { current: deadline });
  const at = deadlineAt(held.assignment, deadline);
  // The job that asks only suggests; the database's clock says whether the time has come.
  if (now < at) throw new Refused('not-due', 'The deadline has not come yet.', { current: at });
  return [passed(held, deadline)];
}

/**
 * What a lease that ends takes with it: the deadlines whose job did not come before it. A lease that ends when the
 * claim was due leaves the claim overdue at once: nobody works on it any more.
 */
export function deadlinesOfLapse(held: Holding, now: string): ClaimEvent[] {
  const { assignment } = held;
  return DEADLINES.filter((deadline) => {
    const at = deadline === 'overdue' ? assignment.dueAt : deadlineAt(assignment, deadline);
    return now >= at && !hasPassed(assignment, deadline);
  }).map((deadline) => passed(held, deadline));
}

const hasPassed = ({ deadlines }: Assignment, deadline: Deadline): boolean =>
  deadlines[deadline] !== undefined;

const passed = ({ slot, assignment }: Holding, deadline: Deadline): Event<'deadline-passed'> => {
  const { id: assignmentId, reviewerId, assignedAt, dueAt } = assignment;
  return {
    type: 'deadline-passed',
    assignmentId,
    reviewerId,
    fence: slot.fence,
    deadline,
    assignedAt,
    dueAt,
  };
};

/** Editors are told once that a round takes longer than its desk allows. */
export function escalateRound(
  claim: Claim,
  command: Command<'escalate-round'>,
  { now }: ClaimContext,
): ClaimEvent[] {
  const round = known(openRound(claim), 'open round');
  if (round.number !== command.round)
    throw new Refused('wrong-status', 'That round is closed.', { current: String(round.number) });
  if (round.overdueSince !== null)
    throw new Refused('already-exists', 'The editors know already.', { current: round.overdueSince });
  const at = roundOverdueAt(round);
  if (now < at) throw new Refused('not-due', 'The round still has time.', { current: at });
  return [{ type: 'round-overdue', round: round.number }];
}
