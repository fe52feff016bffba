/** Outcomes in question, what publishers say of their documents, and what readers say is wrong. */
import { z } from 'zod';
import { CHALLENGE_STATUSES, REREVIEW_CAUSES, REREVIEW_STATUSES, TICKET_STATUSES } from '#domain';
import { Id, Instant, May, Page, pageOf, Passage, Reason, text, webAddress } from './primitives.ts';

const status = z.enum(REREVIEW_STATUSES);

export const Rereview = z
  .object({
    id: Id,
    claimId: Id,
    cause: z.enum(REREVIEW_CAUSES),
    /** The document version, the publisher's notice or the challenge; for new evidence and changed origins, the re-review itself. */
    causeId: Id,
    documentId: Id.nullable(),
    /** Passages the outcome rests on, and what stands in their place now; null: nothing was found. */
    changed: z.array(z.object({ passage: Passage, now: z.string().nullable() })),
    /** Passages that nobody had seen when the claim was judged. */
    evidence: z.array(Passage),
    reason: z.string().nullable(),
    /** The round whose outcome is in question. */
    round: z.int(),
    status,
    markedAt: Instant,
    markedBy: z.string(),
    settledAt: Instant.nullable(),
    settledBy: z.string().nullable(),
    settledFor: z.string().nullable(),
    /** The round in which the claim is looked at again. */
    nextRound: z.int().nullable(),
    edition: z.int(),
  })
  .meta({ id: 'Rereview' });
export const Rereviews = pageOf(Rereview, 'Rereviews');

export const RereviewFilter = Page.extend({ status: status.optional(), claimId: Id.optional() });
export type RereviewFilter = z.infer<typeof RereviewFilter>;

/** Evidence that came to light after a claim was judged. */
export const NewEvidence = z
  .object({ reason: Reason, evidence: z.array(Passage).max(50).default([]) })
  .meta({ id: 'NewEvidence' });
export type NewEvidence = z.infer<typeof NewEvidence>;

/** A correction or a retraction by the publisher: what it says, and where. */
export const NewNotice = z
  .object({
    reason: Reason,
    address: webAddress(2_000).nullable().default(null),
  })
  .meta({ id: 'NewNotice' });
export type NewNotice = z.infer<typeof NewNotice>;

/** As it stands: `noticeId` names it among the document's. */
export const Notice = z
  .object({
    id: Id,
    kind: z.enum(['correction', 'retraction']),
    reason: z.string(),
    address: z.string().nullable(),
    recordedAt: Instant,
  })
  .meta({ id: 'Notice' });

/** Characters. */
export const CHALLENGE_TEXT_MAX = 4_000;
export const CHALLENGE_CONTACT_MAX = 200;

/** What a reader sends. `website` is a trap: people do not see the field and leave it empty. */
export const NewChallenge = z
  .object({
    text: text(CHALLENGE_TEXT_MAX),
    contact: text(CHALLENGE_CONTACT_MAX, 0)
      .nullable()
      .default(null)
      .transform((contact) => contact?.trim() || null),
    website: z.string().max(2_000).default(''),
  })
  .meta({ id: 'NewChallenge' });
export type NewChallenge = z.infer<typeof NewChallenge>;

/** With the ticket a reader asks what became of it. Whoever has it learns the status and nothing else. */
export const Ticket = z.object({ ticket: z.string(), address: z.string() }).meta({ id: 'Ticket' });
export const TicketStatus = z.object({ status: z.enum(TICKET_STATUSES) }).meta({ id: 'TicketStatus' });

export const Challenge = z
  .object({
    id: Id,
    reportId: Id,
    reportVersion: z.int(),
    claimNumber: z.int(),
    claimId: Id,
    status: z.enum(CHALLENGE_STATUSES),
    receivedAt: Instant,
    /** In the reader's words; null once they are erased. */
    text: z.string().nullable(),
    contact: z.string().nullable(),
    rereviewId: Id.nullable(),
    reason: z.string().nullable(),
    decidedBy: z.string().nullable(),
    erasedFor: z.string().nullable(),
    edition: z.int(),
    may: May,
  })
  .meta({ id: 'Challenge' });
export const Challenges = pageOf(Challenge, 'Challenges');

export const ChallengeFilter = Page.extend({ status: z.enum(CHALLENGE_STATUSES).optional() });
export type ChallengeFilter = z.infer<typeof ChallengeFilter>;
