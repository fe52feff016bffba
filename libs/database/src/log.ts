/** Appending to the log, and reading entries back as the events they record. */
import type { EntityManager } from 'typeorm';
import { prepared } from './prepared.ts';
import { withDecimals, withoutDecimals } from './decimals.ts';
import type { Head } from './head.ts';
import {
  entryBytes,
  leafHash,
  seal,
  unsealed,
  type Json,
  type Opening,
  type TreeHead,
} from '#transparency-log';
import { knownCheckpoint } from './transaction.ts';

export type Subject =
  | 'workspace'
  | 'person'
  | 'desk'
  | 'intake'
  | 'document'
  | 'claim'
  | 'match'
  | 'dependence'
  | 'report'
  | 'finding'
  | 'thread'
  | 'webhook'
  | 'rereview'
  | 'challenge'
  | 'alias-opening'
  | 'log';

/** What an entry is filed under: its aggregate, or the ballot that holds what happened to a claim under seal. */
export type StreamSubject = Subject | 'ballot';

export interface NewEntry {
  readonly subject: StreamSubject;
  readonly type: string;
  readonly at: string;
  readonly fields: Readonly<Record<string, Json>>;
}

export interface Appended {
  readonly head: Head;
  readonly lastEntryId: string;
}

/**
 * Appends entries to streams in one statement, inside the caller's transaction and after their aggregates are locked: the
 * other way round, a transaction that waits for the lock already has a smaller entry id and commits after the one it
 * waits for. Entries follow each other in the order given; a stream may come again, and goes on from where it was left.
 * Gives for each where its stream stands at last and the id of its last entry: the same twice, if it came twice.
 */
export async function appendToStreams(
  tx: EntityManager,
  workspaceId: string,
  streams: readonly { readonly head: Head; readonly entries: readonly NewEntry[] }[],
): Promise<Appended[]> {
  const after = knownCheckpoint(tx);
  const heads = new Map<string, Head>();
  const sealed = streams.map(({ head, entries }) => {
    const linked = sealEntries(heads.get(head.stream) ?? head, entries, after);
    heads.set(head.stream, linked.head);
    return linked;
  });
  const all = sealed.flatMap((stream) => stream.entries);
  // Ids rise in the order given, since they are drawn while the rows are inserted in it.
  const { rows } = await prepared<{ id: string; stream: string }>(
    tx,
    `with given as materialized (
       select * from jsonb_to_recordset($2::jsonb) as t (subject text, stream text, seq int, body text, fields jsonb)),
     appended as (
       insert into audit.entry (workspace_id, subject, stream, seq, body)
       select $1::uuid, subject, stream, seq, convert_to(body, 'UTF8') from given
       returning id, stream, seq),
     opened as (
       insert into audit.opening (entry_id, workspace_id, fields)
       select a.id, $1::uuid, g.fields from appended a join given g using (stream, seq))
     select id, stream from appended order by id`,
    [workspaceId, JSON.stringify(all)],
  );
  if (rows.length !== all.length) throw new Error('not every entry was appended');
  const last = new Map(rows.map(({ id, stream }) => [stream, id]));
  return streams.map(({ head: { stream } }) => {
    const [head, lastEntryId] = [heads.get(stream), last.get(stream)];
    if (!head || !lastEntryId) throw new Error('a stream was given no entries');
    return { head, lastEntryId };
  });
}

/** Each entry with its bytes, linked to the one before; and where the stream stands after the last. */
function sealEntries(from: Head, entries: readonly NewEntry[], after: TreeHead | null) {
  const { stream } = from;
  let { seq, hash } = from;
  const linked = entries.map(({ subject, type, at, fields }) => {
    const openings = (subject === 'log' ? unsealed : seal)(
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, withDecimals(value)])),
    );
    const body = entryBytes({ stream, seq: ++seq, prev: hash, after }, type, at, openings);
    hash = leafHash(body);
    return { subject, stream, seq, body: body.toString('utf8'), fields: openings };
  });
  return { head: { stream, seq, hash }, entries: linked };
}

/** What is left of a field that was erased: its digest, which its leaf still names, and its value without the words. */
export interface ErasedOpening {
  readonly digest: string;
  readonly remains: Json;
}
/** The openings of an entry as they are stored: each field whole, or erased. */
export type StoredOpenings = Readonly<Record<string, Opening | ErasedOpening>>;

export const isErased = (opening: Opening | ErasedOpening): opening is ErasedOpening => 'remains' in opening;

/** An entry as the relay and the checks read it: what is in clear, and the event with the subject it happened to. */
export interface RecordedEntry {
  readonly workspaceId: string;
  readonly subject: Subject;
  /** The entry may be ordered only once its round is closed. */
  readonly sealed: boolean;
  readonly subjectId: string;
  readonly leafHash: string;
  /** The fields whose values are no longer here; the event has what remains of them. */
  readonly erased: readonly string[];
  readonly event: { readonly type: string; readonly at: string; readonly by: string } & Readonly<
    Record<string, Json>
  >;
}

interface EntryColumns {
  readonly workspace_id: string;
  readonly subject: StreamSubject;
  readonly body: Buffer;
  readonly leaf_hash: Buffer;
  readonly fields: StoredOpenings;
}

/** Puts an event together again from the type in the leaf and the values of its openings. */
export function readEntry(row: EntryColumns): RecordedEntry {
  const { type }: { type: string } = JSON.parse(row.body.toString('utf8'));
  const values = Object.fromEntries(
    Object.entries(row.fields).map(([name, opening]) => [
      name,
      withoutDecimals(isErased(opening) ? opening.remains : opening.value),
    ]),
  );
  const { subjectId, at, by, ...event } = values;
  if (typeof subjectId !== 'string' || typeof at !== 'string' || typeof by !== 'string')
    throw new Error('an entry names its subject, its time and its actor');
  const sealed = row.subject === 'ballot';
  if (sealed) delete event.subject;
  return {
    workspaceId: row.workspace_id,
    // A ballot's entries say what they happened to; those of verdicts did not always.
    subject: row.subject !== 'ballot' ? row.subject : values.subject === 'thread' ? 'thread' : 'claim',
    sealed,
    subjectId,
    leafHash: row.leaf_hash.toString('hex'),
    erased: Object.entries(row.fields).flatMap(([name, opening]) => (isErased(opening) ? [name] : [])),
    event: { ...event, type, at, by },
  };
}
