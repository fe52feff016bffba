/** What can happen to a claim, and what of it is under seal. */
import type { Concern, ReviewPolicy } from './claim.ts';
import type { LeavingCause } from './claim-commands.ts';
import type { Deadline } from './deadlines.ts';
import type { Evidence } from './evidence.ts';
import type { ClaimType, Occurrence, ScoreFeature } from './occurrence.ts';
import type { RoutedBy } from './routing.ts';
import type { Selection } from './selection.ts';
import type { Rating, Waivable } from './rubric.ts';

/** Or nobody may: the claim was taken out of review. */
export type ReleaseCause = LeavingCause | 'recalled';

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
  /** The round has no outcome; whoever had a slot in it was released before. */
  | { type: 'claim-recalled'; round: number; reason: string }
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
 * Events that only the person who caused them may know of while its round is under seal. They go to a stream of their own,
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
