/**
 * The log as static files, in the layout of c2sp.org/tlog-tiles. They are computed from the entries, not copied from
 * the tiles in the database: what is published fits together, or is not published.
 */
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DataSource } from 'typeorm';
import { replaceFile, syncFolders } from '#durable-files';
import {
  concat,
  edgeOf,
  entryBundle,
  equal,
  growTree,
  leafHash,
  sameHead,
  TILE_WIDTH,
  tilePath,
  type Edge,
  type HashTile,
  type TileName,
  type TreeHead,
} from '#transparency-log';
import { Alarm } from './alarm.ts';
import { storedEntries } from './stored-tree.ts';

/** Bundles in memory at once. */
const BUNDLES = 8;

/**
 * Writes the files that a tree of `head` has and one of `from` (known by its edge) had not. A crash leaves files that
 * no checkpoint points at; the next time the same bytes are written again.
 */
export async function exportTree(
  db: DataSource,
  folder: string,
  from: { readonly size: number; readonly edge: Edge },
  head: TreeHead,
): Promise<void> {
  const files = new Files(folder);
  let tree: { size: number; root?: Uint8Array; edge: Edge } = from;
  while (tree.size < head.size) {
    const first = tree.size - (tree.size % TILE_WIDTH);
    const end = Math.min(head.size, first + BUNDLES * TILE_WIDTH);
    const bodies = await storedEntries(db, first, end);
    const hashes = bodies.map(leafHash);
    const known = tree.edge[0] ?? [];
    const changed = known.findIndex((hash, at) => !equal(hash, hashes[at]!));
    if (changed >= 0)
      throw new Alarm(
        'log-rewritten',
        `Entry ${first + changed} is not the one that was signed. Find out who changed it; restore it from the published files.`,
      );
    const grown = growTree(tree.size, tree.edge, hashes.slice(tree.size - first));
    await files.bundles(first, bodies);
    await files.tiles(grown.tiles.filter(({ width }) => width === TILE_WIDTH));
    tree = grown;
  }
  if (!tree.root || !sameHead({ size: tree.size, root: tree.root }, head))
    throw new Alarm(
      'tree-broken',
      `The entries do not give the root that the database has at size ${head.size}. Compare them with the published files; sign nothing.`,
    );
  await files.tiles(rightEdge(tree.size, tree.edge));
  await files.sync();
}

/** Partial tiles are of use only where a checkpoint ends. */
const rightEdge = (size: number, edge: Edge): HashTile[] =>
  edgeOf(size).map((name) => ({ ...name, data: concat(...(edge[name.level] ?? [])) }));

class Files {
  private readonly folders = new Set<string>();

  constructor(private readonly folder: string) {}

  async bundles(first: number, bodies: readonly Uint8Array[]): Promise<void> {
    for (let at = 0; at < bodies.length; at += TILE_WIDTH) {
      const entries = bodies.slice(at, at + TILE_WIDTH);
      const index = (first + at) / TILE_WIDTH;
      await this.write({ level: 'entries', index, width: entries.length }, entryBundle(entries));
    }
  }

  async tiles(tiles: readonly HashTile[]): Promise<void> {
    for (const tile of tiles) await this.write(tile, tile.data);
  }

  private async write(name: TileName, data: Uint8Array): Promise<void> {
    const file = join(this.folder, tilePath(name));
    await replaceFile(file, data);
    this.folders.add(dirname(file));
    // Readers that ask for a partial tile which is gone take the full one: the specification has them do so.
    if (name.width === TILE_WIDTH) await rm(`${file}.p`, { recursive: true, force: true });
  }

  async sync(): Promise<void> {
    await syncFolders(this.folders, this.folder);
  }
}
