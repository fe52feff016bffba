/** Five-word shingles of a text, with where each one stands, and how much of one text another contains. */

const SHINGLE_WORDS = 5;
/** A quotation longer than this is taken for a missing closing mark (UTF-16 units). */
const LONGEST_QUOTATION = 1200;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

export interface ShingledText {
  /** Folded words in reading order. */
  readonly words: readonly string[];
  /** Where each word begins and ends, in UTF-16 units of the text: two entries per word. */
  readonly bounds: readonly number[];
  /** The shingle that begins at each word, an unsigned 32-bit hash; shorter than `words` by four. */
  readonly shingles: Uint32Array;
  /** The distinct shingles. */
  readonly distinct: ReadonlySet<number>;
  /** The distinct shingles that stand outside quotation marks but for one word at most: the outlet's own wording. */
  readonly own: ReadonlySet<number>;
}

export function shingledText(text: string): ShingledText {
  const words: string[] = [];
  const bounds: number[] = [];
  for (const match of text.matchAll(WORD)) {
    words.push(fold(match[0]));
    bounds.push(match.index, match.index + match[0].length);
  }
  const hashes = words.map(hashOfWord);
  const shingles = new Uint32Array(Math.max(0, words.length - SHINGLE_WORDS + 1));
  for (let i = 0; i < shingles.length; i++) shingles[i] = hashOfShingle(hashes, i);
  const unquoted = countUnquoted(text, bounds);
  const own = new Set<number>();
  shingles.forEach((shingle, i) => {
    if ((unquoted[i + SHINGLE_WORDS] ?? 0) - (unquoted[i] ?? 0) >= SHINGLE_WORDS - 1) own.add(shingle);
  });
  return { words, bounds, shingles, distinct: new Set(shingles), own };
}

/** NFKC and accents removed: a re-keyed copy keeps its words and loses its typography. */
const fold = (word: string): string =>
  /^[a-z\d]+$/.test(word)
    ? word
    : word
        .toLowerCase()
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '');

/** FNV-1a. */
function hashOfWord(word: string): number {
  let h = 2166136261;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 16777619);
  return h >>> 0;
}

function hashOfShingle(words: readonly number[], first: number): number {
  let h = 0;
  for (let i = first; i < first + SHINGLE_WORDS; i++) {
    h = Math.imul(h ^ (words[i] ?? 0), 2246822519);
    h ^= h >>> 13;
  }
  // Bit operations give signed numbers; a minimum over signed hashes silently goes wrong.
  return h >>> 0;
}

/** How many of the first n words stand outside quotation marks, for every n. */
function countUnquoted(text: string, bounds: readonly number[]): number[] {
  const quoted = quotationsOf(text);
  const counts = [0];
  let next = 0;
  for (let i = 0; i < bounds.length; i += 2) {
    const start = bounds[i] ?? 0;
    while (next < quoted.length && (quoted[next]?.[1] ?? 0) <= start) next += 1;
    const inside = start >= (quoted[next]?.[0] ?? Infinity);
    counts.push((counts.at(-1) ?? 0) + (inside ? 0 : 1));
  }
  return counts;
}

/** Direct quotations as [start, end) in UTF-16 units. One that is not closed ends with its line. */
function quotationsOf(text: string): [number, number][] {
  const found: [number, number][] = [];
  let opened: number | null = null;
  const close = (end: number): void => {
    if (opened !== null && end - opened <= LONGEST_QUOTATION) found.push([opened, end]);
    opened = null;
  };
  for (const { 0: mark, index } of text.matchAll(/["“”„«»\n]/gu)) {
    if (mark === '\n' || mark === '”' || mark === '»' || (mark === '"' && opened !== null)) close(index);
    else if (opened === null) opened = index;
  }
  close(text.length);
  return found;
}

export function sharedIn(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const shingle of few) if (many.has(shingle)) shared += 1;
  return shared;
}
