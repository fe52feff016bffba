/** Quantities and dates on the annotated texts, read sentence by sentence: the claims need not be found for them. */
import { figuresOf, type FigureOfText } from './figure-occurrences.ts';
import type { Evaluation, Measured } from './evaluation.ts';
import { goldTexts, type GoldClaim, type TextSet } from './gold.ts';
import { sameDate, sameValue } from './same-figure.ts';

export const evaluation: Evaluation = {
  name: 'quantities',
  run: () => [...measured('development'), ...measured('held-out')],
};

function measured(set: TextSet): Measured[] {
  const scores = goldTexts(set).flatMap(({ text, publishedAt, claims }) => {
    const figures = figuresOf(text, publishedAt);
    return claims.map((claim) => score(claim, figures));
  });
  const share = (
    item: string,
    pick: (one: Score) => readonly boolean[],
    atLeast: number | null,
  ): Measured => {
    const all = scores.flatMap(pick);
    const hits = all.filter(Boolean).length;
    return {
      item,
      dataSet: `${set} texts`,
      figure: hits / Math.max(1, all.length),
      wanted: atLeast === null ? null : { atLeast },
      counts: `${hits} of ${all.length}`,
    };
  };
  return [
    share('quantities with the right value', ({ quantities }) => quantities, 0.95),
    share('dates resolved right', ({ dates }) => dates, 0.9),
  ];
}

interface Score {
  readonly quantities: readonly boolean[];
  readonly dates: readonly boolean[];
}

/** A figure counts where it touches the claim's quote. */
function score({ start, end, quantities, dates }: GoldClaim, figures: readonly FigureOfText[]): Score {
  const here = figures.flatMap(({ figure }) => (figure.start < end && start < figure.end ? [figure] : []));
  return {
    quantities: quantities.map((wanted) =>
      here.some((figure) => figure.kind !== 'date' && sameValue(wanted, figure)),
    ),
    dates: dates
      .filter(({ outsideQuote }) => outsideQuote !== true)
      .map((wanted) => here.some((figure) => figure.kind === 'date' && sameDate(wanted, figure))),
  };
}
