/** Lines of the new text that may be edited forms of old ones, found by their words and measured by edit distance. */
import { bestMatch } from './approximate.ts';
import type { Version } from './version.ts';

export interface EditedPlace {
  /** Units of the new text's plain form. */
  readonly start: number;
  readonly end: number;
  /** Share of the quote that is unchanged, 0 to 1. */
  readonly similarity: number;
}

const FEWEST_UNITS = 24;
/** Longer quotes are whole sections; edit distance takes time in proportion to the square. */
const MOST_UNITS = 1500;
const MOST_LINES = 3;
const SHARED_WORDS = 0.5;
const LEAST_SIMILARITY = 0.75;
/** By how much the best line must beat the next. */
const CLEARLY = 0.1;
/** How far a match is widened to whole words. */
const LONGEST_WORD = 30;
/** A word on more lines finds nothing. */
const COMMON = 200;

export class EditedLines {
  readonly #version: Version;
  readonly #linesWith = new Map<string, number[]>();

  /** `known` are the lines that stand word for word in the old text: they are nobody's edited form. */
  constructor(version: Version, known: ReadonlySet<number>) {
    this.#version = version;
    for (const [i, { key }] of version.lines.entries()) {
      if (known.has(i)) continue;
      for (const word of new Set(wordsOf(key))) {
        const lines = this.#linesWith.get(word);
        if (lines) lines.push(i);
        else this.#linesWith.set(word, [i]);
      }
    }
  }

  /** `within`: lines of the new text, exclusive on both sides; null for all. null when no line is clearly the best. */
  find(quote: string, within: readonly [after: number, before: number] | null): EditedPlace | null {
    if (quote.length < FEWEST_UNITS || quote.length > MOST_UNITS) return null;
    const [best, next] = this.#candidates(quote, within)
      .map((line) => this.#measure(quote, line))
      .toSorted((a, b) => b.similarity - a.similarity);
    if (!best || best.similarity < LEAST_SIMILARITY) return null;
    return next && next.similarity > best.similarity - CLEARLY ? null : best;
  }

  #candidates(quote: string, within: readonly [number, number] | null): number[] {
    const words = new Set(wordsOf(quote));
    const shared = new Map<number, number>();
    for (const word of words) {
      const lines = this.#linesWith.get(word) ?? [];
      if (lines.length > COMMON) continue;
      for (const line of lines) {
        if (within && (line <= within[0] || line >= within[1])) continue;
        shared.set(line, (shared.get(line) ?? 0) + 1);
      }
    }
    return [...shared]
      .filter(([, count]) => count >= words.size * SHARED_WORDS)
      .toSorted(([a, x], [b, y]) => y - x || a - b)
      .slice(0, MOST_LINES)
      .map(([line]) => line);
  }

  #measure(quote: string, line: number): EditedPlace {
    const { text } = this.#version.plain;
    const { start = 0, end = 0 } = this.#version.lines[line] ?? {};
    const from = this.#version.plainUnitOf(start);
    // A quote may reach over the end of its line; a line may be far longer than the quote.
    const to = Math.min(
      Math.max(this.#version.plainUnitOf(end), from + 2 * quote.length),
      from + 4 * MOST_UNITS,
    );
    const match = bestMatch(quote, text.slice(from, to));
    if (!match) return { start: from, end: from, similarity: 0 };
    return {
      ...wholeWords(text, from + match.start, from + match.end),
      similarity: 1 - match.distance / quote.length,
    };
  }
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

const WORD = /[\p{L}\p{N}]/u;

function wholeWords(text: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  let to = end;
  const joins = (at: number): boolean => WORD.test(text[at - 1] ?? '') && WORD.test(text[at] ?? '');
  while (start - from < LONGEST_WORD && joins(from)) from -= 1;
  while (to - end < LONGEST_WORD && joins(to)) to += 1;
  while (from < to && text[from] === ' ') from += 1;
  while (to > from && text[to - 1] === ' ') to -= 1;
  return { start: from, end: to };
}
