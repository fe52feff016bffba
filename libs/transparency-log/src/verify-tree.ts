/** Checking proofs, by the algorithms of RFC 9162: written apart from what builds them, so that each catches the other. */
import { equal } from './bytes.ts';
import { hashNode, type Crypto, type Hash } from './crypto.ts';
import { half } from './tree-shape.ts';

export interface TreeHead {
  /** Number of leaves. */
  readonly size: number;
  readonly root: Hash;
}

/** No tree of ours can be higher: sizes stay below 2^53. */
export const MAX_PROOF_HASHES = 64;

/** RFC 9162, 2.1.3.2: whether leaf `index` (0-based) with this leaf hash is in the tree. */
export async function verifyInclusion(
  crypto: Crypto,
  leaf: Hash,
  index: number,
  proof: readonly Hash[],
  { size, root }: TreeHead,
): Promise<boolean> {
  if (!(index >= 0 && index < size) || proof.length > MAX_PROOF_HASHES) return false;
  let at = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = await hashNode(crypto, sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = await hashNode(crypto, hash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && equal(hash, root);
}

/** RFC 9162, 2.1.4.2: whether the tree `old` is the beginning of the tree `head`. */
export async function verifyConsistency(
  crypto: Crypto,
  old: TreeHead,
  proof: readonly Hash[],
  head: TreeHead,
): Promise<boolean> {
  if (old.size < 0 || old.size > head.size || proof.length > MAX_PROOF_HASHES) return false;
  if (old.size === head.size) return proof.length === 0 && equal(old.root, head.root);
  if (old.size === 0) return proof.length === 0;
  const [first, ...rest] = Number.isInteger(Math.log2(old.size)) ? [old.root, ...proof] : proof;
  if (!first) return false;
  let at = old.size - 1;
  let last = head.size - 1;
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let oldHash = first;
  let newHash = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      oldHash = await hashNode(crypto, sibling, oldHash);
      newHash = await hashNode(crypto, sibling, newHash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      newHash = await hashNode(crypto, newHash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && equal(oldHash, old.root) && equal(newHash, head.root);
}
