/**
 * Patterns each of which can match only where one of its words or marks stands: what a line holds, found out once, tells
 * which of them are worth trying. Most lines ask for none.
 */

/**
 * The pattern's words, in small letters, and its marks. Every match holds one of them: a word whole, without an ASCII
 * letter or digit on either side, or its beginning ("subscri*"); a mark anywhere.
 */
export type Worded = readonly [words: string, pattern: RegExp];

export class WordedPatterns {
  readonly patterns: readonly RegExp[];
  /** For each word, mark and beginning ("subscri*") the patterns that it asks for: bit n for the n-th. */
  readonly asked: ReadonlyMap<string, number>;

  /** At most 31. */
  constructor(list: readonly Worded[]) {
    const asked = new Map<string, number>();
    for (const [n, [words]] of list.entries())
      for (const word of words.split(/\s+/)) asked.set(word, (asked.get(word) ?? 0) | (1 << n));
    this.asked = asked;
    this.patterns = list.map(([, pattern]) => pattern);
  }

  /** `asked`: the bits of all words and marks of the text. */
  matches(n: number, asked: number, text: string): boolean {
    return (asked & (1 << n)) !== 0 && this.patterns[n]?.test(text) === true;
  }

  someMatches(asked: number, text: string): boolean {
    if (asked === 0) return false;
    for (let n = 0; n < this.patterns.length; n++) if (this.matches(n, asked, text)) return true;
    return false;
  }
}
