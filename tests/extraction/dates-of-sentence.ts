import type { DateFigure } from '../../libs/extraction/src/types.ts';
import { figuresOfSentence } from './figures-of-sentence.ts';

/** A Wednesday. */
export const PUBLISHED = '2022-03-16';

export const datesOfSentence = (sentence: string, publishedAt: string | null = PUBLISHED): DateFigure[] =>
  figuresOfSentence(sentence, publishedAt).filter((figure): figure is DateFigure => figure.kind === 'date');

export const datesRead = (sentence: string, publishedAt?: string | null) =>
  datesOfSentence(sentence, publishedAt).map(({ text, from, to, certainty }) => [text, from, to, certainty]);
