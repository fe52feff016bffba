/** What may be sent. Nothing here names the actor: that comes from authentication. */
import { z } from 'zod';
import {
  CLAIM_STATUSES,
  CLAIM_TYPES,
  CONFLICT_KINDS,
  ORIGIN_KINDS,
  REVIEWERS_SHOWN,
  RUBRIC_VERSION,
  WAIVABLE,
} from '#domain';
import { Evidence, Id, Language, Page, Rating, Reason, Role, SentInstant, Slug, text } from './primitives.ts';

export const ConfirmOrigin = z.object({ originId: Id, reason: Reason }).meta({ id: 'ConfirmOrigin' });
export type ConfirmOrigin = z.infer<typeof ConfirmOrigin>;

export const NewOrigin = z
  .object({
    kind: z.enum(ORIGIN_KINDS),
    title: text(300).describe('The desk’s own: readers of reports are not told it.'),
  })
  .meta({ id: 'NewOrigin' });
export type NewOrigin = z.infer<typeof NewOrigin>;

export const NameOrigin = z
  .object({
    publicTitle: text(300)
      .nullable()
      .describe('What readers of reports are told it is; null: its kind alone. It names nobody.'),
  })
  .meta({ id: 'NameOrigin' });
export type NameOrigin = z.infer<typeof NameOrigin>;

/** How readers ask for a correction and what happens then. */
export const SetCorrectionsPolicy = z
  .object({ correctionsPolicy: text(5_000) })
  .meta({ id: 'SetCorrectionsPolicy' });
export type SetCorrectionsPolicy = z.infer<typeof SetCorrectionsPolicy>;

export const NewProtectedPerson = z
  .object({ label: text(100), names: z.array(text(200)).min(1).max(50) })
  .meta({ id: 'NewProtectedPerson' });
export type NewProtectedPerson = z.infer<typeof NewProtectedPerson>;

export const NewPerson = z
  .object({
    name: text(200),
    roles: z.array(Role).min(1).max(6),
    languages: z.array(Language).min(1).max(50),
  })
  .meta({ id: 'NewPerson' });
export type NewPerson = z.infer<typeof NewPerson>;

/** `expiresAt` is the first moment at which it no longer works, at most 366 days from now; null: it works until it is revoked. */
export const NewToken = z
  .object({ role: Role, label: text(100), expiresAt: SentInstant.nullable().default(null) })
  .meta({ id: 'NewToken' });
export type NewToken = z.infer<typeof NewToken>;

export const NewConflict = z
  .object({ kind: z.enum(CONFLICT_KINDS), name: text(200) })
  .meta({ id: 'NewConflict' });
export type NewConflict = z.infer<typeof NewConflict>;

export const WithdrawConflict = NewConflict.extend({ reason: Reason }).meta({ id: 'WithdrawConflict' });
export type WithdrawConflict = z.infer<typeof WithdrawConflict>;

export const EditPerson = z
  .object({ languages: z.array(Language).min(1).max(50), skills: z.array(Slug).max(50) })
  .meta({ id: 'EditPerson' });
export type EditPerson = z.infer<typeof EditPerson>;

/** `until` is the first moment the person is back; null: not away. */
export const SetAvailability = z
  .object({ away: z.object({ from: SentInstant, until: SentInstant }).nullable() })
  .meta({ id: 'SetAvailability' });
export type SetAvailability = z.infer<typeof SetAvailability>;

const deskSettings = {
  name: text(200),
  topic: text(200),
  languages: z.array(Language).min(1).max(50),
  requiredSkills: z.array(Slug).max(20).default([]),
  independentVerdicts: z.int().min(1).max(3).default(2),
  verifiedOrigins: z.int().min(1).max(10).default(2),
  rubricVersion: z.int().min(1).max(RUBRIC_VERSION).default(RUBRIC_VERSION),
  leaseMinutes: z.int().min(1).max(43_200).default(2_880),
  dueHours: z.int().min(1).max(8_760).default(72),
  wipLimit: z.int().min(1).max(1_000).default(10),
};
export const NewDesk = z.object({ slug: Slug, ...deskSettings }).meta({ id: 'NewDesk' });
export type NewDesk = z.infer<typeof NewDesk>;

/** All settings, as they shall be: what is left out takes its default. */
export const EditDesk = z.object(deskSettings).meta({ id: 'EditDesk' });
export type EditDesk = z.infer<typeof EditDesk>;

const RoutingRule = z.object({
  name: text(100),
  deskId: Id,
  when: z.object({
    topics: z.array(text(100)).min(1).max(50).nullable().default(null),
    languages: z.array(Language).min(1).max(50).nullable().default(null),
    minPriority: z.int().min(0).max(1_000).nullable().default(null),
    maxPriority: z.int().min(0).max(1_000).nullable().default(null),
    figureConflict: z.boolean().nullable().default(null),
    protectedPerson: z.boolean().nullable().default(null),
  }),
});
/** In the order they are asked. */
export const SetRoutingRules = z
  .object({ rules: z.array(RoutingRule).max(100) })
  .meta({ id: 'SetRoutingRules' });
export type SetRoutingRules = z.infer<typeof SetRoutingRules>;

export const ShowReviewers = z.object({ as: z.enum(REVIEWERS_SHOWN) }).meta({ id: 'ShowReviewers' });
export type ShowReviewers = z.infer<typeof ShowReviewers>;

export const NewDeskMember = z.object({ personId: Id }).meta({ id: 'NewDeskMember' });
export type NewDeskMember = z.infer<typeof NewDeskMember>;

export const ClaimFilter = Page.extend({
  status: z.enum(CLAIM_STATUSES).optional(),
  deskId: Id.optional(),
  documentId: Id.optional(),
  /** Only claims whose outcome is in question, or only those whose is not. */
  needsRereview: z.stringbool().optional(),
});
export type ClaimFilter = z.infer<typeof ClaimFilter>;

export const PageQuery = Page;
export type PageQuery = z.infer<typeof PageQuery>;

/** A claim that a person found: in a language that is not read here, or where nothing was found. */
export const NewClaim = z
  .object({
    documentId: Id,
    /** null: the latest. */
    versionId: Id.nullable().default(null),
    /** The passage, word for word as it stands in the text. */
    exact: text(20_000),
    /** Where it begins, in code points of the canonical text; null: where it stands first. */
    start: z.int().min(0).nullable().default(null),
    /** A wording that stands alone; null: the passage is one. */
    text: text(2_000).nullable().default(null),
    /** Who says it, in the words of the text; null: the outlet does. */
    speaker: text(300).nullable().default(null),
    claimType: z.enum(CLAIM_TYPES).default('event-property'),
  })
  .meta({ id: 'NewClaim' });
export type NewClaim = z.infer<typeof NewClaim>;

/** Without a priority, check-worthiness and contradicting figures make one. */
export const AcceptClaim = z
  .object({ priority: z.int().min(0).max(1_000).nullable().default(null) })
  .meta({ id: 'AcceptClaim' });
export type AcceptClaim = z.infer<typeof AcceptClaim>;

export const WithReason = z.object({ reason: Reason }).meta({ id: 'WithReason' });
export type WithReason = z.infer<typeof WithReason>;

export const MergeClaim = z.object({ into: Id, reason: Reason }).meta({ id: 'MergeClaim' });
export type MergeClaim = z.infer<typeof MergeClaim>;

export const RouteClaim = z.object({ deskId: Id }).meta({ id: 'RouteClaim' });
export type RouteClaim = z.infer<typeof RouteClaim>;

export const AssignSlot = z.object({ reviewerId: Id, reason: Reason.optional() }).meta({ id: 'AssignSlot' });
export type AssignSlot = z.infer<typeof AssignSlot>;

/** Each for itself: what is refused does not keep back the others. */
export const AssignSlots = z
  .object({
    assignments: z
      .array(AssignSlot.extend({ claimId: Id }))
      .min(1)
      .max(200),
  })
  .meta({ id: 'AssignSlots' });
export type AssignSlots = z.infer<typeof AssignSlots>;

export const ReturnAssignment = z
  // An editor leaves the number out, and takes back whatever is there.
  .object({ fence: z.int().min(1).nullable().default(null), reason: Reason })
  .meta({ id: 'ReturnAssignment' });
export type ReturnAssignment = z.infer<typeof ReturnAssignment>;

const judgement = {
  rating: Rating,
  // An empty rationale is not malformed: the verdict policy answers it, with the other things that are missing.
  rationale: text(20_000, 0),
  evidence: z.array(Evidence).max(100).default([]),
};
export const RecordVerdict = z.object({ fence: z.int().min(1), ...judgement }).meta({ id: 'RecordVerdict' });
export type RecordVerdict = z.infer<typeof RecordVerdict>;

export const WithdrawVerdict = z.object({ fence: z.int().min(1) }).meta({ id: 'WithdrawVerdict' });
export type WithdrawVerdict = z.infer<typeof WithdrawVerdict>;

export const Adjudicate = z.object(judgement).meta({ id: 'Adjudicate' });
export type Adjudicate = z.infer<typeof Adjudicate>;

export const OverridePolicy = z
  .object({ requirement: z.enum(WAIVABLE), reason: Reason })
  .meta({ id: 'OverridePolicy' });
export type OverridePolicy = z.infer<typeof OverridePolicy>;

/** Each would be published as often as it is named. */
const ReportedClaims = z
  .array(Id)
  .max(500)
  .refine((ids) => new Set(ids).size === ids.length, 'names a claim twice: a report says each once')
  .meta({ uniqueItems: true });
const reportParts = { title: text(300), summary: text(5_000), claimIds: ReportedClaims };
export const NewReport = z.object({ slug: Slug, ...reportParts }).meta({ id: 'NewReport' });
export type NewReport = z.infer<typeof NewReport>;

export const EditReport = z
  .object({
    slug: Slug.optional().describe('Absent: it stays. A report that was published keeps it.'),
    correction: Reason.optional().describe(
      'Why the open correction replaces the published version. Absent: it stays.',
    ),
    ...reportParts,
  })
  .meta({ id: 'EditReport' });
export type EditReport = z.infer<typeof EditReport>;

export const PublishReport = z
  .object({
    overrideReason: Reason.nullable()
      .default(null)
      .describe('Why it is published although a gate is closed. Readers are told it, with what is missing.'),
  })
  .meta({ id: 'PublishReport' });
export type PublishReport = z.infer<typeof PublishReport>;
