/** Extraction as the evaluation sees it: one proposal for each place where a claim was found. */
import { findClaims } from '#extraction';
import { CodePoints, type Span } from '../../libs/extraction/src/code-points.ts';
import { sentencesIn } from '../../libs/extraction/src/sentences.ts';
import type { GoldText } from './gold.ts';

export interface ProposedQuantity extends Span {
  readonly operator: string;
  /** null: open on this side. */
  readonly min: number | null;
  readonly max: number | null;
  readonly unit: string | null;
}

export interface ProposedDate extends Span {
  readonly from: string | null;
  readonly to: string | null;
}

/** Spans count code points of the text. */
export interface Proposal extends Span {
  /** null: the outlet itself. */
  readonly speaker: { readonly name: string; readonly kind: string } | null;
  readonly quantities: readonly ProposedQuantity[];
  readonly dates: readonly ProposedDate[];
}

export interface Extracted {
  readonly proposals: readonly Proposal[];
  /** Every sentence, proposed or not. */
  readonly sentences: readonly Span[];
}

export function extract({ text }: GoldText): Extracted {
  const proposals = findClaims(text).map(({ passage, speaker, figures }): Proposal => {
    const quantities = figures.flatMap(({ start, end, operator, value, unit }): ProposedQuantity[] => {
      if (unit === 'date' || unit === 'year') return [];
      const min = operator.startsWith('<') ? null : value;
      const max = operator.startsWith('>') ? null : value;
      return [{ start, end, operator, min, max, unit }];
    });
    return {
      start: passage.start,
      end: passage.end,
      speaker: speaker === null ? null : { name: speaker, kind: 'person' },
      quantities,
      dates: [],
    };
  });
  return { proposals, sentences: sentencesIn(new CodePoints(text)) };
}
