import type { DataSource, EntityManager } from 'typeorm';
import { planForKeys, prepared, readEntry, type RecordedEntry } from '#database';
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
    // Sealed entries went their own way when they were appended: by now their jobs may be done.
    const ordered = (await readFollowed(tx, ORDERED, [from, to])).filter((entry) => !entry.sealed);
    const followed = [...(sealed.length ? await readFollowed(tx, TAKEN, [sealed]) : []), ...ordered];
    const specs = followed.flatMap(({ workspaceId, subjectId: id, leafHash, event }) =>
      // What was appended as an event is one: record() took it from the rules.
      jobsFor({ workspaceId, id, leafHash, event: event as unknown as DomainEvent }),
    );
    // Under the cursor's lock on purpose: it holds up other relays alone, and a queue that hangs fails within its timeout.
    await enqueuer.enqueue(tx, specs);
    if (to > from) await tx.query('update audit.relay set next_index = $1 where one', [to]);
    return to - from + sealed.length;
  });
}

const ORDERED = 'select entry_id, leaf_index from audit.leaf where leaf_index >= $1 and leaf_index < $2';
const TAKEN = 'select id, id from unnest($1::bigint[]) as id';

/** Most entries are followed by nothing: the others are told from them where they lie, and read in their order. */
async function readFollowed(tx: EntityManager, entries: string, values: unknown[]): Promise<RecordedEntry[]> {
  const { rows } = await prepared<Parameters<typeof readEntry>[0]>(
    tx,
    `select e.workspace_id, e.subject, e.body, o.fields
       from (${entries}) as given (entry_id, place)
       join audit.entry e on e.id = given.entry_id
       join audit.opening o on o.entry_id = e.id
      where audit.type_of(e.body) = any ('{${FOLLOWED.join(',')}}'::text[])
      order by given.place`,
    values,
  );
  return rows.map(readEntry);
}

/** Entries under seal wait for their leaf index until the round closes; what follows from them does not wait. */
async function takeSealed(tx: EntityManager, limit: number): Promise<string[]> {
  const { rows } = await prepared<{ entry_id: string }>(
    tx,
    `delete from audit.unrelayed where entry_id = any (array(
       select entry_id from audit.unrelayed order by entry_id limit $1 for update skip locked))
     returning entry_id`,
    [limit],
  );
  return rows.map(({ entry_id }) => entry_id);
}
