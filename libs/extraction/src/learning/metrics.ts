/** The figures that targets are written in. `scores` and `labels` run in parallel. */
type Labels = readonly (0 | 1)[];
type Scores = readonly number[];

export interface Counts {
  truePositive: number;
  falsePositive: number;
  falseNegative: number;
  trueNegative: number;
}

/** A score at the threshold counts as positive. */
export function countAt(scores: Scores, labels: Labels, threshold: number): Counts {
  const counts = { truePositive: 0, falsePositive: 0, falseNegative: 0, trueNegative: 0 };
  for (const [i, score] of scores.entries()) {
    if (score >= threshold) counts[labels[i] ? 'truePositive' : 'falsePositive'] += 1;
    else counts[labels[i] ? 'falseNegative' : 'trueNegative'] += 1;
  }
  return counts;
}

const share = (part: number, rest: number): number => part / (part + rest || 1);
export const precision = ({ truePositive, falsePositive }: Counts): number =>
  share(truePositive, falsePositive);
export const recall = ({ truePositive, falseNegative }: Counts): number => share(truePositive, falseNegative);
export const f1 = (counts: Counts): number => harmonicMean(precision(counts), recall(counts));
export const harmonicMean = (p: number, r: number): number => (2 * p * r) / (p + r || 1);
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / (values.length || 1);

/** The mean of F1 for the positive and for the negative class. */
export function macroF1(counts: Counts): number {
  const swapped = {
    truePositive: counts.trueNegative,
    falsePositive: counts.falseNegative,
    falseNegative: counts.falsePositive,
    trueNegative: counts.truePositive,
  };
  return (f1(counts) + f1(swapped)) / 2;
}

/** Ranking without a threshold: precision at the rank of every positive, averaged. */
export function averagePrecision(scores: Scores, labels: Labels): number {
  let hits = 0;
  let sum = 0;
  for (const [rank, i] of ranked(scores).entries()) {
    if (!labels[i]) continue;
    hits += 1;
    sum += hits / (rank + 1);
  }
  return hits ? sum / hits : 0;
}

/** The chance that a positive outranks a negative. */
export function areaUnderCurve(scores: Scores, labels: Labels): number {
  const positives = labels.filter(Boolean).length;
  const negatives = labels.length - positives;
  if (!positives || !negatives) return 0;
  let rankSum = 0;
  for (const [rank, i] of ranked(scores).toReversed().entries()) if (labels[i]) rankSum += rank + 1;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

const ranked = (scores: Scores): number[] =>
  scores.map((_, i) => i).toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
