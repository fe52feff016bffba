/** A claim with its rounds, and the assignments of those who judge it. */
import { z } from 'zod';
import { CLAIM_STATUSES, WAIVABLE } from '#domain';
import { Attribution, ClaimType, Figure, ScoreFeature } from './findings.ts';
import { Evidence, Id, Instant, May, pageOf, Passage, Rating } from './primitives.ts';
import { Rereview } from './rereviews.ts';
import { Finding } from './verdicts.ts';

const Occurrence = z.object({
  documentId: Id,
  title: z.string(),
  publisher: z.string(),
  passage: Passage,
  speaker: z.string().nullable(),
  attribution: Attribution.nullable(),
  figures: z.array(Figure),
});

const claimParts = {
  id: Id,
  text: z.string(),
  language: z.string(),
  score: z.int(),
  claimType: ClaimType,
  priority: z.int(),
  status: z.enum(CLAIM_STATUSES),
  edition: z.int(),
  deskId: Id.nullable(),
  proposedAt: Instant,
};

export const ClaimSummary = z
  .object({
    ...claimParts,
    rating: Rating.nullable(),
    /** Claims that are one by a match that is sure or confirmed have one cluster; its id is that of one of them. */
    clusterId: Id,
    /** Its outcome is in question. */
    needsRereview: z.boolean(),
    occurrences: z.array(Occurrence),
  })
  .meta({ id: 'ClaimSummary' });
export const Claims = pageOf(ClaimSummary, 'Claims');

const Verdict = z.object({
  reviewerId: Id,
  rating: Rating,
  rationale: z.string(),
  evidence: z.array(Evidence),
  recordedAt: Instant,
});

export const Assignment = z
  .object({
    id: Id,
    claimId: Id,
    claim: z.string(),
    deskId: Id,
    round: z.int(),
    /** Sent back with the verdict, with its withdrawal and with the return; its holder's alone. */
    fence: z.int().nullable(),
    status: z.enum(['held', 'submitted', 'returned', 'expired', 'released']),
    assignedAt: Instant,
    /** Its holder's alone: work moves it. */
    leaseUntil: Instant.nullable(),
    dueAt: Instant,
    /** Your own verdict, once submitted. */
    verdict: Verdict.omit({ reviewerId: true }).nullable(),
    /** On the authenticity of the documents it is about; not in lists. */
    findings: z.array(Finding).optional(),
    /** What its holder may do with it now; not in lists. */
    may: May.optional(),
  })
  .meta({ id: 'Assignment' });
export const Assignments = pageOf(Assignment, 'Assignments');

const Round = z.object({
  number: z.int(),
  deskId: Id,
  status: z.enum(['open', 'agreed', 'contested', 'settled', 'recalled']),
  /** Why an editor took the claim out of it. */
  recalledFor: z.string().nullable(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  policy: z.object({
    rubricVersion: z.int(),
    independentVerdicts: z.int(),
    verifiedOrigins: z.int(),
    leaseMinutes: z.int(),
    dueHours: z.int(),
  }),
  waivers: z.array(z.object({ requirement: z.enum(WAIVABLE), reason: z.string() })),
  /** How many slots nobody has taken; only for editors while the round is under seal. Whether the others are in is sealed. */
  openSlots: z.int().nullable(),
  /** Who holds or held a slot; only for editors while the round is under seal. */
  holders: z
    .array(z.object({ assignmentId: Id, reviewerId: Id, assignedAt: Instant, dueAt: Instant }))
    .nullable(),
  /** Since when editors know that it takes longer than its desk allows. */
  overdueSince: Instant.nullable(),
  /** What came to light about its judges since it was closed. */
  concerns: z.array(z.object({ personId: Id, cause: z.literal('conflict-of-interest'), raisedAt: Instant })),
  /** Sealed (null) until the round is closed; those of a round that was recalled until a later one has its outcome. */
  verdicts: z.array(Verdict).nullable(),
  decision: z
    .object({
      rating: Rating,
      method: z.enum(['agreement', 'adjudication']),
      decidedBy: z.array(z.string()),
      decidedAt: Instant,
      rationale: z.string().nullable(),
      evidence: z.array(Evidence),
    })
    .nullable(),
});

export const Claim = z
  .object({
    ...claimParts,
    reason: z.string().nullable(),
    mergedInto: Id.nullable(),
    clusterId: Id,
    /** Why it was found, and what spoke against it. */
    features: z.array(ScoreFeature),
    occurrences: z.array(Occurrence),
    rounds: z.array(Round),
    /** Something puts its outcome in question that no editor has dismissed or taken up. */
    needsRereview: z.boolean(),
    /** All that put an outcome of it in question, in the order it came up. */
    rereviews: z.array(Rereview),
    /** On the authenticity of the documents behind it: another question than whether the claim is true. */
    findings: z.array(Finding),
    /** The commands you may send now. */
    may: May,
  })
  .meta({ id: 'Claim' });
export type Claim = z.infer<typeof Claim>;
