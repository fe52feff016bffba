/** What extraction says of a text: who says a claim there, which figures stand in it, how the text is laid out. */
import { z } from 'zod';
import {
  AGGREGATORS,
  CLAIM_TYPES,
  LINK_ROLES,
  OPERATORS,
  QUANTITY_KINDS,
  REGION_LABELS,
  SPEAKER_KINDS,
  SPEECH_MODES,
  SPEECH_STANCES,
} from '#domain';

/** Offsets in Unicode code points of the version's canonical text, end exclusive. */
const span = { start: z.int(), end: z.int() };

export const Attribution = z
  .object({
    /** From the one who says it to the outlet that prints it. */
    chain: z.array(
      z.object({
        role: z.enum(LINK_ROLES),
        name: z.string(),
        kind: z.enum(SPEAKER_KINDS),
        span: z.object(span).nullable(),
      }),
    ),
    mode: z.enum(SPEECH_MODES),
    stance: z.enum(SPEECH_STANCES),
    carried: z.boolean(),
  })
  .meta({ id: 'Attribution' });

export const Figure = z
  .union([
    z.object({
      ...span,
      text: z.string(),
      kind: z.enum(QUANTITY_KINDS),
      operator: z.enum(OPERATORS),
      min: z.number().nullable(),
      max: z.number().nullable(),
      unit: z.string().nullable(),
      measure: z.string().nullable(),
      scope: z.string().nullable(),
      aggregator: z.enum(AGGREGATORS).nullable(),
    }),
    z.object({
      ...span,
      text: z.string(),
      kind: z.literal('date'),
      from: z.string().nullable(),
      to: z.string().nullable(),
      certainty: z.enum(['explicit', 'resolved', 'vague']),
    }),
  ])
  .meta({ id: 'Figure' });

export const ClaimType = z.enum(CLAIM_TYPES).meta({ id: 'ClaimType' });

export const ScoreFeature = z
  .object({ code: z.string(), contribution: z.number() })
  .meta({ id: 'ScoreFeature' });

/** A stretch of whole lines of the canonical text; together they cover every line that is not blank. */
export const Region = z
  .object({ label: z.enum(REGION_LABELS), ...span, score: z.int() })
  .meta({ id: 'Region' });

/** Something a person should know, with a stable code. */
export const Warning = z.object({ code: z.string(), sentence: z.string() }).meta({ id: 'Warning' });
