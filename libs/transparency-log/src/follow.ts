/** From a tree that is known to a later one of the same log: that it goes on, and with what. */
import { fromUtf8, toBase64 } from './bytes.ts';
import type { Hash } from './crypto.ts';
import { leafHash } from './entry.ts';
import { growTree, readEdge, rootOfEdge } from './growing.ts';
import { parseLeaf, type Leaf } from './leaf.ts';
import { readTileFile, tilesOf, type ReadLogFile } from './log-files.ts';
import { inside, Malformed } from './malformed.ts';
import { parseEntryBundle, TILE_WIDTH, tileAt, tilePath } from './tiles.ts';
import type { TreeHead } from './verify-tree.ts';

export interface FollowedEntry extends Leaf {
  readonly index: number;
  /** Base64. */
  readonly leafHash: string;
}

/**
 * Reads the entries that a log has at `head` and had not at `known`, and checks that these entries, appended to the
 * known tree, give the root of `head`: nothing before them was changed. {@link Malformed} when it was, when the log
 * is shorter than it has been, or when a file is missing or unreadable; what was yielded before that is not to be
 * believed.
 */
export async function* follow(
  read: ReadLogFile,
  known: TreeHead,
  head: TreeHead,
): AsyncGenerator<FollowedEntry> {
  if (head.size < known.size)
    throw new Malformed(`had ${known.size} entries and now shows ${head.size}`, 'log');
  let edge = await readEdge(known.size, tilesOf(read));
  let tree: TreeHead = { size: known.size, root: rootOfEdge(edge) };
  if (toBase64(tree.root) !== toBase64(known.root))
    throw new Malformed(`has another root at size ${known.size} than was signed: a fork`, 'log');
  while (tree.size < head.size) {
    const index = Math.floor(tree.size / TILE_WIDTH);
    const name = tileAt('entries', index, head.size)!;
    const bundle = await readTileFile(read, name);
    const path = tilePath(name);
    const entries = inside(path, () => parseEntryBundle(bundle.data, bundle.width));
    const hashes: Hash[] = [];
    for (const entry of entries.slice(tree.size - index * TILE_WIDTH, name.width)) {
      const hash = leafHash(entry);
      const at = tree.size + hashes.length;
      const leaf = inside(`entry ${at}`, () => parseLeaf(fromUtf8(entry)));
      yield { ...leaf, index: at, leafHash: toBase64(hash) };
      hashes.push(hash);
    }
    const grown = growTree(tree.size, edge, hashes);
    [tree, edge] = [grown, grown.edge];
  }
  if (toBase64(tree.root) !== toBase64(head.root))
    throw new Malformed(`its entries do not give the root that was signed at size ${head.size}`, 'log');
}
