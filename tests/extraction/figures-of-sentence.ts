import { CodePoints } from '../../libs/extraction/src/code-points.ts';
import { FigureReader } from '../../libs/extraction/src/figures/figure-reader.ts';
import type { Figure, Quantity } from '../../libs/extraction/src/types.ts';

/** The figures of one sentence; `before` stands in front of it in the text. */
export function figuresOfSentence(
  sentence: string,
  publishedAt: string | null = '2022-03-16',
  before = '',
): Figure[] {
  const points = new CodePoints(before + sentence);
  const span = points.spanOf(before.length, points.text.length);
  const text = points.slice(span.start, span.end);
  const article = {
    points,
    regions: [],
    sentences: [],
    title: null,
    publisher: null,
    publishedAt,
    language: 'en',
  };
  return new FigureReader(article).read({ ...span, text, label: 'body' });
}

export const quantitiesOfSentence = (sentence: string): Quantity[] =>
  figuresOfSentence(sentence).filter((figure): figure is Quantity => figure.kind !== 'date');

/** Pieces that the grammars know, to be thrown at them in any order. */
export const NEWS_PIECES = [
  'more than ',
  'between ',
  'from ',
  'to ',
  'and ',
  'or ',
  'a ',
  'half ',
  'third ',
  'million ',
  'hundred ',
  'twenty-',
  'one ',
  'in ',
  'of ',
  '12',
  '1,200 ',
  '2019',
  '£',
  '€',
  '% ',
  ' per cent ',
  'km ',
  '-year-old ',
  'aged ',
  'people ',
  'were killed ',
  'the ',
  'youngest ',
  ', ',
  '. ',
  'May ',
  'Tuesday ',
  'last ',
  'since ',
  'early ',
  'end of ',
  'ago ',
  'years ',
  '1990s ',
  '/',
  '–',
  '😀',
  '事',
  'ش',
  '٣',
  '½',
  '\u202F',
] as const;
