/** What can be asked of a claim, and the one table of which status allows what. */
import type { Claim, ClaimStatus, SlotAt } from './claim.ts';
import type { Deadline } from './deadlines.ts';
import type { Evidence } from './evidence.ts';
import type { ClaimType, Occurrence, ScoreFeature } from './occurrence.ts';
import type { Selection } from './selection.ts';
import type { Rating, Waivable } from './rubric.ts';

export type ClaimCommand =
  | {
      type: 'propose-claim';
      claimId: string;
      text: string;
      language: string;
      score: number;
      claimType: ClaimType;
      features: readonly ScoreFeature[];
      occurrences: readonly Occurrence[];
    }
  | {
      type: 'accept-claim';
      claimId: string;
      /** The editor's choice; null leaves it to the score and to what speaks for haste. */
      priority: number | null;
      /** Documents contradict each other in this claim's figures, as their sheets say. */
      figureConflict?: boolean | undefined;
    }
  | { type: 'decline-claim'; claimId: string; reason: string }
  | { type: 'merge-claim'; claimId: string; into: string; reason: string }
  | { type: 'add-occurrences'; claimId: string; from: string; occurrences: readonly Occurrence[] }
  | { type: 'route-claim'; claimId: string; deskId: string }
  | {
      type: 'assign-slot';
      claimId: string;
      assignmentId: string;
      reviewerId: string;
      /** This very slot; without it, the first that is open. */
      slot?: SlotAt | undefined;
      /** How the dispatcher or *take next* came to this claim and this person. */
      selection?: Selection | undefined;
      /** Why an editor chose this person. */
      reason?: string | undefined;
    }
  | {
      type: 'return-assignment';
      claimId: string;
      assignmentId: string;
      /** The holder's; null from an editor, who takes back whatever is there. */
      fence: number | null;
      reason: string;
    }
  | { type: 'expire-lease'; claimId: string; assignmentId: string; fence: number }
  /** The holder opens the claim, saves a draft or pins a passage. */
  | { type: 'renew-lease'; claimId: string; assignmentId: string; fence: number }
  | { type: 'pass-deadline'; claimId: string; assignmentId: string; fence: number; deadline: Deadline }
  | {
      type: 'record-verdict';
      claimId: string;
      assignmentId: string;
      fence: number;
      rating: Rating;
      rationale: string;
      evidence: readonly Evidence[];
    }
  | { type: 'withdraw-verdict'; claimId: string; assignmentId: string; fence: number }
  | { type: 'release-slot'; claimId: string; assignmentId: string; cause: LeavingCause }
  | { type: 'recall-claim'; claimId: string; reason: string }
  | { type: 'question-round'; claimId: string; round: number; personId: string }
  | { type: 'escalate-round'; claimId: string; round: number }
  | { type: 'override-policy'; claimId: string; requirement: Waivable; reason: string }
  | {
      type: 'adjudicate';
      claimId: string;
      rating: Rating;
      rationale: string;
      evidence: readonly Evidence[];
    }
  | { type: 'reopen-claim'; claimId: string; reason: string }
  | { type: 'publish-claim'; claimId: string; reportId: string; version: number };

export type ClaimCommandType = ClaimCommand['type'];

/** Why somebody may no longer hold a slot. */
export type LeavingCause = 'conflict-of-interest' | 'left-the-desk' | 'deactivated';

/**
 * Which status allows which command, and where the claim may stand afterwards. A command that is not in the row of
 * the claim's status is refused; `decide` adds the finer conditions, and a test holds every outcome against this table.
 */
export const TRANSITIONS: Record<
  ClaimStatus | 'none',
  Partial<Record<ClaimCommandType, readonly ClaimStatus[]>>
> = {
  none: { 'propose-claim': ['proposed'] },
  proposed: {
    'accept-claim': ['accepted', 'in-review'],
    'decline-claim': ['declined'],
    'merge-claim': ['merged'],
    'add-occurrences': ['proposed'],
  },
  accepted: {
    'route-claim': ['in-review'],
    'decline-claim': ['declined'],
    'merge-claim': ['merged'],
    'add-occurrences': ['accepted'],
  },
  'in-review': {
    'assign-slot': ['in-review'],
    'return-assignment': ['in-review'],
    'expire-lease': ['in-review'],
    'renew-lease': ['in-review'],
    'pass-deadline': ['in-review'],
    'escalate-round': ['in-review'],
    'record-verdict': ['in-review', 'contested', 'decided'],
    'withdraw-verdict': ['in-review'],
    'release-slot': ['in-review'],
    'recall-claim': ['accepted'],
    'override-policy': ['in-review'],
    'add-occurrences': ['in-review'],
  },
  contested: {
    adjudicate: ['decided'],
    'question-round': ['contested'],
    'override-policy': ['contested'],
    'add-occurrences': ['contested'],
  },
  decided: {
    'reopen-claim': ['in-review'],
    'question-round': ['decided'],
    'publish-claim': ['published'],
    'add-occurrences': ['decided'],
  },
  published: {
    'reopen-claim': ['in-review'],
    'question-round': ['published'],
    'publish-claim': ['published'],
    'add-occurrences': ['published'],
  },
  declined: { 'accept-claim': ['accepted', 'in-review'] },
  merged: {},
};

export const allows = (claim: Claim | null, command: ClaimCommandType): boolean =>
  TRANSITIONS[claim?.status ?? 'none'][command] !== undefined;
