import { addScores, both, scoreClaims, type Share } from './claims-score.ts';
import type { Measured } from './evaluation.ts';
import type { GoldText } from './gold.ts';
import { extract } from './pipeline.ts';

/** The figures of claim finding over the texts taken together. */
export function measureClaims(name: string, texts: readonly GoldText[]): Measured[] {
  const score = addScores(texts.map((gold) => scoreClaims(gold, extract(gold))));
  const dataSet = `${name} (${texts.length})`;
  const figure = (item: string, { hits, of }: Share, wanted: Measured['wanted']): Measured => ({
    item,
    dataSet,
    figure: of === 0 ? 0 : hits / of,
    wanted,
    counts: `${hits} of ${of}`,
  });
  const { high, medium, low } = score.found;
  return [
    figure('lines of page furniture that yield a claim', score.furniture, { atMost: 0.02 }),
    figure('claim recall, high tier', high, { atLeast: 0.95 }),
    figure('claim recall, high and medium tier', both(high, medium), { atLeast: 0.9 }),
    figure('claim recall, low tier', low, null),
    figure('hard negatives rejected', score.rejected, { atLeast: 0.5 }),
    figure('proposals that touch a claim of any tier', score.precise, { atLeast: 0.9 }),
    figure('quantities of found claims with the right value', score.quantities, { atLeast: 0.95 }),
    figure('dates of found claims resolved right', score.dates, null),
    figure('attribution precision, lenient', score.speakerPrecision, { atLeast: 0.85 }),
    figure("attribution precision, the outlet's own claims counted", score.speakerPrecisionOverAll, null),
    figure('attribution recall, lenient', score.speakerRecall, { atLeast: 0.75 }),
    figure("the outlet's own claims given a speaker", score.speakerInvented, null),
  ];
}
