/** The figures of annotated or invented texts, read by the product, as figure sheets take them. */
import { CodePoints } from '../../libs/extraction/src/code-points.ts';
import { FigureReader } from '../../libs/extraction/src/figures/figure-reader.ts';
import { sentencesIn } from '../../libs/extraction/src/sentences.ts';
import type { FigureOccurrence } from '../../libs/extraction/src/sheets/occurrence.ts';
import type { Article, Figure, Sentence } from '../../libs/extraction/src/types.ts';
import type { GoldClaim, GoldText } from './gold.ts';

export interface FigureOfText {
  readonly figure: Figure;
  readonly sentence: Sentence;
}

/** Spans count code points of the text. */
export function figuresOf(text: string, publishedAt: string): FigureOfText[] {
  const points = new CodePoints(text);
  const article: Article = {
    points,
    regions: [],
    sentences: [],
    title: null,
    publisher: null,
    publishedAt,
    language: 'en',
  };
  const reader = new FigureReader(article);
  return sentencesIn(points).flatMap(({ start, end }) => {
    const sentence: Sentence = { start, end, text: points.slice(start, end), label: 'body' };
    return reader.read(sentence).map((figure) => ({ figure, sentence }));
  });
}

/** The figures of a text's claims; what no claim holds is left out, as it is page furniture or no news. */
export function occurrencesOf({ id, text, publisher, publishedAt, claims }: GoldText): FigureOccurrence[] {
  return figuresOf(text, publishedAt).flatMap(({ figure, sentence }) => {
    const claim = claimOf(claims, figure) ?? claimOf(claims, sentence);
    if (!claim) return [];
    return [
      {
        claimId: claim.id,
        documentId: id,
        publisher,
        publishedAt,
        figure,
        sentence: sentence.text,
        speaker: claim.attribution.who,
        quotes: [],
      },
    ];
  });
}

const claimOf = (
  claims: readonly GoldClaim[],
  span: { readonly start: number; readonly end: number },
): GoldClaim | undefined => claims.find(({ start, end }) => start < span.end && span.start < end);
