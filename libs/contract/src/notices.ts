/** Webhooks, mail, and jobs that were given up. */
import { z } from 'zod';
import { Id, Instant, Outcome, pageOf, text } from './primitives.ts';

export const NewWebhook = z
  .object({
    url: text(2_000).pipe(
      z.url({ protocol: /^https?$/, error: 'it is an address like https://hooks.example/countersign' }),
    ),
  })
  .meta({ id: 'NewWebhook' });
export type NewWebhook = z.infer<typeof NewWebhook>;

/** The secret is shown this once. */
export const RegisteredWebhook = z
  .object({ secret: z.string(), outcome: Outcome })
  .meta({ id: 'RegisteredWebhook' });

export const Webhook = z
  .object({
    id: Id,
    url: z.string(),
    status: z.enum(['active', 'removed']),
    reason: z.string().nullable(),
    edition: z.int(),
  })
  .meta({ id: 'Webhook' });
export const Webhooks = pageOf(Webhook, 'Webhooks');

export const Delivery = z
  .object({
    /** Sent with it, in the header Countersign-Delivery. */
    id: Id,
    /** The type of the event. */
    kind: z.string(),
    subject: z.string(),
    subjectId: Id,
    at: Instant,
    status: z.enum(['waiting', 'sent', 'dropped', 'dead']),
    attempts: z.int(),
    nextAt: Instant,
    sentAt: Instant.nullable(),
    lastError: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });
export const Deliveries = pageOf(Delivery, 'Deliveries');

/** Null: no mail. */
export const MailAddress = z.object({ address: z.email().max(254).nullable() }).meta({ id: 'MailAddress' });
export type MailAddress = z.infer<typeof MailAddress>;

export const DeadLetter = z
  .object({
    jobKey: z.string(),
    queue: z.string(),
    name: z.string(),
    /** Ids only. */
    data: z.unknown(),
    executions: z.int(),
    reason: z.string(),
    owner: z.string(),
    diedAt: Instant,
    replayedAt: Instant.nullable(),
    replayedBy: z.string().nullable(),
    status: z.enum(['dead', 'replaying', 'done']),
  })
  .meta({ id: 'DeadLetter' });
export const DeadLetters = pageOf(DeadLetter, 'DeadLetters');

/** Which are to be tried again; null: all that are dead. */
export const Replay = z
  .object({ jobKeys: z.array(text(300)).min(1).max(500).nullable().default(null) })
  .meta({ id: 'Replay' });
export type Replay = z.infer<typeof Replay>;

export const Replayed = z.object({ replayed: z.int() }).meta({ id: 'Replayed' });
