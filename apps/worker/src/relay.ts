import type { DataSource, EntityManager } from 'typeorm';
import { planForKeys, prepared, readEntry } from '#database';
import type { DomainEvent } from '#domain';
import { jobsFor } from '#jobs';
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
    const [cursor]: { next_index: string }[] = await tx.query(
      'select next_index from audit.relay where one for update skip locked',
    );
    if (!cursor) return 0;
    const { rows } = await prepared<Parameters<typeof readEntry>[0] & { leaf_index: string }>(
      tx,
      `select l.leaf_index, e.workspace_id, e.subject, e.body, e.leaf_hash, o.fields
         from audit.leaf l
         join audit.entry e on e.id = l.entry_id
         join audit.opening o on o.entry_id = e.id
        where l.leaf_index >= $1 order by l.leaf_index limit $2`,
      [cursor.next_index, limit],
    );
    const sealed = await takeSealed(tx, limit);
    const last = rows.at(-1);
    if (!last && !sealed.length) return 0;
    // Sealed entries went their own way when they were appended: by now their jobs may be done.
    const ordered = rows.map(readEntry).filter((entry) => !entry.sealed);
    const specs = [...sealed.map(readEntry), ...ordered].flatMap(
      ({ workspaceId, subjectId: id, leafHash, event }) =>
        // What was appended as an event is one: record() took it from the rules.
        jobsFor({ workspaceId, id, leafHash, event: event as unknown as DomainEvent }),
    );
    // Under the cursor's lock on purpose: it holds up other relays alone, and a queue that hangs fails within its timeout.
    await enqueuer.enqueue(tx, specs);
    if (last)
      await tx.query('update audit.relay set next_index = $1 where one', [BigInt(last.leaf_index) + 1n]);
    return rows.length + sealed.length;
  });
}

/** Entries under seal wait for their leaf index until the round closes; what follows from them does not wait. */
async function takeSealed(tx: EntityManager, limit: number) {
  const { rows } = await prepared<Parameters<typeof readEntry>[0]>(
    tx,
    `with taken as (
       delete from audit.unrelayed where entry_id = any (array(
         select entry_id from audit.unrelayed order by entry_id limit $1 for update skip locked))
       returning entry_id)
     select e.workspace_id, e.subject, e.body, e.leaf_hash, o.fields
       from taken
       join audit.entry e on e.id = taken.entry_id
       join audit.opening o on o.entry_id = e.id
      order by e.id`,
    [limit],
  );
  return rows;
}
