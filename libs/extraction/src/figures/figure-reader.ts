/** Quantities and dates, sentence by sentence. */
import type { Article, Figure, Quantity, RegionLabel, Sentence } from '../types.ts';
import { calendarDate } from './calendar.ts';
import type { CalendarSpan } from './calendar-spans.ts';
import { datesOf, type DateReading } from './dates.ts';
import { isAfterSpeaking } from './dates-of-speaking.ts';
import { quantitiesOf, type QuantityReading } from './quantities.ts';
import { toldDatesOf } from './told-dates.ts';
import { tokenOf, tokensOf, type Token } from './tokens.ts';
import type { Word } from './vocabulary.ts';

/**
 * Reads the sentences of an article in their order, and knows the date that was told last: "nine days later" is nine days
 * from it. It is forgotten after `TOLD_FOR` sentences without a date, and between regions.
 */
export class FigureReader {
  readonly #article: Article;
  readonly #today: string | null;
  #told: CalendarSpan | null = null;
  #sentencesSince = 0;
  #label: RegionLabel | null = null;

  constructor(article: Article) {
    this.#article = article;
    this.#today = calendarDate(article.publishedAt);
  }

  /**
   * The figures of the next sentence in reading order; a date that holds a number ("two years ago") overlaps its quantity.
   * Spans are code points of the canonical text. Values are in the figure's unit ("£3bn" is 3e9 GBP, a decade ten years,
   * "a third" 0.333 of unit "share"); a rate is part of the unit ("GBP per year"). Relative dates refer to
   * `article.publishedAt`, or to the date told last where they say so, and to nothing else; without it they are vague.
   * English. Never throws.
   */
  read(sentence: Sentence): Figure[] {
    if (sentence.label !== this.#label || this.#sentencesSince > TOLD_FOR) this.#told = null;
    this.#label = sentence.label;
    const tokens = tokensOf(sentence.text);
    const isOfSpeaking = ({ start }: DateReading): boolean =>
      isAfterSpeaking(sentence.text.slice(0, tokens[start]?.start ?? 0));
    const named = datesOf(tokens, this.#today);
    const { dates, last } = toldDatesOf(tokens, named, this.#told, { today: this.#today, isOfSpeaking });
    this.#sentencesSince = last ? 0 : this.#sentencesSince + 1;
    this.#told = last ?? this.#told;
    return figuresOf(this.#article, sentence, tokens, dates);
  }
}

/** Sentences that may stand between a date and what is told from it. */
const TOLD_FOR = 2;

function figuresOf(
  article: Article,
  sentence: Sentence,
  tokens: readonly Token[],
  dates: readonly DateReading[],
): Figure[] {
  const { kept, indexes } = withoutDates(tokens, dates);
  const quantities = quantitiesOf(kept);
  if (dates.length === 0 && quantities.length === 0) return [];
  const base = article.points.unitOf(sentence.start);
  const place = (first: Token | undefined, last: Token | undefined): Place => {
    const start = first?.start ?? 0;
    const end = last?.end ?? 0;
    return {
      text: sentence.text.slice(start, end),
      start: article.points.offsetOf(base + start),
      end: article.points.offsetOf(base + end),
    };
  };
  const found: Figure[] = [];
  for (const { start, end, from, to, certainty } of dates) {
    const at = place(tokens[start], tokens[end - 1]);
    found.push({ kind: 'date', text: at.text, start: at.start, end: at.end, from, to, certainty });
  }
  const indexOf = (at: number): number => (indexes ? (indexes[at] ?? 0) : at);
  for (const quantity of quantities)
    found.push(placed(quantity, place(tokens[indexOf(quantity.from)], tokens[indexOf(quantity.to - 1)])));
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

type Place = Pick<Figure, 'text' | 'start' | 'end'>;

const placed = (
  { kind, operator, min, max, unit, measure, scope, aggregator }: QuantityReading,
  { text, start, end }: Place,
): Quantity => ({ kind, operator, min, max, unit, measure, scope, aggregator, text, start, end });

/** What stands for a date: no word, and of no class. */
const DATE: Word = { kind: 'date', text: '\u0000', lower: '\u0000', value: null, classes: 0 };

/** `indexes`: where each kept token stands in `tokens`, null when all are kept. Each date as one token, so that no quantity is read inside it; those that are quantities too stay as they are. */
function withoutDates(
  tokens: readonly Token[],
  dates: readonly DateReading[],
): { kept: readonly Token[]; indexes: readonly number[] | null } {
  if (dates.length === 0) return { kept: tokens, indexes: null };
  const kept: Token[] = [];
  const indexes: number[] = [];
  let next = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token) continue;
    while ((dates[next]?.end ?? Infinity) <= index) next += 1;
    const date = dates[next];
    const inside = date && !date.hasQuantity && index >= date.start;
    if (inside && index > date.start) continue;
    kept.push(inside ? tokenOf(DATE, token.start, token.end, token.spaced) : token);
    indexes.push(index);
  }
  return { kept, indexes };
}
