/** A reader says that a published claim is wrong. What they wrote is kept apart and can be erased; this is what became of it. */
import type { Actor, Stamped } from './actor.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';

/** `accepted` sent the claim to re-review; `rejected` and `answered` are the end of it. */
export const CHALLENGE_STATUSES = ['received', 'accepted', 'rejected', 'answered'] as const;
export type ChallengeStatus = (typeof CHALLENGE_STATUSES)[number];

/** What a reader is told by ticket: also what became of the re-review that accepting led to. */
export const TICKET_STATUSES = [...CHALLENGE_STATUSES, 'dismissed', 'reviewed'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

interface Challenged {
  readonly reportId: string;
  /** The version that the reader had before them, and the claim's number in it. */
  readonly reportVersion: number;
  readonly claimNumber: number;
  readonly claimId: string;
  /** SHA-256 of the ticket with which the reader asks what became of it, lower-case hex. */
  readonly ticketSha256: string;
}

export interface Challenge extends Challenged {
  readonly id: string;
  readonly status: ChallengeStatus;
  readonly receivedAt: string;
  /** The re-review it led to. */
  readonly rereviewId: string | null;
  /** Why it was accepted or rejected, or what it was answered; in an editor's words, for colleagues. */
  readonly reason: string | null;
  readonly decidedBy: string | null;
  /** Why the reader's words are no longer here. */
  readonly erasedFor: string | null;
  readonly edition: number;
}

export type ChallengeCommand =
  | ({
      type: 'receive-challenge';
      challengeId: string;
      /** Kept beside the challenge, never in the log. */
      text: string;
      contact: string | null;
    } & Challenged)
  | { type: 'accept-challenge'; challengeId: string; rereviewId: string; reason: string }
  | { type: 'reject-challenge'; challengeId: string; reason: string }
  | { type: 'answer-challenge'; challengeId: string; reason: string }
  | { type: 'erase-challenge-text'; challengeId: string; reason: string };
export type ChallengeCommandType = ChallengeCommand['type'];

export type ChallengeEvent =
  | ({ type: 'challenge-received' } & Challenged)
  | { type: 'challenge-accepted'; rereviewId: string; reason: string }
  | { type: 'challenge-rejected'; reason: string }
  | { type: 'challenge-answered'; reason: string }
  | { type: 'challenge-text-erased'; reason: string };

/** Which status allows which command, and where the challenge stands afterwards. */
export const CHALLENGE_TRANSITIONS: Record<
  ChallengeStatus,
  Partial<Record<ChallengeCommandType, ChallengeStatus>>
> = {
  received: {
    'accept-challenge': 'accepted',
    'reject-challenge': 'rejected',
    'answer-challenge': 'answered',
    'erase-challenge-text': 'received',
  },
  accepted: { 'answer-challenge': 'answered', 'erase-challenge-text': 'accepted' },
  rejected: { 'erase-challenge-text': 'rejected' },
  answered: { 'erase-challenge-text': 'answered' },
};

export function decideChallenge(
  challenge: Challenge | null,
  command: ChallengeCommand,
  actor: Actor,
): ChallengeEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'receive-challenge') {
    if (challenge) throw new Refused('already-exists', 'This challenge is here already.');
    const { reportId, reportVersion, claimNumber, claimId, ticketSha256 } = command;
    return [{ type: 'challenge-received', reportId, reportVersion, claimNumber, claimId, ticketSha256 }];
  }
  if (!challenge) throw new Refused('not-found', 'There is no such challenge.');
  if (!CHALLENGE_TRANSITIONS[challenge.status][command.type])
    throw new Refused('wrong-status', `This challenge is ${challenge.status} already.`, {
      current: challenge.status,
    });
  const { reason } = command;
  switch (command.type) {
    case 'accept-challenge':
      return [{ type: 'challenge-accepted', rereviewId: command.rereviewId, reason }];
    case 'reject-challenge':
      return [{ type: 'challenge-rejected', reason }];
    case 'answer-challenge':
      return [{ type: 'challenge-answered', reason }];
    case 'erase-challenge-text':
      if (challenge.erasedFor !== null)
        throw new Refused('wrong-status', 'The reader’s words are erased already.', { current: 'erased' });
      return [{ type: 'challenge-text-erased', reason }];
  }
}

export const mayOnChallenge = (challenge: Challenge): ChallengeCommandType[] =>
  // The record's own keys.
  (Object.keys(CHALLENGE_TRANSITIONS[challenge.status]) as ChallengeCommandType[]).filter(
    (type) => type !== 'erase-challenge-text' || challenge.erasedFor === null,
  );

export function evolveChallenge(
  challenge: Challenge | null,
  id: string,
  event: Stamped<ChallengeEvent>,
): Challenge {
  if (event.type === 'challenge-received') {
    const { type: _, at: receivedAt, by: __, ...received } = event;
    const undecided = { rereviewId: null, reason: null, decidedBy: null, erasedFor: null };
    return { id, ...received, status: 'received', receivedAt, ...undecided, edition: 1 };
  }
  if (!challenge) throw new Error(`a challenge begins with challenge-received, not ${event.type}`);
  const next = { ...challenge, edition: challenge.edition + 1 };
  if (event.type === 'challenge-text-erased') return { ...next, erasedFor: event.reason };
  const decided = { ...next, reason: event.reason, decidedBy: event.by };
  switch (event.type) {
    case 'challenge-accepted':
      return { ...decided, status: 'accepted', rereviewId: event.rereviewId };
    case 'challenge-rejected':
      return { ...decided, status: 'rejected' };
    case 'challenge-answered':
      return { ...decided, status: 'answered' };
  }
}
