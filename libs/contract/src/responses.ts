/** What comes back. The serializer drops every field that is not named here. */
import { z } from 'zod';
import {
  CLAIM_STATUSES,
  CONFLICT_KINDS,
  ORIGIN_KINDS,
  REPORT_STATUSES,
  REVIEWERS_SHOWN,
  WAIVABLE,
} from '#domain';
import { Attribution, ClaimType, Figure, ScoreFeature } from './findings.ts';
import { Evidence, Id, Instant, Outcome, pageOf, Passage, Rating, Role } from './primitives.ts';
import { Rereview } from './rereviews.ts';
import { Finding } from './verdicts.ts';

export * from './document-responses.ts';
export * from './log.ts';

const may = z.array(z.string());

export const Me = z
  .object({
    workspaceId: Id,
    workspace: z.string(),
    personId: Id,
    name: z.string(),
    role: Role,
    languages: z.array(z.string()),
    /** How readers may know you, where the workspace shows reviewers. Nobody else here is told. */
    alias: z.string().nullable(),
  })
  .meta({ id: 'Me' });

export const Person = z
  .object({
    id: Id,
    name: z.string(),
    roles: z.array(Role),
    languages: z.array(z.string()),
    skills: z.array(z.string()),
    away: z.object({ from: Instant, until: Instant }).nullable(),
    active: z.boolean(),
    conflicts: z.array(z.object({ kind: z.enum(CONFLICT_KINDS), name: z.string() })),
    edition: z.int(),
  })
  .meta({ id: 'Person' });
export const People = pageOf(Person, 'People');

/** The token is shown this once. */
export const IssuedToken = z.object({ token: z.string(), outcome: Outcome }).meta({ id: 'IssuedToken' });

export const Origin = z
  .object({ id: Id, kind: z.enum(ORIGIN_KINDS), title: z.string() })
  .meta({ id: 'Origin' });
export const Workspace = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    correctionsPolicy: z.string(),
    origins: z.array(Origin),
    /** The rules by which accepted claims are routed, in the order they are asked. */
    routing: z.object({
      version: z.int(),
      rules: z.array(
        z.object({
          name: z.string(),
          deskId: Id,
          when: z.object({
            topics: z.array(z.string()).nullable(),
            languages: z.array(z.string()).nullable(),
            minPriority: z.int().nullable(),
            maxPriority: z.int().nullable(),
            figureConflict: z.boolean().nullable(),
            protectedPerson: z.boolean().nullable(),
          }),
        }),
      ),
    }),
    /** How readers see who judged: not at all, or under an alias. */
    reviewersShown: z.enum(REVIEWERS_SHOWN),
    edition: z.int(),
  })
  .meta({ id: 'Workspace' });

export const Desk = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    topic: z.string(),
    languages: z.array(z.string()),
    independentVerdicts: z.int(),
    verifiedOrigins: z.int(),
    leaseMinutes: z.int(),
    dueHours: z.int(),
    wipLimit: z.int(),
    requiredSkills: z.array(z.string()),
    rubricVersion: z.int(),
    /** Why nothing is handed out; null while the desk works. */
    pausedFor: z.string().nullable(),
    members: z.array(Id),
    openSlots: z.int(),
    edition: z.int(),
  })
  .meta({ id: 'Desk' });
export const Desks = pageOf(Desk, 'Desks');

/** An open slot that nobody may hold now, and how many members of the desk each reason keeps out. */
export const WaitingSlot = z
  .object({
    claimId: Id,
    claim: z.string(),
    round: z.int(),
    slot: z.int(),
    since: Instant,
    reasons: z.record(z.string(), z.int()),
  })
  .meta({ id: 'WaitingSlot' });
export const WaitingSlots = pageOf(WaitingSlot, 'WaitingSlots');

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
    may: may.optional(),
  })
  .meta({ id: 'Assignment' });
export const Assignments = pageOf(Assignment, 'Assignments');

const Round = z.object({
  number: z.int(),
  deskId: Id,
  status: z.enum(['open', 'agreed', 'contested', 'settled']),
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
  /** How many slots nobody has taken. Whether the others are in is sealed. */
  openSlots: z.int(),
  /** Who holds or held a slot; only for editors while the round is open. */
  holders: z
    .array(z.object({ assignmentId: Id, reviewerId: Id, assignedAt: Instant, dueAt: Instant }))
    .nullable(),
  /** Since when editors know that it takes longer than its desk allows. */
  overdueSince: Instant.nullable(),
  /** What came to light about its judges since it was closed. */
  concerns: z.array(z.object({ personId: Id, cause: z.literal('conflict-of-interest'), raisedAt: Instant })),
  /** Sealed (null) until the round is closed. */
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
    may,
  })
  .meta({ id: 'Claim' });
export type Claim = z.infer<typeof Claim>;

export const Report = z
  .object({
    id: Id,
    slug: z.string(),
    title: z.string(),
    summary: z.string(),
    claimIds: z.array(Id),
    status: z.enum(REPORT_STATUSES),
    correction: z.string().nullable(),
    signedOffBy: z.string().nullable(),
    withdrawnReason: z.string().nullable(),
    versions: z.array(z.object({ number: z.int(), publishedAt: Instant, pageSha256: z.string().nullable() })),
    /** Where readers find it, once a version is rendered. */
    address: z.string().nullable(),
    edition: z.int(),
    may,
  })
  .meta({ id: 'Report' });
export const Reports = pageOf(Report, 'Reports');

export const Registered = Outcome.extend({ originId: Id }).meta({ id: 'Registered' });

/** What came of each assignment asked for, in the order of asking. */
export const AssignedSlots = z
  .object({
    items: z.array(
      z.object({
        claimId: Id,
        outcome: Outcome.nullable(),
        refusal: z.object({ code: z.string(), detail: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'AssignedSlots' });
