/** What is kept for somebody's protection, and what is no longer kept: erasures, and who is behind an alias. */
import { z } from 'zod';
import { ALIAS_OPENING_STATUSES, LEGAL_BASES } from '#domain';
import { Id, Instant, May, Outcome, pageOf, Reason, text } from './primitives.ts';

export const Alias = z.string().regex(/^[A-Z][a-z]{1,30}-[1-9][0-9]{2}$/, 'an alias like Heron-421');

/** A person who left, with everything personal; fields of one entry; or the text of a document's version and its quotes. */
export const NewErasure = z
  .object({
    target: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('person'), personId: Id }),
      z.object({
        kind: z.literal('fields'),
        leafHash: z.string().regex(/^[0-9a-f]{64}$/, 'the hash of an entry, as its history gives it'),
        names: z.array(text(64)).min(1).max(20),
      }),
      z.object({ kind: z.literal('version'), documentId: Id, versionId: Id }),
    ]),
    basis: z.enum(LEGAL_BASES),
    reason: Reason,
  })
  .meta({ id: 'NewErasure' });
export type NewErasure = z.infer<typeof NewErasure>;

export const NewAliasOpening = z.object({ alias: Alias, reason: Reason }).meta({ id: 'NewAliasOpening' });
export type NewAliasOpening = z.infer<typeof NewAliasOpening>;

export const AliasOpening = z
  .object({
    id: Id,
    alias: z.string(),
    reason: z.string(),
    requestedBy: z.string(),
    requestedAt: Instant,
    /** From then on it is neither approved nor opened. */
    lapsesAt: Instant,
    status: z.enum(ALIAS_OPENING_STATUSES),
    decidedBy: z.string().nullable(),
    decidedFor: z.string().nullable(),
    edition: z.int(),
    /** The commands you may send now. */
    may: May,
  })
  .meta({ id: 'AliasOpening' });
export const AliasOpenings = pageOf(AliasOpening, 'AliasOpenings');

/** Shown this once. */
export const OpenedAlias = z
  .object({ alias: z.string(), personId: Id, name: z.string(), outcome: Outcome })
  .meta({ id: 'OpenedAlias' });
