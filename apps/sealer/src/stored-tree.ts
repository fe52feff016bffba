/** What the database says of the log. None of it is believed before it has given the root that was signed. */
import type { DataSource } from 'typeorm';
import { readEdge, tilePath, type Edge, type ReadTile, type TreeHead } from '#transparency-log';
import { Alarm } from './alarm.ts';

export async function storedHead(db: DataSource): Promise<TreeHead> {
  const [tree]: { size: string; root: Buffer }[] = await db.query(
    'select size, root from audit.tree where one',
  );
  if (!tree) throw new Alarm('tree-broken', 'The database has lost audit.tree. Restore it; sign nothing.');
  return { size: Number(tree.size), root: tree.root };
}

/** Tiles as wide as they have grown. */
export const storedTile =
  (db: DataSource): ReadTile =>
  async (name) => {
    const [tile]: { data: Buffer }[] = await db.query(
      'select data from audit.tile where level = $1 and idx = $2 and width >= $3',
      [name.level, name.index, name.width],
    );
    if (!tile)
      throw new Alarm(
        'tree-broken',
        `The database lacks ${tilePath(name)}. Find out who removed it; restore it from the published files.`,
      );
    return tile.data;
  };

export const storedEdge = (db: DataSource, size: number): Promise<Edge> => readEdge(size, storedTile(db));

/** The bodies of the entries `from` (inclusive) to `to` (exclusive), by leaf index. */
export async function storedEntries(db: DataSource, from: number, to: number): Promise<Buffer[]> {
  const rows: { body: Buffer }[] = await db.query(
    `select e.body from audit.leaf l join audit.entry e on e.id = l.entry_id
      where l.leaf_index >= $1 and l.leaf_index < $2 order by l.leaf_index`,
    [from, to],
  );
  if (rows.length !== to - from)
    throw new Alarm(
      'tree-broken',
      `The database has ${rows.length} of the ${to - from} entries from ${from} on. Restore what is missing.`,
    );
  return rows.map(({ body }) => body);
}
