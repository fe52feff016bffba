import type { DataSource, EntityManager } from 'typeorm';
import { planForKeys, prepared } from '#database';
import { edgeOf, growTree, readEdge, tilePath, type Edge, type HashTile } from '#transparency-log';

/** Only spares work when several workers run; correctness rests on the tree's row and the unique indexes. */
const SEQUENCE_LOCK = 7_707;

/**
 * Gives pending entries the next leaf indexes, without gaps, and grows the tree by them, in one transaction. Everything
 * that committed is numbered. A crash before the commit leaves the entries pending; after it they are in the tree.
 */
export async function sequence(db: DataSource, limit: number): Promise<number> {
  // Most looks find nothing: those cost one statement, and hold nobody up.
  const [look]: { some: boolean }[] = await db.query('select exists (select 1 from audit.pending) as some');
  if (!look?.some) return 0;
  return db.transaction(async (tx) => {
    await planForKeys(tx);
    // Of the transaction, not of the session: it survives a pooling proxy and cannot leak.
    const { rows: locks } = await prepared<{ held: boolean }>(
      tx,
      'select pg_try_advisory_xact_lock($1) as held',
      [SEQUENCE_LOCK],
    );
    if (!locks[0]?.held) return 0;
    const [tree]: { size: string }[] = await tx.query('select size from audit.tree where one for update');
    if (!tree) throw new Error('the log has lost its tree');
    const size = Number(tree.size);

    // By entry id: if A committed before B began, A's id is smaller, and every snapshot with B has A.
    const { rows: numbered } = await prepared<{ hash: Buffer }>(
      tx,
      // An array, since a join that was planned for an empty table would go through all of it for each entry.
      `with taken as (
              delete from audit.pending
               where entry_id = any (array(select entry_id from audit.pending order by entry_id limit $1))
              returning entry_id),
            numbered as (
              insert into audit.leaf (leaf_index, entry_id)
              select $2::bigint + row_number() over (order by entry_id) - 1, entry_id from taken
              returning leaf_index, entry_id)
       select audit.leaf_hash(e.body) as hash from numbered n join audit.entry e on e.id = n.entry_id order by n.leaf_index`,
      [limit, size],
    );
    if (!numbered.length) return 0;
    const grown = growTree(
      size,
      await storedEdge(tx, size),
      numbered.map(({ hash }) => hash),
    );
    await storeTiles(tx, grown.tiles);
    const [, affected]: [unknown, number] = await tx.query(
      'update audit.tree set size = $1, root = $2 where one and size = $3',
      [grown.size, grown.root, size],
    );
    if (affected !== 1) throw new Error('the tree moved under its own row lock');
    return numbered.length;
  });
}

async function storedEdge(tx: EntityManager, size: number): Promise<Edge> {
  const names = edgeOf(size);
  const { rows } = await prepared<{ level: number; data: Buffer }>(
    tx,
    `select t.level, t.data from unnest($1::smallint[], $2::bigint[]) as e (level, idx)
       join audit.tile t on t.level = e.level and t.idx = e.idx`,
    [names.map(({ level }) => level), names.map(({ index }) => index)],
  );
  const tiles = new Map(rows.map(({ level, data }) => [level, data]));
  return readEdge(size, (name) => {
    const data = tiles.get(name.level);
    if (!data) throw new Error(`the log has lost ${tilePath(name)}`);
    return data;
  });
}

async function storeTiles(tx: EntityManager, tiles: readonly HashTile[]): Promise<void> {
  await prepared(
    tx,
    `insert into audit.tile as t (level, idx, width, data)
     select * from unnest($1::smallint[], $2::bigint[], $3::smallint[], $4::bytea[])
     on conflict (level, idx) do update set width = excluded.width, data = excluded.data`,
    [
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      tiles.map(({ width }) => width),
      tiles.map(({ data }) => data),
    ],
  );
}
