/**
 * The only place where offsets change their unit. JavaScript strings count UTF-16 units; passages count Unicode code
 * points, because that is what the selectors mean and what tools in other languages count.
 */
export interface Span {
  /** Unicode code points into the canonical text. */
  start: number;
  /** Exclusive. */
  end: number;
}

/** One walk over the text, so that every conversion afterwards is a look-up or a short search. */
export class CodePoints {
  readonly text: string;
  readonly length: number;
  /** Code-point offsets that lie beyond U+FFFF, ascending: each of them takes two units. */
  readonly #astral: number[] = [];

  constructor(text: string) {
    this.text = text;
    let count = 0;
    for (const character of text) {
      if (character.length === 2) this.#astral.push(count);
      count += 1;
    }
    this.length = count;
  }

  /** The code point that holds, or begins at, this UTF-16 unit. */
  offsetOf(unit: number): number {
    // The k-th astral code point begins at its own offset plus k units, one for each before it.
    return Math.min(unit - this.#countWhere((astral, k) => astral + k < unit), this.length);
  }

  /** The UTF-16 unit at which this code point begins. */
  unitOf(offset: number): number {
    return offset + this.#countWhere((astral) => astral < offset);
  }

  spanOf(startUnit: number, endUnit: number): Span {
    return { start: this.offsetOf(startUnit), end: this.offsetOf(endUnit) };
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.unitOf(start), this.unitOf(end));
  }

  /** How many leading astral offsets satisfy the test; it must hold for a prefix of them. */
  #countWhere(test: (astral: number, k: number) => boolean): number {
    let low = 0;
    let high = this.#astral.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (test(this.#astral[middle] ?? 0, middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
