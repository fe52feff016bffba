/** Whose turn it is, how the desks stand, and how far reviewers agree. */
import { z } from 'zod';
import { Id, Instant, SentInstant } from './primitives.ts';

export const Turns = z
  .object({
    items: z.array(
      z.object({
        /** What is to be done, such as `assignment`, `contested-claim` or `report-to-publish`. */
        kind: z.string(),
        subject: z.string(),
        id: z.string(),
        title: z.string(),
        why: z.string(),
        since: Instant,
        until: Instant.nullable(),
        claimId: Id.nullable(),
        deskId: Id.nullable(),
        /** For a slot that waits: how many members of the desk each reason keeps out. */
        reasons: z.record(z.string(), z.number()).nullable(),
      }),
    ),
    /** How many there are of each kind, also of those that are not listed yet. */
    counts: z.array(z.object({ kind: z.string(), count: z.int() })),
  })
  .meta({ id: 'Turns' });

export const OverviewQuery = z.object({ days: z.coerce.number().int().min(1).max(366).default(7) });
export type OverviewQuery = z.infer<typeof OverviewQuery>;

const hours = z.number().nullable();

export const Overview = z
  .object({
    days: z.int(),
    desks: z.array(
      z.object({
        deskId: Id,
        slug: z.string(),
        name: z.string(),
        paused: z.boolean(),
        /** Slots that nobody has. */
        waiting: z.int(),
        /** Slots that somebody was given in rounds that are open. How many verdicts are in is sealed. */
        assigned: z.int(),
        /** Claims in review of which a slot was due before now. */
        overdue: z.int(),
        contested: z.int(),
        /** Rounds closed in the last `days` days. */
        closed: z.int(),
        medianAgeHours: hours,
        medianHoursToClose: hours,
      }),
    ),
    reviewers: z.array(z.object({ personId: Id, name: z.string(), load: z.int(), closed: z.int() })),
  })
  .meta({ id: 'Overview' });

export const AgreementQuery = z.object({
  deskId: Id.optional(),
  /** Of rounds that closed at this time or later… */
  from: SentInstant.optional(),
  /** …and before this one. */
  until: SentInstant.optional(),
});
export type AgreementQuery = z.infer<typeof AgreementQuery>;

const share = z.number().nullable();

/** Null where a statistic is not defined: nothing to compare, or everybody always said the same. */
export const Agreement = z
  .object({
    claims: z.int(),
    comparable: z.int(),
    /** The share of pairs of verdicts on one claim that are equal. */
    percent: share,
    fleiss: z.object({ kappa: share, claims: z.int(), verdictsEach: z.int() }),
    krippendorff: z.object({
      alpha: share,
      /** Of those samples in which anybody said anything else; null when they are fewer than half. */
      interval: z.object({ low: z.number(), high: z.number() }).nullable(),
      confidence: z.number(),
      samples: z.int(),
      seed: z.int(),
    }),
    pairs: z.array(
      z.object({ raters: z.array(Id), items: z.int(), percent: z.number(), cohensKappa: share }),
    ),
  })
  .meta({ id: 'Agreement' });
