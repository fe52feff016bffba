/** How RFC 6962 splits a tree of so many leaves: arithmetic on sizes, without any hash. */

/** The leaves from `lo` (inclusive) to `hi` (exclusive). */
export type Range = readonly [lo: number, hi: number];

/** The largest power of two smaller than n, for n > 1: the left subtree's leaves. */
export function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

export const half = (n: number): number => Math.floor(n / 2);

/** The subtrees whose hashes make the inclusion proof of leaf `index` in a tree of `size`: from the leaf upwards. */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  const ranges: Range[] = [];
  let [lo, hi] = [0, size];
  while (hi - lo > 1) {
    const middle = lo + splitPoint(hi - lo);
    if (index < middle) {
      ranges.push([middle, hi]);
      hi = middle;
    } else {
      ranges.push([lo, middle]);
      lo = middle;
    }
  }
  return ranges.reverse();
}

/** The subtrees whose hashes make the proof that the tree of `oldSize` begins the one of `size` (RFC 6962, 2.1.2). */
export function consistencyRanges(oldSize: number, size: number): Range[] {
  if (!(oldSize >= 0 && oldSize <= size))
    throw new RangeError(`a tree of ${oldSize} does not begin one of ${size}`);
  if (oldSize === 0) return [];
  const ranges: Range[] = [];
  let [lo, hi] = [0, size];
  // While the old tree is a whole left part of what remains, its root is known to who checks.
  let known = true;
  while (oldSize < hi) {
    const middle = lo + splitPoint(hi - lo);
    if (oldSize <= middle) {
      ranges.push([middle, hi]);
      hi = middle;
    } else {
      ranges.push([lo, middle]);
      lo = middle;
      known = false;
    }
  }
  if (!known) ranges.push([lo, hi]);
  return ranges.reverse();
}
