/** An article for an evaluation out of lines whose labels are known, without the line classifier. */
import { CodePoints } from '../../libs/extraction/src/code-points.ts';
import { sentencesIn } from '../../libs/extraction/src/sentences.ts';
import type { Article, Region, RegionLabel, Sentence } from '../../libs/extraction/src/types.ts';

export interface LabelledLines {
  readonly lines: readonly (readonly [RegionLabel, string])[];
  readonly publisher: string | null;
  /** YYYY-MM-DD. */
  readonly publishedAt: string | null;
}

export function labelledArticle({ lines, publisher, publishedAt }: LabelledLines): Article {
  const points = new CodePoints(lines.map(([, line]) => line).join('\n'));
  const regions: Region[] = [];
  let unit = 0;
  for (const [label, line] of lines) {
    regions.push({ ...points.spanOf(unit, unit + line.length), label, score: 1000 });
    unit += line.length + 1;
  }
  const sentences = sentencesIn(points).flatMap((span): Sentence[] => {
    const region = regions.find(({ start, end }) => start <= span.start && span.end <= end);
    return region ? [{ ...span, text: points.slice(span.start, span.end), label: region.label }] : [];
  });
  return { points, regions, sentences, title: null, publisher, publishedAt, language: 'en' };
}
