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

// Certificate Transparency's own vectors: the roots of the first 1 to 8 of these leaves.
const CT_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const CT_ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
test.each(CT_ROOTS.map((root, at) => [at + 1, root] as const))(
  'the root of Certificate Transparency’s first %i leaves is the published one',
  (size, root) => {
    const hashes = CT_LEAVES.slice(0, size).map((hex) => leafHash(Buffer.from(hex, 'hex')));
    expect(Buffer.from(growTree(0, [], hashes).root).toString('hex')).toBe(root);
    expect(Buffer.from(foldRoots(hashes)).toString('hex')).toBe(root);
  },
);
