/** What the rules of a claim may look at, and the few questions that several of them ask. */
import { isPerson, type Actor } from './actor.ts';
import { findAssignment, type Assignment, type Claim, type Round, type Slot } from './claim.ts';
import type { Desk } from './desk.ts';
import type { Parties, ReviewerFacts } from './eligibility.ts';
import type { PassageStands } from './evidence.ts';
import { Refused } from './refused.ts';
import type { Routing } from './routing.ts';
import type { Sources } from './verdict-policy.ts';
import { staleLease } from './wrong-status.ts';

/** What the rules need to know beyond the claim, read in the same transaction. */
export interface ClaimContext extends Sources {
  /** Postgres' clock, ISO 8601. */
  readonly now: string;
  /** The desk that routes, or whose round is open. */
  readonly desk: Desk | null;
  /** The person to be assigned, or who judges or takes back. */
  readonly reviewer: ReviewerFacts | null;
  readonly parties: Parties;
  /** Where occurrences are added: whoever has a slot in the latest round while it is open, or judged in it. */
  readonly judges: readonly Pick<ReviewerFacts, 'id' | 'conflicts'>[];
  /** Where an accepted claim may go by itself; null where nothing is accepted. */
  readonly routing: RoutingContext | null;
  /** Whether the passage stands in its document version, word for word. */
  readonly passageStands: PassageStands;
}

export interface RoutingContext {
  readonly rules: Routing;
  /** The desks that the rules name. */
  readonly desks: readonly Desk[];
  /** The claim names somebody whom the workspace protects. */
  readonly protectedPerson: boolean;
}

/** The time this many minutes later. */
export const later = (from: string, minutes: number): string =>
  new Date(Date.parse(from) + minutes * 60_000).toISOString();

const NUMBERS_A_HOLDING = 1_000;

/**
 * The fencing number of the slot's next holder: the first of the next thousand. Were it the next number, a new holder
 * could count by it the verdicts that somebody before withdrew.
 */
export const nextHolding = (fence: number): number =>
  Math.ceil(fence / NUMBERS_A_HOLDING) * NUMBERS_A_HOLDING + 1;

/** An assignment, in the slot and the round where it stands. */
export interface Holding {
  readonly round: Round;
  readonly slot: Slot;
  readonly assignment: Assignment;
}

export function known<T>(value: T | null, what: string): T {
  if (value === null) throw new Refused('not-found', `There is no such ${what}.`);
  return value;
}

/**
 * Refuses everybody to whom the assignment does not belong, before anything is said about it: an answer that depended
 * on whether its holder has submitted would break the seal.
 */
export function requireHolder(claim: Claim, assignmentId: string, actor: Actor): void {
  const { assignment } = known(findAssignment(claim, assignmentId), 'assignment');
  if (!isPerson(actor, assignment.reviewerId))
    throw new Refused('not-the-holder', 'This assignment belongs to somebody else.');
}

/** The assignment, if it still holds its slot and `fence` is the number it was given. */
export function requireHeld(
  claim: Claim,
  { assignmentId, fence }: { assignmentId: string; fence: number | null },
): Holding {
  const found = known(findAssignment(claim, assignmentId), 'assignment');
  const { slot, assignment } = found;
  if (assignment.status !== 'held' || slot.fence !== fence) throw staleLease(assignment);
  return found;
}
