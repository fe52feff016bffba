/** Two claims that may be the same: the machine proposes, a person decides. Confirmed ones make a cluster. */
import type { Actor, Stamped } from './actor.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';

export const PROPOSAL_STATUSES = ['proposed', 'confirmed', 'rejected'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

export interface MatchProposal {
  readonly claimId: string;
  readonly otherClaimId: string;
  /** 0 to 1000. */
  readonly score: number;
  /** `merge`: sure enough to count as one cluster until a person says otherwise. */
  readonly strength: 'merge' | 'suggest';
  /** What speaks for it and against it: a stable kind, and the words in question. */
  readonly reasons: readonly { readonly kind: string; readonly detail: string }[];
}

export interface Match extends MatchProposal {
  readonly id: string;
  readonly status: ProposalStatus;
  readonly decidedBy: string | null;
  readonly reason: string | null;
  readonly edition: number;
}

export type MatchCommand =
  | ({ type: 'propose-match'; matchId: string } & MatchProposal)
  | { type: 'confirm-match'; matchId: string; reason: string }
  | { type: 'reject-match'; matchId: string; reason: string };
export type MatchCommandType = MatchCommand['type'];

export type MatchEvent =
  | ({ type: 'match-proposed' } & MatchProposal)
  | { type: 'match-confirmed'; reason: string }
  | { type: 'match-rejected'; reason: string };

export function decideMatch(match: Match | null, command: MatchCommand, actor: Actor): MatchEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'propose-match') {
    if (match) throw new Refused('already-exists', 'This match is proposed already.');
    const { type: _, matchId: __, ...proposal } = command;
    return [{ type: 'match-proposed', ...proposal }];
  }
  if (!match) throw new Refused('not-found', 'There is no such match.');
  const { reason } = command;
  const [status, type] =
    command.type === 'confirm-match'
      ? (['confirmed', 'match-confirmed'] as const)
      : (['rejected', 'match-rejected'] as const);
  // A person may change their mind: that is a decision of its own. Saying the same twice is not.
  if (match.status === status)
    throw new Refused('wrong-status', `This match is ${status} already.`, { current: status });
  return [{ type, reason }];
}

export function evolveMatch(match: Match | null, id: string, event: Stamped<MatchEvent>): Match {
  if (event.type === 'match-proposed') {
    const { type: _, at: __, by: ___, ...proposal } = event;
    return { id, ...proposal, status: 'proposed', decidedBy: null, reason: null, edition: 1 };
  }
  if (!match) throw new Error(`a match begins with match-proposed, not ${event.type}`);
  const status = event.type === 'match-confirmed' ? ('confirmed' as const) : ('rejected' as const);
  return { ...match, status, decidedBy: event.by, reason: event.reason, edition: match.edition + 1 };
}
