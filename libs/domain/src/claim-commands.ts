/** What can be asked of a claim, what can happen to it, and the one table of which status allows what. */
import type { Claim, ClaimStatus, Concern, ReviewPolicy, SlotAt } from './claim.ts';
import type { Deadline } from './deadlines.ts';
import type { Evidence } from './evidence.ts';
import type { ClaimType, Occurrence, ScoreFeature } from './occurrence.ts';
import type { RoutedBy } from './routing.ts';
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
  | { type: 'release-slot'; claimId: string; assignmentId: string; cause: ReleaseCause }
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
export type ReleaseCause = 'conflict-of-interest' | 'left-the-desk' | 'deactivated';

/** A slot that is open again, at its new fencing number. */
interface FreedSlot {
  assignmentId: string;
  reviewerId: string;
  round: number;
  slot: number;
  fence: number;
}

export type ClaimEvent =
  | {
      type: 'claim-proposed';
      text: string;
      language: string;
      score: number;
      claimType: ClaimType;
      features: readonly ScoreFeature[];
      occurrences: readonly Occurrence[];
    }
  | { type: 'claim-accepted'; priority: number; figureConflict: boolean }
  | { type: 'claim-declined'; reason: string }
  | { type: 'claim-merged'; into: string; reason: string }
  | { type: 'occurrences-added'; from: string; occurrences: readonly Occurrence[] }
  | {
      type: 'round-opened';
      round: number;
      deskId: string;
      policy: ReviewPolicy;
      /** null: routed by hand, or opened again at the same desk. */
      routedBy: RoutedBy | null;
    }
  | {
      type: 'slot-assigned';
      round: number;
      slot: number;
      assignmentId: string;
      reviewerId: string;
      fence: number;
      leaseUntil: string;
      dueAt: string;
      selection: Selection;
    }
  | ({ type: 'slot-returned'; reason: string } & FreedSlot)
  | ({ type: 'lease-expired' } & FreedSlot)
  | { type: 'lease-renewed'; assignmentId: string; reviewerId: string; fence: number; leaseUntil: string }
  /** The holder is reminded; when it is overdue, an editor is told. */
  | {
      type: 'deadline-passed';
      assignmentId: string;
      reviewerId: string;
      fence: number;
      deadline: Deadline;
      assignedAt: string;
      dueAt: string;
    }
  | ({ type: 'slot-released'; cause: ReleaseCause } & FreedSlot)
  | {
      type: 'verdict-recorded';
      assignmentId: string;
      reviewerId: string;
      rating: Rating;
      rationale: string;
      evidence: readonly Evidence[];
    }
  | {
      type: 'verdict-withdrawn';
      assignmentId: string;
      reviewerId: string;
      fence: number;
      leaseUntil: string;
    }
  /** Told to editors. It says nothing of who is late, or whether anybody is in. */
  | { type: 'round-overdue'; round: number }
  | { type: 'round-questioned'; round: number; personId: string; cause: Concern['cause'] }
  | { type: 'policy-overridden'; round: number; requirement: Waivable; reason: string }
  | { type: 'claim-contested'; round: number }
  | {
      type: 'claim-decided';
      round: number;
      method: 'agreement' | 'adjudication';
      rating: Rating;
      decidedBy: readonly string[];
      rationale: string | null;
      evidence: readonly Evidence[];
    }
  | { type: 'claim-reopened'; reason: string }
  | { type: 'claim-published'; reportId: string; version: number };

/**
 * Events that only the person who caused them may know of until the round closes. They go to a stream of their own,
 * the assignment's ballot: in the claim's, the next entry's number would tell that one is missing. Where a round wants one
 * verdict, it is in the claim's: it closes the round.
 */
export const SEALED_EVENTS = [
  'verdict-recorded',
  'verdict-withdrawn',
  'lease-renewed',
  'deadline-passed',
] as const;
type SealedEvent = Extract<ClaimEvent, { type: (typeof SEALED_EVENTS)[number] }>;

export const isSealed = (event: { readonly type: string }): event is SealedEvent =>
  SEALED_EVENTS.some((type) => type === event.type);

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
