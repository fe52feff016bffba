/** Entries by the hundred, for tests of the log alone: bodies as the application writes them, streams of nobody. */
import { randomUUID } from 'node:crypto';
import { entryBytes, leafHash, newStream, parseLeaf, seal, type EntryHead } from '#transparency-log';
import type { TestDatabase } from '../support/database.ts';

/**
 * Appends `count` pending entries in streams of five, as the owner of the tables with the coupling to changes off: it
 * is not what these tests are about. Gives the bodies.
 */
export async function appendMany(database: TestDatabase, count: number, streamLength = 5): Promise<Buffer[]> {
  const bodies: Buffer[] = [];
  let head: Required<Omit<EntryHead, 'after'>> = { stream: '', seq: streamLength, prev: new Uint8Array() };
  for (let at = 0; at < count; at++) {
    if (head.seq === streamLength) head = { stream: newStream(), seq: 0, prev: new Uint8Array() };
    const seq = head.seq + 1;
    const body = entryBytes({ ...head, seq }, 'test-happened', '2026-03-01T00:00:00Z', seal({ at }));
    bodies.push(body);
    head = { ...head, seq, prev: leafHash(body) };
  }
  await appendBodies(database, bodies);
  return bodies;
}

/** Appends entries as they are. */
export async function appendBodies({ admin }: TestDatabase, bodies: readonly Buffer[]): Promise<void> {
  const leaves = bodies.map((body) => parseLeaf(body.toString('utf8')));
  await admin.query('begin');
  await admin.query('set local session_replication_role = replica'); // the loud guards stay on
  await admin.query(
    `with appended as (
       insert into audit.entry (workspace_id, subject, stream, seq, body)
       select $1, 'claim', stream, seq, body
         from unnest($2::text[], $3::int[], $4::bytea[]) with ordinality as t (stream, seq, body, ord) order by ord
       returning id)
     select count(*) from appended`,
    [randomUUID(), leaves.map(({ stream }) => stream), leaves.map(({ seq }) => seq), bodies],
  );
  await admin.query('commit');
}
