/** The RFC 6962 tree for those who hold it: roots and proofs from its hashes. Checking them is verify-tree.ts. */
import { HASH_BYTES, type Hash } from './crypto.ts';
import { sha256Once } from './node-crypto.ts';
import { consistencyRanges, inclusionRanges, splitPoint } from './tree-shape.ts';

const node = Buffer.alloc(1 + 2 * HASH_BYTES);
node[0] = 1;

/** SHA-256(0x01 || left || right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  // One buffer for all calls: nothing runs in between that could write to it.
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return sha256Once(node);
}

/** The root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Hash = sha256Once(new Uint8Array());

/** The root over subtrees of equal size, of which only the last may be smaller; of none, the empty root. */
export function foldRoots(hashes: readonly Hash[]): Hash {
  const [first] = hashes;
  if (!first) return EMPTY_ROOT;
  if (hashes.length === 1) return first;
  const k = splitPoint(hashes.length);
  return nodeHash(foldRoots(hashes.slice(0, k)), foldRoots(hashes.slice(k)));
}

/** Reads the hash of the complete subtree `index` of 2^level leaves; {@link nodeReader} makes one from tiles. */
export type NodeReader = (level: number, index: number) => Promise<Hash>;

/** The hash over the leaves `lo` (inclusive) to `hi` (exclusive); `lo` lies where RFC 6962 splits. */
export async function rangeHash(read: NodeReader, lo: number, hi: number): Promise<Hash> {
  const n = hi - lo;
  const level = Math.log2(n);
  if (Number.isInteger(level)) return read(level, lo / n);
  const middle = lo + splitPoint(n);
  return nodeHash(await rangeHash(read, lo, middle), await rangeHash(read, middle, hi));
}

/** The root of the tree's first `size` leaves. */
export const rootAt = async (read: NodeReader, size: number): Promise<Hash> =>
  size === 0 ? EMPTY_ROOT : rangeHash(read, 0, size);

/** The siblings of leaf `index` (0-based) in the tree of `size`, from the leaf upwards; RangeError if it is not in it. */
export const inclusionProof = (read: NodeReader, index: number, size: number): Promise<Hash[]> =>
  Promise.all(inclusionRanges(index, size).map(([lo, hi]) => rangeHash(read, lo, hi)));

/** Shows that the tree of `oldSize` begins the one of `size`; RangeError if it cannot. */
export const consistencyProof = (read: NodeReader, oldSize: number, size: number): Promise<Hash[]> =>
  Promise.all(consistencyRanges(oldSize, size).map(([lo, hi]) => rangeHash(read, lo, hi)));
