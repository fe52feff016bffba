/** Extraction as the evaluation sees it: one proposal for each place where a claim was found. */
import { extractClaims, labelText, type Span } from '#extraction';
import type { DateFigure, Quantity } from '../../libs/extraction/src/types.ts';
import type { GoldText } from './gold.ts';

export type ProposedQuantity = Pick<Quantity, 'start' | 'end' | 'operator' | 'min' | 'max' | 'unit'>;
export type ProposedDate = Pick<DateFigure, 'start' | 'end' | 'from' | 'to'>;

/** Spans count code points of the text. */
export interface Proposal extends Span {
  /** null: the outlet itself. */
  readonly speaker: string | null;
  readonly quantities: readonly ProposedQuantity[];
  readonly dates: readonly ProposedDate[];
}

export interface Extracted {
  readonly proposals: readonly Proposal[];
  /** Every sentence, proposed or not. */
  readonly sentences: readonly Span[];
}

/** The text is read as a page pasted by hand is: nothing tells its article from its furniture. */
export function extract({ text, title, publisher, publishedAt, language }: GoldText): Extracted {
  const regions = labelText(text);
  const { claims, sentences } = extractClaims({ text, regions, title, publisher, publishedAt, language });
  const proposals = claims.flatMap(({ occurrences }) =>
    occurrences.map(({ passage: { start, end }, attribution, figures }): Proposal => {
      const speaker = attribution.chain[0]?.role === 'outlet' ? null : (attribution.chain[0]?.name ?? null);
      const dates = figures.filter((figure) => figure.kind === 'date');
      const quantities = figures.filter((figure) => figure.kind !== 'date');
      return { start, end, speaker, quantities, dates };
    }),
  );
  return { proposals, sentences };
}
