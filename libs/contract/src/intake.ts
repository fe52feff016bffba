/** Handing documents in, and what became of them. */
import { z } from 'zod';
import { INTAKE_STATUSES } from '#domain';
import { Warning } from './findings.ts';
import { Id, Instant, Language, pageOf, SentDay, text, webAddress } from './primitives.ts';

const TEXT_MAX = 1_000_000;
const BASE64_MAX = 1_900_000;
const URL_MAX = 2_048;

/**
 * One of text, bytesBase64 and url; or a file beside these fields, in a multipart request. Text and bytes are read at once
 * and need a title and a publisher; of a file and an address, what is left out is taken from the document itself.
 */
export const NewDocument = z
  .object({
    title: text(500).nullable().default(null),
    language: Language.nullable().default(null),
    publisher: text(200).nullable().default(null),
    publishedAt: SentDay.nullable().default(null),
    /** A document of which this is a new capture. */
    documentId: Id.nullable().default(null),
    text: text(TEXT_MAX).optional(),
    /** The bytes as they came, for a text whose encoding the server shall find. */
    bytesBase64: z.base64().min(1).max(BASE64_MAX).optional(),
    url: webAddress(URL_MAX).optional(),
  })
  .meta({ id: 'NewDocument' });
export type NewDocument = z.infer<typeof NewDocument>;

const IntakeSource = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('file'),
    name: z.string().nullable(),
    mediaType: z.string().nullable(),
    bytesSha256: z.string(),
    sizeBytes: z.int(),
  }),
  z.object({ kind: z.literal('address'), url: z.string() }),
]);

export const Intake = z
  .object({
    id: Id,
    source: IntakeSource,
    status: z.enum(INTAKE_STATUSES),
    title: z.string().nullable(),
    publisher: z.string().nullable(),
    publishedAt: z.string().nullable(),
    language: z.string().nullable(),
    documentId: Id.nullable(),
    handedInAt: Instant,
    /** Why nothing came of it, in a sentence for a person. */
    refusal: Warning.nullable(),
    result: z
      .object({
        documentId: Id,
        versionId: Id,
        /** These very bytes were here already. */
        known: z.boolean(),
        warnings: z.array(Warning),
        finalUrl: z.string().nullable(),
        warcSha256: z.string().nullable(),
      })
      .nullable(),
    /** How far it has got; bytes, or steps. */
    progress: z.object({ stage: z.string(), done: z.number(), total: z.number().nullable() }),
    edition: z.int(),
  })
  .meta({ id: 'Intake' });
export type Intake = z.infer<typeof Intake>;
export const Intakes = pageOf(Intake, 'Intakes');
