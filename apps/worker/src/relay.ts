import type { DataSource, EntityManager } from 'typeorm';
import { planForKeys, prepared, readEntry } from '#database';
import type { DomainEvent } from '#domain';
import { FOLLOWED, jobsFor } from '#jobs';
import type { Enqueuer } from './enqueue.ts';

/**
 * Turns the next ordered entries into jobs, and remembers how far it got. A crash between the queue and the cursor
 * adds some jobs twice: they have the same ids, and their handlers look before they act. Gives how many entries it passed.
 */
export async function relay(db: DataSource, enqueuer: Enqueuer, limit: number): Promise<number> {
  // Most looks find nothing: those cost one statement. The leaves are not looked through: that would take the longer
  // the longer the log is.
  const [look]: { some: boolean }[] = await db.query(
    `select (select size from audit.tree where one) > (select next_index from audit.relay where one)
         or exists (select 1 from audit.unrelayed) as some`,
  );
  if (!look?.some) return 0;
  return db.transaction(async (tx) => {
    await planForKeys(tx);
    // Whoever finds the row locked has nothing to do: another relay is at it.
    const [cursor]: { from: string; size: string }[] = await tx.query(
      `select next_index as from, (select size from audit.tree where one) as size
         from audit.relay where one for update skip locked`,
    );
    if (!cursor) return 0;
    const from = Number(cursor.from);
    const to = Math.max(from, Math.min(from + limit, Number(cursor.size)));
    const sealed = await takeSealed(tx, limit);
    const specs = [...sealed.followed, ...(await readOrdered(tx, from, to))].flatMap((row) => {
      const { workspaceId, subjectId: id, leafHash, event } = readEntry(row);
      // What was appended as an event is one: record() took it from the rules.
      return jobsFor({ workspaceId, id, leafHash, event: event as unknown as DomainEvent });
    });
    // Under the cursor's lock on purpose: it holds up other relays alone, and a queue that hangs fails within its timeout.
    await enqueuer.enqueue(tx, specs);
    if (to > from) await tx.query('update audit.relay set next_index = $1 where one', [to]);
    return to - from + sealed.taken;
  });
}

type Row = Parameters<typeof readEntry>[0];

/** Most entries are followed by nothing: they are told from the others where they lie. */
const IS_FOLLOWED = `convert_from(e.body, 'UTF8')::json ->> 'type' = any ('{${FOLLOWED.join(',')}}'::text[])`;

/** Entries under seal went their own way when they were appended: by now their jobs may be done. */
async function readOrdered(tx: EntityManager, from: number, to: number): Promise<Row[]> {
  const { rows } = await prepared<Row>(
    tx,
    `select e.workspace_id, e.subject, e.body, e.leaf_hash, o.fields
       from audit.leaf l
       join audit.entry e on e.id = l.entry_id
       join audit.opening o on o.entry_id = e.id
      where l.leaf_index >= $1 and l.leaf_index < $2 and e.subject <> 'ballot' and ${IS_FOLLOWED}
      order by l.leaf_index`,
    [from, to],
  );
  return rows;
}

/** Entries under seal wait for their leaf index until the round closes; what follows from them does not wait. */
async function takeSealed(tx: EntityManager, limit: number): Promise<{ taken: number; followed: Row[] }> {
  const { rows } = await prepared<{ entry_id: string }>(
    tx,
    `delete from audit.unrelayed where entry_id = any (array(
       select entry_id from audit.unrelayed order by entry_id limit $1 for update skip locked))
     returning entry_id`,
    [limit],
  );
  if (!rows.length) return { taken: 0, followed: [] };
  const { rows: followed } = await prepared<Row>(
    tx,
    `select e.workspace_id, e.subject, e.body, e.leaf_hash, o.fields
       from audit.entry e
       join audit.opening o on o.entry_id = e.id
      where e.id = any ($1::bigint[]) and ${IS_FOLLOWED} order by e.id`,
    [rows.map(({ entry_id }) => entry_id)],
  );
  return { taken: rows.length, followed };
}
