/** Invented articles on leaks, studies, witnesses and wires: which rest on one origin is known, and must be proposed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { voicesIn } from '../../libs/extraction/src/attribution/attribute.ts';
import { creditsOf } from '../../libs/extraction/src/provenance/credits.ts';
import { proposeOrigins, type OriginDocument } from '../../libs/extraction/src/provenance/origins.ts';
import { upstreamOf } from '../../libs/extraction/src/provenance/upstream.ts';
import { REGION_LABELS } from '../../libs/extraction/src/types.ts';
import type { Evaluation } from './evaluation.ts';
import { labelledArticle } from './labelled-article.ts';

const inventedArticle = z.strictObject({
  id: z.string(),
  publisher: z.string(),
  publishedAt: z.iso.date(),
  lines: z.array(z.tuple([z.enum(REGION_LABELS), z.string()])),
});
const inventedArticles = z.strictObject({
  articles: z.array(inventedArticle),
  /** Groups of articles that rest on one origin; all other pairs are independent. */
  origins: z.array(z.array(z.string()).min(2)),
});

export const evaluation: Evaluation = {
  name: 'origins',
  run() {
    const { articles, origins } = inventedArticles.parse(
      JSON.parse(readFileSync(path.resolve('bench/eval/origins/articles.json'), 'utf8')),
    );
    const documents = articles.map(originDocument);
    // As documents come in: each beside all others. A pair is named in the order of the articles, as below.
    const orderOf = new Map(documents.map(({ id }, order) => [id, order]));
    const proposed = new Set(
      documents
        .flatMap((document) =>
          proposeOrigins(
            document,
            documents.filter((other) => other !== document),
          ),
        )
        .map(({ documents: pair }) =>
          pair.toSorted((a, b) => (orderOf.get(a) ?? 0) - (orderOf.get(b) ?? 0)).join(' '),
        ),
    );
    const expected = new Set(
      origins.flatMap((group) => group.flatMap((a, i) => group.slice(i + 1).map((b) => `${a} ${b}`))),
    );
    const right = [...proposed].filter((pair) => expected.has(pair)).length;
    const dataSet = `${articles.length} invented articles, built with`;
    return [
      {
        item: 'origins, expected pairs proposed',
        dataSet,
        figure: right / expected.size,
        wanted: { atLeast: 0.9 },
        counts: `${right} of ${expected.size}`,
      },
      {
        item: 'origins, independent pairs proposed',
        dataSet,
        figure: proposed.size - right,
        wanted: { atMost: 0 },
        counts: `${proposed.size - right} of ${(articles.length * (articles.length - 1)) / 2 - expected.size}`,
      },
    ];
  },
};

function originDocument({ id, lines, ...about }: z.infer<typeof inventedArticle>): OriginDocument {
  const article = labelledArticle({ lines, ...about });
  return {
    id,
    ...about,
    text: lines.flatMap(([label, line]) => (label === 'body' ? [line] : [])).join('\n'),
    credits: creditsOf(article),
    upstream: upstreamOf(article, voicesIn(article)),
  };
}
