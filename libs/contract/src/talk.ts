/** Talk about claims, and who is looking at them. */
import { z } from 'zod';
import { THREAD_STATUSES } from '#domain';
import { Id, Instant, May, pageOf, Passage, text } from './primitives.ts';

const said = { text: text(5_000), mentions: z.array(Id).max(20).default([]) };

export const StartThread = z
  .object({ ...said, passage: Passage.nullable().default(null) })
  .meta({ id: 'StartThread' });
export type StartThread = z.infer<typeof StartThread>;

export const AddComment = z.object(said).meta({ id: 'AddComment' });
export type AddComment = z.infer<typeof AddComment>;

export const Thread = z
  .object({
    id: Id,
    claimId: Id,
    /** What is talked about, when it is not the claim as a whole. */
    passage: Passage.nullable(),
    status: z.enum(THREAD_STATUSES),
    resolvedBy: z.string().nullable(),
    comments: z.array(
      z.object({
        id: Id,
        text: z.string(),
        mentions: z.array(Id),
        by: z.string(),
        at: Instant,
        /** Only you are shown it, while its round is under seal. */
        sealed: z.boolean(),
      }),
    ),
    edition: z.int(),
    /** The commands you may send now. */
    may: May,
  })
  .meta({ id: 'Thread' });
export const Threads = pageOf(Thread, 'Threads');

/** Who else looks at the claim now; nobody where that would tell how far a sealed verdict is. */
export const Presence = z.object({ others: z.array(Id) }).meta({ id: 'Presence' });
