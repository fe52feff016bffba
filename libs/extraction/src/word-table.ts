/**
 * What is known of a word wherever it stands. Looking a word up costs more than reading it, and a text repeats most of its
 * words; they are found by their letters as they stand in the sentence, so that a known word is not even cut out of it.
 */
export class WordTable<T> {
  readonly #words: string[];
  readonly #known: (T | undefined)[];
  readonly #read: (word: string) => T;

  /** `read` gives what is known of a word; it may be called again for the same one. */
  constructor(read: (word: string) => T) {
    this.#words = Array.from({ length: SLOTS }, () => '');
    this.#known = Array.from({ length: SLOTS });
    this.#read = read;
  }

  /** Of the word from `start` to `end`, in UTF-16 units, end exclusive. */
  at(sentence: string, start: number, end: number): T {
    const slot = slotOf(sentence, start, end);
    const word = this.#words[slot] ?? '';
    const known = this.#known[slot];
    if (known !== undefined && word.length === end - start && sentence.startsWith(word, start)) return known;
    const piece = sentence.slice(start, end);
    const read = this.#read(piece);
    if (piece.length <= LONGEST_KEPT) {
      this.#words[slot] = piece;
      this.#known[slot] = read;
    }
    return read;
  }
}

/** One word for each, so that no text can make a table grow. */
const SLOTS = 1 << 15;
/** A longer one would be kept as a slice of its text, and the whole text in memory with it. */
const LONGEST_KEPT = 12;

/** By a hash of its units (FNV-1a). */
function slotOf(sentence: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ sentence.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}
