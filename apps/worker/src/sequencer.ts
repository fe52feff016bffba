import type { DataSource } from 'typeorm';

/** Only spares work when several workers run; correctness rests on the tree's row and the unique indexes. */
const SEQUENCE_LOCK = 7_707;

/**
 * Gives pending entries the next leaf indexes, without gaps, in one transaction. Everything that committed is
 * numbered. A crash before the commit leaves the entries pending; after it they are ordered.
 */
export function sequence(db: DataSource, limit: number): Promise<number> {
  return db.transaction(async (tx) => {
    // Of the transaction, not of the session: it survives a pooling proxy and cannot leak.
    const [lock]: { held: boolean }[] = await tx.query('select pg_try_advisory_xact_lock($1) as held', [
      SEQUENCE_LOCK,
    ]);
    if (!lock?.held) return 0;
    const [tree]: { size: string }[] = await tx.query('select size from audit.tree where one for update');
    if (!tree) throw new Error('the log has lost its tree');

    // By entry id: if A committed before B began, A's id is smaller, and every snapshot with B has A.
    const numbered: unknown[] = await tx.query(
      `with oldest as (select entry_id from audit.pending order by entry_id limit $1),
            taken as (delete from audit.pending p using oldest o where p.entry_id = o.entry_id returning p.entry_id)
       insert into audit.leaf (leaf_index, entry_id)
       select $2::bigint + row_number() over (order by entry_id) - 1, entry_id from taken
       returning leaf_index`,
      [limit, tree.size],
    );
    if (!numbered.length) return 0;
    const [, affected]: [unknown, number] = await tx.query(
      'update audit.tree set size = size + $1 where one and size = $2',
      [numbered.length, tree.size],
    );
    if (affected !== 1) throw new Error('the tree moved under its own row lock');
    return numbered.length;
  });
}
