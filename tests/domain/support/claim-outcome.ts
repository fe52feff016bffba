/** What a command comes to in the state a claim is in. */
import {
  decideClaim,
  evolveClaim,
  Refused,
  type Actor,
  type Claim,
  type ClaimCommand,
  type ClaimCommandType,
  type ClaimStatus,
  type RefusalCode,
} from '#domain';
import { context, NOW, reviewer, stamp } from './review.ts';

export type Outcome = ClaimStatus | RefusalCode;

/** When each has its time; the others have it at once. */
const TIMES: Partial<Record<ClaimCommandType, string>> = {
  'renew-lease': '2026-03-02T09:30:00.000Z',
  'expire-lease': '2026-03-02T10:00:00.000Z',
  'pass-deadline': '2026-03-02T21:00:00.000Z',
  'escalate-round': '2026-03-03T12:00:00.000Z',
};

export function outcomeOf(before: Claim | null, command: ClaimCommand, actor: Actor): Outcome {
  const judge = actor.kind === 'person' ? actor.personId : 'rosa';
  const facts = context({
    reviewer: reviewer(command.type === 'assign-slot' ? command.reviewerId : judge, {
      ...(command.type === 'question-round' && { conflicts: [{ kind: 'publisher', name: 'The Gauge' }] }),
    }),
    now: TIMES[command.type] ?? NOW,
  });
  try {
    const after = decideClaim(before, command, actor, facts).reduce<Claim | null>(
      (claim, event) => evolveClaim(claim, command.claimId, stamp(event)),
      before,
    );
    if (!after) throw new Error('nothing happened');
    return after.status;
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}
