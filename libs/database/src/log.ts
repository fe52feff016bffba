/** Appending to the log, and reading entries back as the events they record. */
import type { EntityManager } from 'typeorm';
import { sendTogether, type Answer, type Statement } from './prepared.ts';
import { withDecimals, withoutDecimals } from './decimals.ts';
import type { Head } from './head.ts';
import {
  entryBytes,
  leafHash,
  seal,
  unsealed,
  type Json,
  type Opening,
  type Openings,
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

/** Entries with their bytes, and where their stream stands after them. */
export interface Linked {
  readonly head: Head;
  readonly entries: readonly SealedEntry[];
}

interface SealedEntry {
  readonly subject: StreamSubject;
  readonly stream: string;
  readonly seq: number;
  readonly body: string;
  readonly fields: Openings;
}

/**
 * Entries follow each other in the order given; a stream may come again, and goes on from where it was left. Each is told
 * where its stream stands at last: the same twice, if it came twice.
 */
export function linkToStreams(
  tx: EntityManager,
  streams: readonly { readonly head: Head; readonly entries: readonly NewEntry[] }[],
): Linked[] {
  const after = knownCheckpoint(tx);
  const heads = new Map<string, Head>();
  const linked = streams.map(({ head, entries }) => {
    const sealed = sealEntries(heads.get(head.stream) ?? head, entries, after);
    heads.set(head.stream, sealed.head);
    return sealed;
  });
  return linked.map(({ head, entries }) => ({ head: heads.get(head.stream) ?? head, entries }));
}

/** By its id; or null, the last that is appended: rows that go with their entries cannot know its id yet. */
export type EntryId = string | null;
export const LAST_APPENDED: EntryId = null;

/**
 * Appends entries in one statement, inside the caller's transaction and after their aggregates are locked: the other way
 * round, a transaction that waits for the lock already has a smaller entry id and commits after the one it waits for.
 * Statements that save what the entries record go with it at once, and are carried out behind it. Gives for each stream
 * the id of its last entry.
 */
export async function append(
  tx: EntityManager,
  workspaceId: string,
  streams: readonly Linked[],
  saves: readonly Statement[],
): Promise<{ readonly lastEntryIds: string[]; readonly saved: readonly Answer[] }> {
  const entries = streams.flatMap((stream) => stream.entries);
  const [appended, ...saved] = await sendTogether(tx, [
    { text: APPEND, values: [workspaceId, JSON.stringify(entries)] },
    ...saves,
  ]);
  if (appended?.count !== entries.length) throw new Error('not every entry was appended');
  const last = new Map(appended.rows.map(({ id, stream }): [string, string] => [stream, id]));
  const lastEntryIds = streams.map(({ head: { stream } }) => {
    const id = last.get(stream);
    if (!id) throw new Error('a stream was given no entries');
    return id;
  });
  return { lastEntryIds, saved };
}

/** Ids rise in the order given, since they are drawn while the rows are inserted in it. */
const APPEND = `
  with given as materialized (
    select * from jsonb_to_recordset($2::jsonb) as t (subject text, stream text, seq int, body text, fields jsonb)),
  appended as (
    insert into audit.entry (workspace_id, subject, stream, seq, body)
    select $1::uuid, subject, stream, seq, convert_to(body, 'UTF8') from given
    returning id, stream, seq),
  opened as (
    insert into audit.opening (entry_id, workspace_id, fields)
    select a.id, $1::uuid, g.fields from appended a join given g using (stream, seq))
  select id, stream from appended order by id`;

/** Each entry with its bytes, linked to the one before; and where the stream stands after the last. */
function sealEntries(from: Head, entries: readonly NewEntry[], after: TreeHead | null): Linked {
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
  /** The entry is not ordered while its round is under seal. */
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
    leafHash: leafHash(row.body).toString('hex'),
    erased: Object.entries(row.fields).flatMap(([name, opening]) => (isErased(opening) ? [name] : [])),
    event: { ...event, type, at, by },
  };
}
