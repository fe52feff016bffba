/** Which of many texts may share a passage, without comparing all pairs. */
import { sharedIn, type ShingledText } from './shingles.ts';

/** In shingles: of so many neighbours the smallest hash is filed. Texts that share 12 words in a row share one. */
const WINDOW = 8;
/** One fingerprint in common is a stock phrase. */
const FEWEST_IN_COMMON = 2;
/** A text is compared with the first so many that have a fingerprint: stock phrases would bring all pairs back. */
const HOLDERS = 64;

/**
 * Source: Schleimer, Wilkerson, Aiken 2003, winnowing. Chosen over MinHash with two rows per band, which on halves of
 * two articles merged loses one pair in twelve: its chance falls with the Jaccard index, so with the longer text.
 */
export function fingerprints({ shingles }: ShingledText): Set<number> {
  const chosen = new Set<number>();
  let smallest = -1;
  for (let end = 0; end < shingles.length; end++) {
    const first = end - WINDOW + 1;
    if (first < 0 && end < shingles.length - 1) continue;
    if (smallest < first || smallest < 0) smallest = smallestIn(shingles, Math.max(0, first), end);
    else if ((shingles[end] ?? 0) <= (shingles[smallest] ?? 0)) smallest = end;
    chosen.add(shingles[smallest] ?? 0);
  }
  return chosen;
}

function smallestIn(shingles: Uint32Array, first: number, last: number): number {
  let smallest = first;
  for (let i = first + 1; i <= last; i++) if ((shingles[i] ?? 0) <= (shingles[smallest] ?? 0)) smallest = i;
  return smallest;
}

/** Pairs of positions, the smaller first, each once and in order. */
export function candidatePairs(texts: readonly ShingledText[]): [number, number][] {
  const filed = new Map<number, number[]>();
  const counts = new Map<number, number>();
  texts.forEach((text, position) => {
    for (const fingerprint of fingerprints(text)) {
      const holders = filed.get(fingerprint);
      for (const other of holders ?? []) {
        const pair = other * texts.length + position;
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
      if (!holders) filed.set(fingerprint, [position]);
      else if (holders.length < HOLDERS) holders.push(position);
    }
  });
  return [...counts]
    .filter(([, count]) => count >= FEWEST_IN_COMMON)
    .map(([pair]): [number, number] => [Math.floor(pair / texts.length), pair % texts.length])
    .sort(([a, b], [c, d]) => a - c || b - d);
}

/** The positions of those among the others that may share a passage with this text, in order: its pairs alone. */
export function candidatesFor(text: ShingledText, others: readonly ShingledText[]): number[] {
  const own = fingerprints(text);
  return others.flatMap((other, position) =>
    sharedIn(own, fingerprints(other)) >= FEWEST_IN_COMMON ? [position] : [],
  );
}
