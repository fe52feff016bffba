/** What happens when a command meets a claim: events, or a refusal. Every rule of review starts here. */
import { isPerson, type Actor } from './actor.ts';
import { currentRound, everHadOutcome, openRound, openSlot, textsOf, type Claim } from './claim.ts';
import { allows, type ClaimCommand, type ClaimCommandType } from './claim-commands.ts';
import { type ClaimContext, known, later, nextHolding } from './claim-context.ts';
import type { ClaimEvent } from './claim-events.ts';
import { requirePassage } from './evidence.ts';
import { adjudicate, override, recordVerdict, withdrawVerdict } from './claim-judgement.ts';
import {
  addOccurrences,
  expireLease,
  questionRound,
  recallClaim,
  releaseSlot,
  returnAssignment,
} from './claim-release.ts';
import { escalateRound, passDeadline, renewLease } from './deadlines.ts';
import { policyOf, type Desk } from './desk.ts';
import { whyIneligible } from './eligibility.ts';
import { requirePermission } from './permissions.ts';
import { priorityOf } from './priority.ts';
import { Refused } from './refused.ts';
import { routeFor, type RoutedBy } from './routing.ts';
import { selectionBy } from './selection.ts';
import { claimRefuses } from './wrong-status.ts';

type Command<T extends ClaimCommandType> = Extract<ClaimCommand, { type: T }>;

export function decideClaim(
  claim: Claim | null,
  command: ClaimCommand,
  actor: Actor,
  context: ClaimContext,
): ClaimEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'propose-claim') return propose(claim, command, context);
  if (!claim) throw new Refused('not-found', 'There is no such claim.');
  requireStatus(claim, command.type);
  switch (command.type) {
    case 'accept-claim':
      return accept(claim, command, context);
    case 'decline-claim':
      requireNoOutcome(claim);
      return [{ type: 'claim-declined', reason: command.reason }];
    case 'merge-claim':
      requireNoOutcome(claim);
      return [{ type: 'claim-merged', into: command.into, reason: command.reason }];
    case 'add-occurrences':
      return addOccurrences(claim, command, context);
    case 'route-claim':
      return [openNextRound(claim, known(context.desk, 'desk'), null)];
    case 'assign-slot':
      return [assign(claim, command, actor, context)];
    case 'return-assignment':
      return returnAssignment(claim, command, actor);
    case 'expire-lease':
      return expireLease(claim, command, context);
    case 'renew-lease':
      return renewLease(claim, command, actor, context);
    case 'pass-deadline':
      return passDeadline(claim, command, context);
    case 'escalate-round':
      return escalateRound(claim, command, context);
    case 'record-verdict':
      return recordVerdict(claim, command, actor, context);
    case 'withdraw-verdict':
      return withdrawVerdict(claim, command, actor, context);
    case 'release-slot':
      return releaseSlot(claim, command);
    case 'recall-claim':
      return recallClaim(claim, command, actor);
    case 'question-round':
      return questionRound(claim, command, context);
    case 'override-policy':
      return override(claim, command, actor);
    case 'adjudicate':
      return adjudicate(claim, command, actor, context);
    case 'reopen-claim':
      return [
        { type: 'claim-reopened', reason: command.reason },
        openNextRound(claim, known(context.desk, 'desk'), null),
      ];
    case 'publish-claim':
      return [{ type: 'claim-published', reportId: command.reportId, version: command.version }];
  }
}

function requireStatus(claim: Claim, type: ClaimCommandType): void {
  if (!allows(claim, type)) throw claimRefuses(claim, type);
}

/** Readers of a report that holds it would wait for ever for what became of it. */
function requireNoOutcome(claim: Claim): void {
  if (everHadOutcome(claim))
    throw new Refused(
      'wrong-status',
      'This claim was decided once, and readers may have been told its rating: send it to a desk, which decides it anew.',
      { current: claim.status },
    );
}

function propose(
  claim: Claim | null,
  command: Command<'propose-claim'>,
  context: ClaimContext,
): ClaimEvent[] {
  if (claim)
    throw new Refused('already-exists', 'A claim with this id is there already.', { current: claim.status });
  const { type: _, claimId: __, ...proposal } = command;
  for (const { passage } of command.occurrences) requirePassage(passage, context.passageStands);
  return [{ type: 'claim-proposed', ...proposal }];
}

/** Accepted, and on its way by the first rule that holds and leads to a desk with members; by hand otherwise. */
function accept(claim: Claim, command: Command<'accept-claim'>, { routing }: ClaimContext): ClaimEvent[] {
  const figureConflict = command.figureConflict ?? false;
  const priority = priorityOf({ score: claim.score, figureConflict, choice: command.priority });
  const accepted: ClaimEvent = { type: 'claim-accepted', priority, figureConflict };
  if (!routing) return [accepted];
  const staffed = routing.desks.filter(({ members }) => members.length > 0);
  const rules = routing.rules.rules.filter(({ deskId }) => staffed.some(({ id }) => id === deskId));
  const { protectedPerson } = routing;
  const facts = {
    texts: textsOf(claim),
    language: claim.language,
    priority,
    figureConflict,
    protectedPerson,
  };
  const route = routeFor(facts, { version: routing.rules.version, rules });
  if (!route) return [accepted];
  const { deskId, ...routedBy } = route;
  const desk = staffed.find(({ id }) => id === deskId);
  return [accepted, openNextRound(claim, known(desk ?? null, 'desk'), routedBy)];
}

function openNextRound(claim: Claim, desk: Desk, routedBy: RoutedBy | null): ClaimEvent {
  if (desk.members.length === 0)
    throw new Refused(
      'desk-without-members',
      `The desk “${desk.name}” has no members: add some, or choose another desk.`,
    );
  return {
    type: 'round-opened',
    round: (currentRound(claim)?.number ?? 0) + 1,
    deskId: desk.id,
    policy: policyOf(desk),
    routedBy,
  };
}

function assign(
  claim: Claim,
  command: Command<'assign-slot'>,
  actor: Actor,
  context: ClaimContext,
): ClaimEvent {
  if (actor.kind === 'person' && actor.role === 'reviewer' && !isPerson(actor, command.reviewerId))
    throw new Refused('forbidden', 'A reviewer takes claims for themselves; an editor assigns others.');
  const round = known(openRound(claim), 'open round');
  const slot = openSlot(claim, command.slot);
  if (!slot) throw new Refused('no-open-slot', 'That slot is taken, or all are.', { current: claim.status });
  const reviewer = known(context.reviewer, 'person');
  const refusal = whyIneligible(claim, known(context.desk, 'desk'), reviewer, context.parties);
  if (refusal) throw refusal;
  return {
    type: 'slot-assigned',
    round: round.number,
    slot: slot.number,
    assignmentId: command.assignmentId,
    reviewerId: reviewer.id,
    fence: nextHolding(slot.fence),
    leaseUntil: later(context.now, round.policy.leaseMinutes),
    dueAt: later(context.now, round.policy.dueHours * 60),
    selection: command.selection ?? selectionBy(actor, command.reason),
  };
}
