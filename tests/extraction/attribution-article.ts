import { voicesIn } from '../../libs/extraction/src/attribution/attribute.ts';
import { CodePoints } from '../../libs/extraction/src/code-points.ts';
import { sentencesIn } from '../../libs/extraction/src/sentences.ts';
import type { Article, Attribution, RegionLabel, Sentence } from '../../libs/extraction/src/types.ts';

export interface Attributed {
  readonly sentence: Sentence;
  readonly attribution: Attribution;
}

/** A text whose lines are all of one kind, unless `labels` says otherwise line by line. */
export function articleOf(text: string, labels: readonly RegionLabel[] = []): Article {
  const points = new CodePoints(text);
  const sentences = sentencesIn(points).map((span): Sentence => {
    const line = points.slice(0, span.start).split('\n').length - 1;
    return { ...span, text: points.slice(span.start, span.end), label: labels[line] ?? 'body' };
  });
  const about = { title: null, publisher: 'Harlow Herald', publishedAt: '2021-03-04', language: 'en' };
  return { points, regions: [], sentences, ...about };
}

export function attributed(text: string, labels: readonly RegionLabel[] = []): Attributed[] {
  const article = articleOf(text, labels);
  return voicesIn(article);
}

/** "Ines Duarte < Radio Port" for every sentence; the outlet, always last, is left out. */
export const speakers = (text: string, labels: readonly RegionLabel[] = []): string[] =>
  attributed(text, labels).map(({ attribution }) =>
    attribution.chain
      .slice(0, -1)
      .map(({ name }) => name)
      .join(' < '),
  );
