/** What the machine proposes about claims and documents, and what people made of it. */
import { z } from 'zod';
import { DEPENDENCE_KINDS, OPERATORS, ORIGIN_KINDS, PROPOSAL_STATUSES } from '#domain';
import { Id, Page, pageOf, Reason } from './primitives.ts';

export const ProposalFilter = Page.extend({ status: z.enum(PROPOSAL_STATUSES).optional() });
export type ProposalFilter = z.infer<typeof ProposalFilter>;

export const ConfirmDependence = z.object({ originId: Id, reason: Reason }).meta({ id: 'ConfirmDependence' });
export type ConfirmDependence = z.infer<typeof ConfirmDependence>;

const decided = {
  status: z.enum(PROPOSAL_STATUSES),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
  edition: z.int(),
};

export const Match = z
  .object({
    id: Id,
    claimId: Id,
    otherClaimId: Id,
    score: z.int(),
    strength: z.enum(['merge', 'suggest']),
    reasons: z.array(z.object({ kind: z.string(), detail: z.string() })),
    ...decided,
  })
  .meta({ id: 'Match' });
export const Matches = pageOf(Match, 'Matches');

export const Dependence = z
  .object({
    id: Id,
    kind: z.enum(DEPENDENCE_KINDS),
    documentId: Id,
    otherDocumentId: Id,
    why: z.string(),
    score: z.int(),
    passages: z.array(z.object({ versionId: Id, start: z.int(), end: z.int() })),
    originId: Id.nullable(),
    ...decided,
  })
  .meta({ id: 'Dependence' });
export const Dependences = pageOf(Dependence, 'Dependences');

const source = { documentId: Id, title: z.string(), publisher: z.string(), originIds: z.array(Id) };

/** What the accounts of a claim rest on: those of all documents that make it, under the claim itself or one that counts as one with it. */
export const ClaimOrigins = z
  .object({
    claimId: Id,
    /** How many of the sources certainly rest on different things. The verdict policy counts alike, over a verdict's own evidence. */
    independentOrigins: z.int(),
    sources: z.array(
      z.object({
        ...source,
        /** The claims of the cluster that it makes. */
        claimIds: z.array(Id),
        /** Proposals, not decided yet, that it shares an origin with another document: until then it counts as shared. */
        suspectedIds: z.array(Id),
      }),
    ),
    /** Documents that make none of these claims, but stand at the other end of a dependence. They are not counted. */
    neighbours: z.array(z.object(source)),
    origins: z.array(z.object({ id: Id, kind: z.enum(ORIGIN_KINDS), title: z.string() })),
    dependences: z.array(Dependence),
  })
  .meta({ id: 'ClaimOrigins' });

const at = { documentId: Id, claimId: Id, speaker: z.string().nullable() };
const relation = z.enum(['same', 'compatible-bounds', 'differ', 'contradict']);

const row = z.object({
  ...at,
  text: z.string(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  operator: z.enum(OPERATORS),
});

/** Whose documents are set side by side: those of one claim, or all of the workspace. */
export const SheetsQuery = z.object({ claimId: Id.optional() });
export type SheetsQuery = z.infer<typeof SheetsQuery>;

/** What documents say of the same thing, side by side. Only figures of one measure, scope and extreme can be in conflict. */
export const FigureSheets = z
  .object({
    figures: z.array(z.object({ key: z.string(), measure: z.string(), relation, rows: z.array(row) })),
    dates: z.array(
      z.object({
        event: z.string(),
        relation,
        rows: z.array(
          z.object({ ...at, text: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
        ),
      }),
    ),
    /** One saying of one speaker in different words: translations and editing make them. */
    quotations: z.array(
      z.object({
        speaker: z.string(),
        quotations: z.array(z.object({ documentId: Id, claimId: Id, text: z.string() })),
      }),
    ),
    /** One figure, given by different speakers. */
    attributions: z.array(z.object({ measure: z.string(), rows: z.array(row) })),
  })
  .meta({ id: 'FigureSheets' });
