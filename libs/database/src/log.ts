/** Appending to the log, and reading entries back as the events they record. */
import type { EntityManager } from 'typeorm';
import { withDecimals, withoutDecimals } from './decimals.ts';
import { entryBytes, leafHash, seal, type Json, type Openings } from '#transparency-log';

export type Subject =
  'workspace' | 'person' | 'desk' | 'intake' | 'document' | 'claim' | 'match' | 'dependence' | 'report' | 'finding' | 'thread' | 'webhook' | 'rereview' | 'challenge';

/** What an entry is filed under: its aggregate, or the ballot that holds what happened to a claim under seal. */
export type StreamSubject = Subject | 'ballot';

/** Where an aggregate's stream stands; kept in its first row. */
export interface Head {
  readonly stream: string;
  readonly seq: number;
  readonly hash: Buffer;
}

export interface NewEntry {
  readonly subject: StreamSubject;
  readonly type: string;
  readonly at: string;
  readonly fields: Readonly<Record<string, Json>>;
}

/**
 * Appends entries to one stream, inside the caller's transaction and after its aggregate is locked: the other way
 * round, a transaction that waits for the lock already has a smaller entry id and commits after the one it waits
 * for. Gives the new head and the id of the last entry.
 */
export async function append(
  tx: EntityManager,
  workspaceId: string,
  head: Head,
  entries: readonly NewEntry[],
): Promise<{ head: Head; lastEntryId: string }> {
  let { seq, hash } = head;
  const bodies: Buffer[] = [];
  const openings: Openings[] = [];
  for (const { type, at, fields } of entries) {
    const sealed = seal(
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, withDecimals(value)])),
    );
    const body = entryBytes({ stream: head.stream, seq: ++seq, prev: hash }, type, at, sealed);
    hash = leafHash(body);
    bodies.push(body);
    openings.push(sealed);
  }
  // One statement: ids rise in the order of `ordinality`, since they are drawn while the rows are inserted in it.
  const rows: { id: string }[] = await tx.query(
    `with appended as (
       insert into audit.entry (workspace_id, subject, stream, seq, body)
       select $1::uuid, $2, $3, $4::int + ord, body from unnest($5::bytea[]) with ordinality as t (body, ord)
       order by ord
       returning id, seq),
     opened as (
       insert into audit.opening (entry_id, workspace_id, fields)
       select id, $1::uuid, ($6::jsonb) -> (seq - $4::int - 1) from appended)
     select id from appended order by seq`,
    [workspaceId, entries[0]?.subject, head.stream, head.seq, bodies, JSON.stringify(openings)],
  );
  const lastEntryId = rows.at(-1)?.id;
  if (rows.length !== entries.length || !lastEntryId) throw new Error('not every entry was appended');
  return { head: { stream: head.stream, seq, hash }, lastEntryId };
}

/** An entry as the relay and the checks read it: what is in clear, and the event with the subject it happened to. */
export interface RecordedEntry {
  readonly workspaceId: string;
  readonly subject: Subject;
  /** The entry may be ordered only once its round is closed. */
  readonly sealed: boolean;
  readonly subjectId: string;
  readonly leafHash: string;
  readonly event: { readonly type: string; readonly at: string; readonly by: string } & Readonly<
    Record<string, Json>
  >;
}

interface EntryColumns {
  readonly workspace_id: string;
  readonly subject: StreamSubject;
  readonly body: Buffer;
  readonly leaf_hash: Buffer;
  readonly fields: Openings;
}

/** Puts an event together again from the type in the leaf and the values of its openings. */
export function readEntry(row: EntryColumns): RecordedEntry {
  const { type }: { type: string } = JSON.parse(row.body.toString('utf8'));
  const values = Object.fromEntries(
    Object.entries(row.fields).map(([name, { value }]) => [name, withoutDecimals(value)]),
  );
  const { subjectId, at, by, ...event } = values;
  if (typeof subjectId !== 'string' || typeof at !== 'string' || typeof by !== 'string')
    throw new Error('an entry names its subject, its time and its actor');
  return {
    workspaceId: row.workspace_id,
    subject: row.subject === 'ballot' ? 'claim' : row.subject,
    sealed: row.subject === 'ballot',
    subjectId,
    leafHash: row.leaf_hash.toString('hex'),
    event: { ...event, type, at, by },
  };
}
