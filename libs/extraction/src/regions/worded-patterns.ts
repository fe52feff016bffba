/**
 * Patterns each of which can match only where one of its words or marks stands: what a line holds, found out once, tells
 * which of them are worth trying. Most lines ask for none.
 */

/**
 * The pattern's words, in small letters, and its marks. Every match holds one of them: a word whole, without an ASCII
 * letter or digit on either side, or only its beginning ("subscri*") or end ("*copyright"); a mark anywhere.
 */
export type Worded = readonly [words: string, pattern: RegExp];

const EVERY = -1;
const PLAIN = /^[A-Za-z\d'’]+$/;

export class WordedPatterns {
  readonly patterns: readonly RegExp[];
  readonly #bits = new Map<string, number>();
  readonly #beginnings: (readonly [beginning: string, bit: number])[] = [];
  readonly #ends: (readonly [end: string, bit: number])[] = [];

  /** At most 31. */
  constructor(list: readonly Worded[]) {
    this.patterns = list.map(([, pattern]) => pattern);
    for (const [n, [words]] of list.entries())
      for (const word of words.split(/\s+/)) {
        if (word.endsWith('*')) this.#beginnings.push([word.slice(0, -1), 1 << n]);
        else if (word.startsWith('*')) this.#ends.push([word.slice(1), 1 << n]);
        else this.#bits.set(word, this.askedByMark(word) | (1 << n));
      }
  }

  /** Bit n for the n-th pattern. `word`: letters, digits and apostrophes as they stand together in a text. */
  askedBy(word: string): number {
    // An accent, another script, the Kelvin sign: where a word ends there, and what its small letters are, patterns judge.
    if (!PLAIN.test(word)) return EVERY;
    let asked = 0;
    // To a pattern the apostrophe ends a word, and one may stand before it.
    for (const part of word.toLowerCase().split(/['’]+/)) {
      asked |= this.#bits.get(part) ?? 0;
      for (const [beginning, bit] of this.#beginnings) if (part.startsWith(beginning)) asked |= bit;
      for (const [end, bit] of this.#ends) if (part.endsWith(end)) asked |= bit;
    }
    return asked;
  }

  /** As `askedBy`, of a character that no word holds. */
  askedByMark(mark: string): number {
    return this.#bits.get(mark) ?? 0;
  }

  /** The marks that patterns ask for. */
  get marks(): string[] {
    return [...this.#bits.keys()].filter((piece) => !PLAIN.test(piece));
  }

  /** `asked`: what all words and marks of the text ask for. */
  matches(n: number, asked: number, text: string): boolean {
    return (asked & (1 << n)) !== 0 && this.patterns[n]?.test(text) === true;
  }

  someMatches(asked: number, text: string): boolean {
    return asked !== 0 && this.patterns.some((_, n) => this.matches(n, asked, text));
  }
}
