/** One version of a text, prepared for looking passages up in it. */
import { CodePoints, type Span } from '../code-points.ts';
import { linesOf, type Line } from './line-alignment.ts';
import { plainForm, type PlainForm } from './plain-form.ts';

const WORD = /[\p{L}\p{N}]/u;
/** A quote that occurs more often says nothing about its place. */
const MOST_PLACES = 500;

export class Version {
  readonly points: CodePoints;
  readonly plain: PlainForm;
  readonly lines: readonly Line[];

  constructor(text: string) {
    this.points = new CodePoints(text);
    this.plain = plainForm(text);
    this.lines = linesOf(text);
  }

  /** Where a quote in plain form stands as whole words, in units of the plain form. */
  placesOf(quote: string): number[] {
    const { text } = this.plain;
    const places: number[] = [];
    for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
      if (cutsNoWord(text, at) && cutsNoWord(text, at + quote.length)) places.push(at);
      if (places.length > MOST_PLACES) break;
    }
    return places;
  }

  /** Code points of the text for units of its plain form. */
  spanOf(start: number, end: number): Span {
    return this.points.spanOf(this.unitOf(start), this.plain.to[end - 1] ?? 0);
  }

  /** The unit of the text for a unit of its plain form. */
  unitOf(plainUnit: number): number {
    return this.plain.from[plainUnit] ?? this.points.text.length;
  }

  /** First unit of the plain form whose source lies at or behind this unit of the text. */
  plainUnitOf(unit: number): number {
    const { from } = this.plain;
    let low = 0;
    let high = from.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((from[middle] ?? 0) < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const cutsNoWord = (text: string, at: number): boolean =>
  !(WORD.test(text[at - 1] ?? '') && WORD.test(text[at] ?? ''));
