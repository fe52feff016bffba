/** The two annotated seed texts: news on which nothing here was ever tuned. They are read where they lie, and not copied. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CodePoints } from '../../libs/extraction/src/code-points.ts';
import { SEEDS_DIR } from './data-folders.ts';
import { annotatedClaim, goldClaim, labelledLines, type GoldText } from './gold.ts';

const lineRange = z.tuple([z.number(), z.number()]);
/** UTF-16 units into the file. */
const placed = z.object({ seed: z.string(), start: z.number(), end: z.number() });
const seedAnnotation = z.object({
  seeds: z.array(
    z.object({
      id: z.string(),
      story: z.string(),
      publisherGuess: z.string(),
      /** Begins with a date; what stands behind it explains. */
      referenceDate: z.string(),
      headlineLine: z.number(),
      metadataLines: z.array(lineRange),
      captionLines: z.array(lineRange).default([]),
      neverClaimLines: z.array(lineRange),
      file: z.string(),
    }),
  ),
  claims: z.array(annotatedClaim.and(placed)),
  hardNegatives: z.array(z.object({ quote: z.string(), why: z.string() }).and(placed)),
});

/** Throws when the seed texts are not there. */
export function seedTexts(): GoldText[] {
  const all = seedAnnotation.parse(JSON.parse(readFileSync(path.join(SEEDS_DIR, 'dev-gold.json'), 'utf8')));
  return all.seeds.map((seed) => {
    const points = new CodePoints(readFileSync(path.join(SEEDS_DIR, seed.file), 'utf8'));
    const headline = seed.headlineLine;
    const spanOf = ({ start, end }: z.infer<typeof placed>) => points.spanOf(start, end);
    return {
      id: seed.id,
      title: points.text.split('\n')[headline - 1] ?? '',
      publisher: seed.publisherGuess,
      publishedAt: seed.referenceDate.slice(0, 'YYYY-MM-DD'.length),
      language: 'en',
      text: points.text,
      story: seed.story,
      lines: labelledLines(points, [
        ['headline', [[headline, headline]]],
        ['metadata', seed.metadataLines],
        ['caption', seed.captionLines],
        ['boilerplate', seed.neverClaimLines],
      ]),
      claims: all.claims.filter((one) => one.seed === seed.id).map((one) => goldClaim(one, spanOf(one))),
      hardNegatives: all.hardNegatives
        .filter((one) => one.seed === seed.id)
        .map((one) => ({ quote: one.quote, why: one.why, ...spanOf(one) })),
    };
  });
}
