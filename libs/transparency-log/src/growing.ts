/** Appending to a tree that is known by its right edge, and reading any node of it from its tiles. */
import { HASH_BYTES, type Hash } from './crypto.ts';
import { EMPTY_ROOT, foldRoots, type NodeReader } from './merkle.ts';
import { inside } from './malformed.ts';
import { parseTile, TILE_WIDTH, tileAt, tileBytes, tilePath, type TileName } from './tiles.ts';
import type { TreeHead } from './verify-tree.ts';

/** The hashes in the partial tile at the right of each level, lowest first; none where the last tile is full. */
export type Edge = readonly (readonly Hash[])[];

export interface HashTile extends TileName {
  readonly level: number;
  readonly data: Uint8Array;
}

/** The partial tiles at the right edge of a tree, lowest level first: all that growing it needs to read. */
export function edgeOf(size: number): (TileName & { readonly level: number })[] {
  const edge = [];
  for (let level = 0, n = size; n > 0; level++, n = Math.floor(n / TILE_WIDTH))
    if (n % TILE_WIDTH) edge.push({ level, index: Math.floor(n / TILE_WIDTH), width: n % TILE_WIDTH });
  return edge;
}

/**
 * Reads the edge of a tree through `readTile`, which is asked for each tile of {@link edgeOf} and may answer with a
 * wider one: the first hashes of a tile never change.
 */
export async function readEdge(size: number, readTile: ReadTile): Promise<Edge> {
  const edge: Hash[][] = [];
  for (const tile of edgeOf(size)) {
    while (edge.length < tile.level) edge.push([]);
    edge.push(await readHashes(readTile, tile));
  }
  return edge;
}

/** Each level's edge holds complete subtrees; all that lies below them is one incomplete subtree at their right. */
export function rootOfEdge(edge: Edge): Hash {
  let below: Hash | null = null;
  for (const hashes of edge) {
    const subtrees: readonly Hash[] = below ? [...hashes, below] : hashes;
    if (subtrees.length) below = foldRoots(subtrees);
  }
  return below ?? EMPTY_ROOT;
}

export interface Grown extends TreeHead {
  readonly edge: Edge;
  /** Every tile that is new or wider than before, as it is at the new size. */
  readonly tiles: readonly HashTile[];
}

/** Appends leaf hashes: what to store, and the tree that results. Work in proportion to the new leaves. */
export function growTree(size: number, edge: Edge, leaves: readonly Hash[]): Grown {
  const tiles: HashTile[] = [];
  const newEdge: (readonly Hash[])[] = [];
  let added = leaves;
  let old = size;
  for (let level = 0, n = size + leaves.length; n > 0; level++, n = Math.floor(n / TILE_WIDTH)) {
    const row = [...(edge[level] ?? []), ...added];
    const roots: Hash[] = [];
    let at = 0;
    for (let index = Math.floor(old / TILE_WIDTH); added.length > 0 && at < row.length; index++) {
      const hashes = row.slice(at, at + TILE_WIDTH);
      tiles.push({ level, index, width: hashes.length, data: Buffer.concat(hashes) });
      if (hashes.length < TILE_WIDTH) break;
      roots.push(foldRoots(hashes));
      at += TILE_WIDTH;
    }
    newEdge.push(row.slice(at));
    added = roots;
    old = Math.floor(old / TILE_WIDTH);
  }
  return { size: size + leaves.length, root: rootOfEdge(newEdge), edge: newEdge, tiles };
}

/** Gives the bytes of a tile of at least this width. */
export type ReadTile = (tile: TileName & { readonly level: number }) => Promise<Uint8Array> | Uint8Array;

async function readHashes(readTile: ReadTile, tile: TileName & { readonly level: number }): Promise<Hash[]> {
  const data = await readTile(tile);
  const wider = data.length > tileBytes(tile.width) && data.length % HASH_BYTES === 0;
  return inside(tilePath(tile), () =>
    parseTile(wider ? data.subarray(0, tileBytes(tile.width)) : data, tile.width),
  );
}

/**
 * Reads any complete subtree of a tree of `size` from its tiles, each tile once. What it gives is as true as the
 * tiles: whoever has them from strangers must check the proof or root that comes out.
 */
export function nodeReader(readTile: ReadTile, size: number): NodeReader {
  const read = new Map<string, Promise<Hash[]>>();
  return async (level, index) => {
    const tileLevel = Math.floor(level / 8);
    const count = 2 ** (level % 8);
    const first = index * count;
    const tile = tileAt(tileLevel, Math.floor(first / TILE_WIDTH), size);
    const offset = first % TILE_WIDTH;
    if (!tile || offset + count > tile.width)
      throw new RangeError(`a tree of ${size} has no node ${index} at level ${level}`);
    const key = `${tileLevel}/${tile.index}`;
    let hashes = read.get(key);
    if (!hashes) read.set(key, (hashes = readHashes(readTile, { ...tile, level: tileLevel })));
    return foldRoots((await hashes).slice(offset, offset + count));
  };
}
