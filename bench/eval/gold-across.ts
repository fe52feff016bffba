/** What holds between the development texts: stories, claims that are the same, figures that differ, and what only looks so. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const textId = z.string();
const claimId = z.string();
/** A quantity of a claim, by the quantity's text. */
const row = z.strictObject({ claim: claimId, text: z.string() });

const across = z.strictObject({
  stories: z.array(z.strictObject({ story: z.string(), texts: z.array(textId).min(2) })),
  /** Groups of one claim in several texts, whatever its wording. */
  sameClaims: z.array(z.array(claimId).min(2)),
  /** Pairs about the same thing that give other figures: to be set side by side, never merged. */
  figuresDiffer: z.array(z.tuple([claimId, claimId])),
  figureSheets: z.array(
    z.strictObject({
      measure: z.string(),
      relation: z.enum(['same', 'compatible-bounds', 'differ', 'contradict']),
      why: z.string(),
      rows: z.array(row).min(2),
    }),
  ),
  /** Figures that no sheet may set against each other. */
  lookAlikes: z.array(z.strictObject({ rows: z.tuple([row, row]), why: z.string() })),
  quotationVariants: z.array(z.strictObject({ speaker: z.string(), claims: z.array(claimId).min(2) })),
  origins: z.array(
    z.strictObject({
      kind: z.enum(['copy', 'wire', 'shared-upstream']),
      texts: z.tuple([textId, textId]),
      original: textId,
      why: z.string(),
    }),
  ),
});

export type GoldAcross = z.infer<typeof across>;

export function goldAcross(): GoldAcross {
  return across.parse(
    JSON.parse(readFileSync(path.resolve('bench/eval/texts/development/across.json'), 'utf8')),
  );
}
