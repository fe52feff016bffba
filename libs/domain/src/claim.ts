/** A claim and its rounds of review: what is stored, and what a sequence of events makes of it. */
import type { Deadline } from './deadlines.ts';
import type { Evidence } from './evidence.ts';
import type { ClaimType, Occurrence, ScoreFeature } from './occurrence.ts';
import type { Rating, Waivable } from './rubric.ts';

export const CLAIM_STATUSES = [
  'proposed',
  'accepted',
  'in-review',
  'contested',
  'decided',
  'published',
  'declined',
  'merged',
] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

export interface Claim {
  readonly id: string;
  /** The statement in normalised words. */
  readonly text: string;
  /** BCP 47 tag of the language that its reviewers must read. */
  readonly language: string;
  /** Check-worthiness, 0 to 1000. */
  readonly score: number;
  readonly claimType: ClaimType;
  /** Why it was found, and what spoke against it; empty for a claim that a person proposed. */
  readonly features: readonly ScoreFeature[];
  /** 0 to 1000; the higher, the sooner a desk fills its slots. */
  readonly priority: number;
  readonly status: ClaimStatus;
  /**
   * Counts the changes that everyone who may see the claim may know of. A sealed verdict does not move it, or
   * the number would tell a reviewer that another has submitted.
   */
  readonly edition: number;
  readonly deskId: string | null;
  /** Why it was declined, merged, recalled or reopened last. */
  readonly reason: string | null;
  readonly mergedInto: string | null;
  readonly proposedAt: string;
  readonly occurrences: readonly Occurrence[];
  readonly rounds: readonly Round[];
}

/** How a desk wants a claim reviewed; copied into the round, so that a later change of the desk cannot reach it. */
export interface ReviewPolicy {
  readonly rubricVersion: number;
  readonly independentVerdicts: number;
  readonly verifiedOrigins: number;
  readonly leaseMinutes: number;
  readonly dueHours: number;
}

/**
 * One pass of review. `open` while slots are empty, then `agreed`, or `contested` until an adjudicator has `settled` it;
 * or `recalled`: an editor took the claim out of review, and it has no outcome.
 */
export interface Round {
  readonly number: number;
  readonly deskId: string;
  readonly policy: ReviewPolicy;
  readonly status: 'open' | 'agreed' | 'contested' | 'settled' | 'recalled';
  /** Why it was recalled. */
  readonly recalledFor: string | null;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly waivers: readonly Waiver[];
  readonly slots: readonly Slot[];
  readonly decision: Decision | null;
  /** What came to light about those who judged it after it was closed: an editor decides what follows. */
  readonly concerns: readonly Concern[];
  /** Since when editors know that it takes longer than its desk allows; null while it does not. */
  readonly overdueSince: string | null;
}

/** Somebody whose judgement stands in a closed round has a conflict of interest with the claim: declared since, or come in with a merged claim. */
export interface Concern {
  readonly personId: string;
  readonly cause: 'conflict-of-interest';
  readonly raisedAt: string;
}

export interface Waiver {
  readonly requirement: Waivable;
  readonly reason: string;
}

export interface Slot {
  readonly number: number;
  /** `closed`: its round was recalled, and nobody will have it. */
  readonly status: 'open' | 'held' | 'submitted' | 'closed';
  /** Raised by every assignment, return, expiry, release and withdrawal: a write that carries an older number is refused. */
  readonly fence: number;
  readonly assignments: readonly Assignment[];
}

/** One reviewer holding one slot, for a time. */
export interface Assignment {
  readonly id: string;
  readonly reviewerId: string;
  readonly fence: number;
  readonly status: 'held' | 'submitted' | 'returned' | 'expired' | 'released';
  readonly assignedAt: string;
  readonly leaseUntil: string;
  readonly dueAt: string;
  readonly endedAt: string | null;
  readonly reason: string | null;
  /** The one that counts, while it is submitted. */
  readonly verdict: Verdict | null;
  /** Withdrawn by their author, or fallen with the slot. They count for nothing, and stay on the record. */
  readonly setAside: readonly Verdict[];
  /** The deadlines it came to while its slot was held, and when that was noticed: each has one time, so it passes once. */
  readonly deadlines: Readonly<Partial<Record<Deadline, string>>>;
}

/** Sealed while its round is under seal. */
export interface Verdict {
  /** The slot's fencing number when it was recorded: what tells the verdicts of one slot apart. */
  readonly fence: number;
  readonly rating: Rating;
  readonly rationale: string;
  readonly evidence: readonly Evidence[];
  readonly recordedAt: string;
}

/** The effective verdict of a round: all slots agreed, or an adjudicator settled it. Dissent stays in the slots. */
export interface Decision {
  readonly rating: Rating;
  readonly method: 'agreement' | 'adjudication';
  readonly decidedBy: readonly string[];
  readonly decidedAt: string;
  /** The adjudicator's own; null for an agreement, whose grounds are its verdicts. */
  readonly rationale: string | null;
  readonly evidence: readonly Evidence[];
}

export const currentRound = (claim: Claim): Round | null => claim.rounds.at(-1) ?? null;

export const openRound = (claim: Claim): Round | null => {
  const round = currentRound(claim);
  return round?.status === 'open' ? round : null;
};

/** All its verdicts were in. */
export const hasOutcome = ({ status }: Round): boolean => status !== 'open' && status !== 'recalled';

/** Readers may have been told of it: such a claim can be reviewed again, and not be set aside. */
export const everHadOutcome = ({ rounds }: Pick<Claim, 'rounds'>): boolean => rounds.some(hasOutcome);

/**
 * Whether what was submitted in the round is kept from everybody but its authors: while it is open, and of one that was
 * recalled until a later one has its outcome. Who judges the claim then must not read what was made of it before, and whoever
 * recalls it must not be told by that what they could not see.
 */
export const isUnderSeal = ({ rounds }: Pick<Claim, 'rounds'>, round: Round): boolean =>
  !hasOutcome(round) && !rounds.some((later) => later.number > round.number && hasOutcome(later));

/** A slot as it stands at one of its fencing numbers. */
export interface SlotAt {
  readonly round: number;
  readonly number: number;
  readonly fence: number;
}

/** The slot asked for, if it is still open at that fencing number; without one, the first that is open. */
export function openSlot(claim: Claim, at?: SlotAt): Slot | null {
  const round = openRound(claim);
  const isMeant = ({ number, fence }: Slot) =>
    !at || (round?.number === at.round && number === at.number && fence === at.fence);
  return round?.slots.find((slot) => slot.status === 'open' && isMeant(slot)) ?? null;
}

/** The claim's words and those of its passages: what is searched for topics and names. */
export const textsOf = (claim: Claim): string[] => [
  claim.text,
  ...claim.occurrences.map(({ passage }) => passage.exact),
];

export const decisionOf = (claim: Claim): Decision | null => currentRound(claim)?.decision ?? null;

export function findAssignment(
  claim: Claim,
  assignmentId: string,
): { round: Round; slot: Slot; assignment: Assignment } | null {
  for (const round of claim.rounds)
    for (const slot of round.slots)
      for (const assignment of slot.assignments)
        if (assignment.id === assignmentId) return { round, slot, assignment };
  return null;
}

/** The assignments that have a slot of the round, with or without a verdict in it. */
export const occupying = (round: Round): Assignment[] =>
  round.slots.flatMap(({ assignments }) =>
    assignments.filter(({ status }) => status === 'held' || status === 'submitted'),
  );

/** Who judges the round while it is open, and whose judgement stands in it once it is closed. */
export const judgesOf = (round: Round): string[] => [
  ...new Set([...occupying(round).map(({ reviewerId }) => reviewerId), ...(round.decision?.decidedBy ?? [])]),
];

/** The verdicts that count in a round, in slot order. */
export const verdictsOf = (round: Round): { reviewerId: string; verdict: Verdict }[] =>
  round.slots.flatMap((slot) =>
    slot.assignments.flatMap(({ reviewerId, verdict }) => (verdict ? [{ reviewerId, verdict }] : [])),
  );

export interface Grounds {
  readonly rationales: string[];
  /** Who wrote each of them. */
  readonly authors: string[];
  readonly evidence: Evidence[];
}

/** Why a round was decided as it was: the adjudicator's grounds, or those of the verdicts that agree. */
export function groundsOf(round: Round): Grounds {
  const { decision } = round;
  if (decision && decision.rationale !== null) {
    const { rationale, decidedBy, evidence } = decision;
    return { rationales: [rationale], authors: [...decidedBy], evidence: [...evidence] };
  }
  const verdicts = verdictsOf(round);
  return {
    rationales: verdicts.map(({ verdict }) => verdict.rationale),
    authors: verdicts.map(({ reviewerId }) => reviewerId),
    evidence: verdicts.flatMap(({ verdict }) => verdict.evidence),
  };
}

/** Everybody who held a slot of the claim in any round, whether or not they submitted. */
export const holdersOf = (claim: Claim): Set<string> =>
  new Set(
    claim.rounds.flatMap((round) => round.slots.flatMap((slot) => slot.assignments.map((a) => a.reviewerId))),
  );
