/** How a slot is left: given back, taken back, run out, released because its holder, or nobody, may judge any longer. */
import type { Actor } from './actor.ts';
import {
  currentRound,
  findAssignment,
  holdersOf,
  judgesOf,
  occupying,
  openRound,
  type Claim,
} from './claim.ts';
import type { ClaimCommand, ClaimCommandType } from './claim-commands.ts';
import { known, requireHeld, requireHolder, type ClaimContext, type Holding } from './claim-context.ts';
import type { ClaimEvent, ReleaseCause } from './claim-events.ts';
import { deadlinesOfLapse } from './deadlines.ts';
import { hasConflict } from './eligibility.ts';
import { Refused } from './refused.ts';
import { staleLease } from './wrong-status.ts';

type Command<T extends ClaimCommandType> = Extract<ClaimCommand, { type: T }>;

export function returnAssignment(
  claim: Claim,
  command: Command<'return-assignment'>,
  actor: Actor,
): ClaimEvent[] {
  const { assignmentId, fence, reason } = command;
  // An editor takes back what is there, unseen: an answer that depended on it would say whether a verdict is in.
  if (actor.kind === 'person' && actor.role === 'editor')
    return [{ type: 'slot-returned', reason, ...freed(requireOccupied(claim, assignmentId)) }];
  requireHolder(claim, assignmentId, actor);
  return [{ type: 'slot-returned', reason, ...freed(requireHeld(claim, { assignmentId, fence })) }];
}

export function expireLease(
  claim: Claim,
  command: Command<'expire-lease'>,
  context: ClaimContext,
): ClaimEvent[] {
  const held = requireHeld(claim, command);
  // The job that asks only suggests; the database's clock says whether the time has come.
  if (context.now < held.assignment.leaseUntil)
    throw new Refused('not-due', 'The lease still runs.', { current: held.assignment.leaseUntil });
  return [...deadlinesOfLapse(held, context.now), { type: 'lease-expired', ...freed(held) }];
}

/**
 * Held or submitted alike: freeing only what is not submitted would tell which it was. A verdict in it is set aside and
 * the slot is somebody else's.
 */
export function releaseSlot(claim: Claim, command: Command<'release-slot'>): ClaimEvent[] {
  const { assignmentId, cause } = command;
  return [releasedFor(claim, assignmentId, cause)];
}

/**
 * Everybody who has a slot is released, with or without a verdict in it: what is done must not depend on that. Whoever judges
 * the claim leaves its recall to another editor.
 */
export function recallClaim(claim: Claim, { reason }: Command<'recall-claim'>, actor: Actor): ClaimEvent[] {
  const round = known(openRound(claim), 'open round');
  if (actor.kind === 'person' && holdersOf(claim).has(actor.personId))
    throw new Refused(
      'held-a-slot',
      'You hold or held a slot of this claim: another editor must take it out of review.',
    );
  return [
    ...occupying(round).map(({ id }) => releasedFor(claim, id, 'recalled')),
    { type: 'claim-recalled', round: round.number, reason },
  ];
}

/** A closed round is not undone by a conflict of interest declared later: it is marked, and an editor reopens the claim or not. */
export function questionRound(
  claim: Claim,
  { round: number, personId }: Command<'question-round'>,
  { reviewer, parties }: ClaimContext,
): ClaimEvent[] {
  const round = known(currentRound(claim), 'round');
  if (round.number !== number || !judgesOf(round).includes(personId))
    throw new Refused('not-found', 'This person did not judge the claim in its latest round.');
  if (!reviewer || !hasConflict(reviewer.conflicts, parties))
    throw new Refused('not-found', 'This person has declared no conflict of interest with the claim.');
  if (round.concerns.some((concern) => concern.personId === personId))
    throw new Refused('already-exists', 'The round is marked already.');
  return [{ type: 'round-questioned', round: number, personId, cause: 'conflict-of-interest' }];
}

/**
 * Another claim's sources may bring somebody's conflict of interest into this one: what follows is what would if they
 * declared it now. Nothing else would notice, since it was declared before.
 */
export function addOccurrences(
  claim: Claim,
  { from, occurrences }: Command<'add-occurrences'>,
  { judges, parties }: ClaimContext,
): ClaimEvent[] {
  const added: ClaimEvent = { type: 'occurrences-added', from, occurrences };
  const round = currentRound(claim);
  const conflicted = judges.filter(({ conflicts }) => hasConflict(conflicts, parties)).map(({ id }) => id);
  if (!round || !conflicted.length) return [added];
  const cause = 'conflict-of-interest';
  if (round.status === 'open')
    return [
      added,
      ...occupying(round)
        .filter(({ reviewerId }) => conflicted.includes(reviewerId))
        .map(({ id }) => releasedFor(claim, id, cause)),
    ];
  const marked = round.concerns.map(({ personId }) => personId);
  return [
    added,
    ...judgesOf(round)
      .filter((id) => conflicted.includes(id) && !marked.includes(id))
      .map((personId): ClaimEvent => ({ type: 'round-questioned', round: round.number, personId, cause })),
  ];
}

const releasedFor = (claim: Claim, assignmentId: string, cause: ReleaseCause): ClaimEvent => ({
  type: 'slot-released',
  cause,
  ...freed(requireOccupied(claim, assignmentId)),
});

/** The slot of an open round that this assignment occupies, whether a verdict is in it or not. */
function requireOccupied(claim: Claim, assignmentId: string): Holding {
  const found = known(findAssignment(claim, assignmentId), 'assignment');
  const { round, assignment } = found;
  if (round.status !== 'open')
    throw new Refused('wrong-status', 'The round is closed.', { current: round.status });
  if (assignment.status !== 'held' && assignment.status !== 'submitted') throw staleLease(assignment);
  return found;
}

const freed = ({ round, slot, assignment }: Holding) => ({
  assignmentId: assignment.id,
  reviewerId: assignment.reviewerId,
  round: round.number,
  slot: slot.number,
  fence: slot.fence + 1,
});
