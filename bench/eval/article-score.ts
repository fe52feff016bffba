/** The metric of the article extraction benchmark: shingles of four words with multiplicity, each page weighing the same. */
import { harmonicMean, mean } from '../../libs/extraction/src/learning/metrics.ts';
import { wordsOf } from './article-pages.ts';

const SHINGLE = 4;

export interface ArticleScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Share of the pages whose words come out all right. */
  readonly exact: number;
}

export function articleScore(results: readonly { truth: string; predicted: string }[]): ArticleScore {
  const precisions: number[] = [];
  const recalls: number[] = [];
  const exact: number[] = [];
  for (const { truth, predicted } of results) {
    const wanted = shinglesOf(truth);
    const got = shinglesOf(predicted);
    let shared = 0;
    for (const [shingle, count] of got) shared += Math.min(count, wanted.get(shingle) ?? 0);
    const [wantedTotal, gotTotal] = [total(wanted), total(got)];
    if (gotTotal) precisions.push(shared / gotTotal);
    if (wantedTotal) recalls.push(shared / wantedTotal);
    exact.push(wordsOf(truth).join(' ') === wordsOf(predicted).join(' ') ? 1 : 0);
  }
  const [precision, recall] = [mean(precisions), mean(recalls)];
  return { precision, recall, f1: harmonicMean(precision, recall), exact: mean(exact) };
}

const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

function shinglesOf(text: string): Map<string, number> {
  const words = wordsOf(text);
  const counts = new Map<string, number>();
  for (let i = 0; i < Math.max(1, words.length - SHINGLE + 1); i++) {
    const shingle = words.slice(i, i + SHINGLE).join(' ');
    if (shingle) counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}
