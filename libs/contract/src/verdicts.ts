/** Drafts of verdicts, and findings about the authenticity of documents. */
import { z } from 'zod';
import { FINDING_RESULTS, STANCES } from '#domain';
import { Evidence, Id, Instant, pageOf, Passage, Rating, text } from './primitives.ts';

/** Evidence as it stands in a draft: anything may still be empty. */
const DraftEvidence = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('passage'),
    passage: Passage,
    stance: z.enum(STANCES),
    denial: z.boolean().default(false),
    answer: text(4_000, 0).nullable().default(null),
  }),
  z.object({
    kind: z.literal('search'),
    where: text(500, 0),
    query: text(1_000, 0),
    searchedAt: Instant.nullable(),
    result: text(4_000, 0),
  }),
  z.object({
    kind: z.literal('reply'),
    whom: text(300, 0),
    askedAt: Instant.nullable(),
    way: text(100, 0),
    answer: text(4_000, 0).nullable().default(null),
    answeredAt: Instant.nullable().default(null),
    denial: z.boolean().default(false),
    response: text(4_000, 0).exactOptional(),
  }),
]);

export const DraftContent = z
  .object({
    rating: Rating.nullable(),
    rationale: text(20_000, 0),
    evidence: z.array(DraftEvidence).max(100),
  })
  .meta({ id: 'DraftContent' });
export type DraftContent = z.infer<typeof DraftContent>;

/** `edition` is the ETag; 0 and no content before the first is saved. */
export const Draft = z
  .object({ edition: z.int(), content: DraftContent.nullable(), savedAt: Instant.nullable() })
  .meta({ id: 'Draft' });

const examination = {
  versionId: Id,
  result: z.enum(FINDING_RESULTS),
  /** The document is itself the record of what it says, not an account of it. */
  primarySource: z.boolean(),
  method: text(4_000),
  examiner: text(300),
  limits: text(4_000),
};

export const NewFinding = z
  .object({ ...examination, evidence: z.array(Evidence).max(50).default([]) })
  .meta({ id: 'NewFinding' });
export type NewFinding = z.infer<typeof NewFinding>;

/** Whether a document is what it purports to be; not whether what it says is true. */
export const Finding = z
  .object({
    id: Id,
    documentId: Id,
    ...examination,
    evidence: z.array(Evidence),
    recordedAt: Instant,
    recordedBy: z.string(),
    withdrawnFor: z.string().nullable(),
    edition: z.int(),
  })
  .meta({ id: 'Finding' });
export const Findings = pageOf(Finding, 'Findings');
