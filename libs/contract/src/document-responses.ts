/** A document with its versions, its text, and where the passages of earlier versions stand. */
import { z } from 'zod';
import { Figure, Region, Warning } from './findings.ts';
import { Id, Instant, Page, pageOf } from './primitives.ts';
import { Notice } from './rereviews.ts';

const documentParts = {
  id: Id,
  title: z.string(),
  publisher: z.string(),
  publishedAt: z.string().nullable(),
  language: z.string(),
  /** Where it was fetched from. */
  address: z.string().nullable(),
  receivedAt: Instant,
  /** What it rests on, as people confirmed it. */
  originIds: z.array(Id),
  /** What its publisher said about it since. */
  notices: z.array(Notice),
  edition: z.int(),
  versions: z.array(
    z.object({
      id: Id,
      bytesSha256: z.string(),
      textSha256: z.string(),
      characters: z.int(),
      mediaType: z.string(),
      receivedAt: Instant,
      /** What could not be read. */
      warnings: z.array(Warning),
      /** null while extraction has not run. */
      claimsFound: z.int().nullable(),
      /** Why no claims were looked for. */
      notExtracted: Warning.nullable(),
      /** How many passages of the version before were looked for in this one; null while that has not been done. */
      anchorsMapped: z.int().nullable(),
      /** How many matches and dependences were proposed; null while matching has not run. */
      proposals: z.int().nullable(),
    }),
  ),
};
export const Document = z.object(documentParts).meta({ id: 'Document' });
export const DocumentWithText = z
  .object({
    ...documentParts,
    /** The canonical text of the latest version, or of the one asked for. */
    versionId: Id,
    text: z.string(),
    regions: z.array(Region),
    /** All figures of the text; empty while extraction has not run. */
    figures: z.array(Figure),
  })
  .meta({ id: 'DocumentWithText' });
export const Documents = pageOf(Document, 'Documents');

/** Where a passage of an earlier version stands in this one; an orphan waits for a person. */
export const Anchor = z
  .object({
    claimId: Id,
    place: z.object({
      kind: z.enum(['occurrence', 'evidence']),
      ordinal: z.int(),
      round: z.int().optional(),
      slot: z.int().optional(),
    }),
    fromVersionId: Id,
    score: z.int(),
    found: z.object({ start: z.int(), end: z.int(), exact: z.string(), method: z.string() }).nullable(),
  })
  .meta({ id: 'Anchor' });
export const Anchors = pageOf(Anchor, 'Anchors');

/** A model is asked about sixty sentences at a time, and what it answers may be a megabyte. */
export const ModelRunsQuery = Page.extend({ limit: z.coerce.number().int().min(1).max(20).default(10) });
export type ModelRunsQuery = z.infer<typeof ModelRunsQuery>;

/** One request to a language model about a version: what was sent, what came back, and what was made of it. */
export const ModelRun = z
  .object({
    id: Id,
    versionId: Id,
    madeAt: Instant,
    run: z.object({
      endpoint: z.string(),
      model: z.string(),
      sent: z.array(z.object({ role: z.string(), content: z.string() })),
      /** As it came; null when nothing did. */
      received: z.string().nullable(),
      error: z.string().nullable(),
      /** How many proposals stand in the text and became claims. */
      accepted: z.int(),
      rejected: z.array(
        z.object({
          claim: z.object({
            sentence: z.int(),
            quote: z.string(),
            normalised: z.string(),
            figures: z.array(z.string()),
          }),
          why: z.string(),
        }),
      ),
      /** Code points in the canonical text, end exclusive; `isRead`: the local methods see a figure there too. */
      figures: z.array(z.object({ start: z.int(), end: z.int(), text: z.string(), isRead: z.boolean() })),
      figuresRejected: z.array(z.string()),
      sentencesNotAsked: z.int(),
    }),
  })
  .meta({ id: 'ModelRun' });
export const ModelRuns = pageOf(ModelRun, 'ModelRuns');
