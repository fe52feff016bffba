/** Recording a verdict, closing a round, settling a disagreement. */
import { nameOf, type Actor } from './actor.ts';
import { currentRound, findAssignment, holdersOf, verdictsOf, type Claim, type Round } from './claim.ts';
import type { ClaimCommand, ClaimCommandType } from './claim-commands.ts';
import { known, later, requireHeld, requireHolder, type ClaimContext } from './claim-context.ts';
import type { ClaimEvent } from './claim-events.ts';
import { hasConflict, whyNoMore } from './eligibility.ts';
import { leftOut } from './dissent.ts';
import { passagesOf, requirePassage, requirePast, type Evidence } from './evidence.ts';
import { Refused } from './refused.ts';
import { unmetRequirements, type Judgement } from './verdict-policy.ts';

type Command<T extends ClaimCommandType> = Extract<ClaimCommand, { type: T }>;

export function recordVerdict(
  claim: Claim,
  command: Command<'record-verdict'>,
  actor: Actor,
  context: ClaimContext,
): ClaimEvent[] {
  requireHolder(claim, command.assignmentId, actor);
  const { round, slot, assignment } = requireHeld(claim, command);
  if (context.now >= assignment.leaseUntil)
    throw new Refused(
      'stale-lease',
      'The lease has run out: take the claim again. Your text is still yours to send.',
      {
        current: 'expired',
      },
    );
  if (context.reviewer && hasConflict(context.reviewer.conflicts, context.parties))
    throw new Refused(
      'conflict-of-interest',
      'You declared a conflict of interest with this claim: return it.',
    );
  requireJudgement(round, command, context);

  const { rating, rationale, evidence } = command;
  const recorded: ClaimEvent = {
    type: 'verdict-recorded',
    assignmentId: assignment.id,
    reviewerId: assignment.reviewerId,
    rating,
    rationale,
    evidence,
  };
  const others = round.slots.filter(({ number }) => number !== slot.number);
  if (others.some(({ status }) => status !== 'submitted')) return [recorded];
  return [recorded, outcome(round, { reviewerId: assignment.reviewerId, verdict: command })];
}

/**
 * While the round is open: the author holds the slot again, for as long as a new lease lasts. It counts like any other
 * that is handed to them: whoever submits, is given the next and takes back would otherwise gather without end.
 */
export function withdrawVerdict(
  claim: Claim,
  { assignmentId, fence }: Command<'withdraw-verdict'>,
  actor: Actor,
  { now, desk, reviewer }: ClaimContext,
): ClaimEvent[] {
  requireHolder(claim, assignmentId, actor);
  const { round, slot, assignment } = known(findAssignment(claim, assignmentId), 'assignment');
  if (round.status !== 'open')
    throw new Refused(
      'wrong-status',
      'The round is closed: its verdicts stand. An editor may reopen the claim.',
      {
        current: round.status,
      },
    );
  if (assignment.status !== 'submitted' || slot.fence !== fence)
    throw new Refused(
      'stale-lease',
      `This assignment is ${assignment.status}; there is no such verdict to withdraw.`,
      {
        current: assignment.status,
      },
    );
  const refusal = whyNoMore(known(desk, 'desk'), known(reviewer, 'person'));
  if (refusal) throw refusal;
  const { reviewerId } = assignment;
  const leaseUntil = later(now, round.policy.leaseMinutes);
  return [{ type: 'verdict-withdrawn', assignmentId, reviewerId, fence: slot.fence + 1, leaseUntil }];
}

/** All slots are in: the claim is decided when they agree and contested when they do not. */
function outcome(round: Round, last: { reviewerId: string; verdict: Judgement }): ClaimEvent {
  const all = [...verdictsOf(round), last];
  const { rating } = last.verdict;
  if (all.some(({ verdict }) => verdict.rating !== rating))
    return { type: 'claim-contested', round: round.number };
  return {
    type: 'claim-decided',
    round: round.number,
    method: 'agreement',
    rating,
    decidedBy: all.map(({ reviewerId }) => reviewerId),
    rationale: null,
    evidence: [],
  };
}

/** @param unanswered what others found against the claim, and the judgement does not take up */
function requireJudgement(
  round: Round,
  judgement: Judgement,
  context: ClaimContext,
  unanswered: readonly Evidence[] = [],
): void {
  for (const { passage } of passagesOf(judgement.evidence)) requirePassage(passage, context.passageStands);
  requirePast(judgement.evidence, context.now);
  const waived = round.waivers.map(({ requirement }) => requirement);
  const all = { ...judgement, evidence: [...judgement.evidence, ...unanswered] };
  const unmet = unmetRequirements(all, round.policy, context, waived);
  if (unmet.length)
    throw new Refused('verdict-policy-unmet', unmet.map(({ message }) => message).join(' '), { unmet });
}

export function override(claim: Claim, command: Command<'override-policy'>, actor: Actor): ClaimEvent[] {
  const round = known(currentRound(claim), 'round');
  if (actor.kind === 'person' && holdersOf(claim).has(actor.personId))
    throw new Refused(
      'held-a-slot',
      'You hold or held a slot of this claim: another editor must waive what its verdicts need.',
    );
  const { requirement, reason } = command;
  return [{ type: 'policy-overridden', round: round.number, requirement, reason }];
}

export function adjudicate(
  claim: Claim,
  command: Command<'adjudicate'>,
  actor: Actor,
  context: ClaimContext,
): ClaimEvent[] {
  const round = known(currentRound(claim), 'round');
  if (actor.kind === 'person' && holdersOf(claim).has(actor.personId))
    throw new Refused('held-a-slot', 'You held a slot of this claim: someone else must settle it.');
  if (context.reviewer && hasConflict(context.reviewer.conflicts, context.parties))
    throw new Refused('conflict-of-interest', 'You declared a conflict of interest with this claim.');
  const { rating, rationale, evidence } = command;
  requireJudgement(round, command, context, rating === 'verified' ? leftOut(round, evidence) : []);
  return [
    {
      type: 'claim-decided',
      round: round.number,
      method: 'adjudication',
      rating,
      decidedBy: [nameOf(actor)],
      rationale,
      evidence,
    },
  ];
}
