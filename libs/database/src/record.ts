/** The one place where a change is written: its entries are appended and its rows saved, in one transaction. */
import type { EntityManager } from 'typeorm';
import type { Stamped } from '#domain';
import { newStream, type Json } from '#transparency-log';
import { append, type Head, type Subject } from './log.ts';
import { saveChanges, type RowState } from './save.ts';
import { STORES, type Aggregates, type Loaded } from './stores.ts';

export interface Change<K extends Subject = Subject> {
  readonly subject: K;
  readonly id: string;
  readonly before: Loaded<Aggregates[K]> | null;
  readonly after: Aggregates[K];
  readonly events: readonly Stamped<{ readonly type: string }>[];
}

export async function record<K extends Subject>(
  tx: EntityManager,
  workspaceId: string,
  { subject, id, before, after, events }: Change<K>,
): Promise<void> {
  const start: Head = before?.head ?? { stream: newStream(), seq: 0, hash: Buffer.alloc(0) };
  const entries = events.map(({ type, ...fields }) => ({
    subject,
    type,
    at: fields.at,
    // Events hold nothing but JSON; jcs() throws if one does.
    fields: { ...(fields as Readonly<Record<string, Json>>), subjectId: id },
  }));
  const { head, lastEntryId } = await append(tx, workspaceId, start, entries);
  const { rows } = STORES[subject];
  await saveChanges(
    tx,
    before ? withHead(rows(before.state), before.head, before.version) : [],
    withHead(rows(after), head, (before?.version ?? 0) + 1),
    { workspaceId, entryId: lastEntryId },
  );
}

/** The first row carries the stream's head, and is only replaced at the version that was read. */
function withHead([root, ...parts]: RowState[], { stream, seq, hash }: Head, version: number): RowState[] {
  if (!root) throw new Error('an aggregate has at least its first row');
  const values = { ...root.values, stream, auditSeq: seq, auditHead: hash, version };
  return [{ ...root, values, guard: ['version'] }, ...parts];
}
