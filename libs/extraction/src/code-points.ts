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

/** Where the first character from `unit` on stands that takes two UTF-16 units; the text's length when there is none. */
function beyondBasic(text: string, unit: number): number {
  const last = text.length - 1;
  for (let at = unit; at < last; at++)
    if ((text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) return at;
  return text.length;
}

/** How many code points the text has. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let at = beyondBasic(text, 0); at < text.length; at = beyondBasic(text, at + 2)) length -= 1;
  return length;
}

/** One walk over the text, so that every conversion afterwards is a look-up or a short search. */
export class CodePoints {
  readonly text: string;
  readonly length: number;
  /** Code-point offsets that lie beyond U+FFFF, ascending: each of them takes two units. */
  readonly #astral: number[] = [];

  constructor(text: string) {
    this.text = text;
    let astral = beyondBasic(text, 0);
    while (astral < text.length) {
      this.#astral.push(astral - this.#astral.length);
      astral = beyondBasic(text, astral + 2);
    }
    this.length = text.length - this.#astral.length;
  }

  /** The code point that holds, or begins at, this UTF-16 unit. */
  offsetOf(unit: number): number {
    if (this.#astral.length === 0) return Math.min(unit, this.length);
    // The k-th astral code point begins at its own offset plus k units, one for each before it.
    return Math.min(unit - this.#countWhere((astral, k) => astral + k < unit), this.length);
  }

  /** The UTF-16 unit at which this code point begins. */
  unitOf(offset: number): number {
    if (this.#astral.length === 0) return offset;
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
