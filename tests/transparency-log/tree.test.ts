import { expect, test } from '@jest/globals';
import {
  consistencyProof,
  EMPTY_ROOT,
  foldRoots,
  growTree,
  inclusionProof,
  leafHash,
  nodeCrypto,
  nodeReader,
  readEdge,
  rootAt,
  tilePath,
  verifyConsistency,
  verifyInclusion,
  type Edge,
  type Hash,
  type HashTile,
  type ReadTile,
  type TreeHead,
} from '#transparency-log';

const SIZES = [0, 1, 2, 3, 255, 256, 257, 511, 512, 600, 65_535, 65_536, 65_537, 70_000];
const LARGEST = 70_000;
const leaves: Hash[] = Array.from({ length: LARGEST }, (_, index) => leafHash(Buffer.from(`entry ${index}`)));

/** RFC 6962, 2.1, as it is written there: what everything else is held against. */
const plainRoot = (hashes: readonly Hash[]): Hash => (hashes.length ? foldRoots(hashes) : EMPTY_ROOT);

const tiles = new Map<string, HashTile>();
/** As a folder of files answers: the tile of this width, or a wider one that was written since. */
const readTile: ReadTile = ({ level, index, width }) => {
  for (let wider = width; wider <= 256; wider++) {
    const tile = tiles.get(tilePath({ level, index, width: wider }));
    if (tile) return tile.data;
  }
  throw new Error(`no tile ${tilePath({ level, index, width })}`);
};

/** A tree grown to every size of the list in steps that cross the tiles' borders in all ways. */
async function growThrough(sizes: readonly number[]): Promise<Map<number, TreeHead>> {
  const heads = new Map<number, TreeHead>([[0, { size: 0, root: EMPTY_ROOT }]]);
  let size = 0;
  let step = 1;
  for (const target of sizes)
    while (size < target) {
      const edge: Edge = await readEdge(size, readTile);
      step = (step * 31) % 701 || 1;
      const grown = growTree(size, edge, leaves.slice(size, Math.min(target, size + step)));
      for (const tile of grown.tiles) tiles.set(tilePath(tile), tile);
      heads.set(grown.size, grown);
      size = grown.size;
    }
  return heads;
}

test('grown in steps, the tree has at every size the root RFC 6962 defines, and its proofs hold', async () => {
  const heads = await growThrough(SIZES);
  for (const size of SIZES) {
    const head = heads.get(size)!;
    expect(Buffer.from(head.root).toString('hex')).toBe(
      Buffer.from(plainRoot(leaves.slice(0, size))).toString('hex'),
    );
    const read = nodeReader(readTile, size);
    expect(Buffer.from(await rootAt(read, size)).equals(head.root)).toBe(true);
    const step = Math.max(1, Math.floor(size / 17));
    for (let index = 0; index < size; index += step) {
      const proof = await inclusionProof(read, index, size);
      expect(await verifyInclusion(nodeCrypto, leaves[index]!, index, proof, head)).toBe(true);
      expect(await verifyInclusion(nodeCrypto, leaves[index]!, index + 1, proof, head)).toBe(false);
      expect(await verifyInclusion(nodeCrypto, leaves[index + 1]!, index, proof, head)).toBe(false);
    }
    for (const old of SIZES.filter((one) => one <= size)) {
      const proof = await consistencyProof(read, old, size);
      expect(await verifyConsistency(nodeCrypto, heads.get(old)!, proof, head)).toBe(true);
    }
  }
});
