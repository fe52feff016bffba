/** What an erasure takes away: the fields that were named, and every other that holds the same words. */
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { isErased, loadRoot, readEntry, type RecordedEntry, type Subject } from '#database';
import {
  followed,
  mayErase,
  protectedPersons,
  publishedForms,
  quotesOf,
  withoutQuotes,
  withoutThese,
  withoutWords,
  wordsIn,
  type ErasedField,
  type ErasureTarget,
} from '#domain';
import { digestOf, type Json } from '#transparency-log';
import type { StoredEntry } from './replay.ts';

/** Fields of one entry that are to go. */
export interface PlannedEntry {
  readonly entryId: string;
  readonly subject: Subject;
  readonly subjectId: string;
  readonly event: RecordedEntry['event'];
  readonly sealed: boolean;
  readonly erased: readonly ErasedField[];
}

export interface Plan {
  /** What the command is about. */
  readonly subject: Subject;
  readonly subjectId: string;
  readonly entries: readonly PlannedEntry[];
  /** Named, and not among what may be erased. */
  readonly fixed: readonly string[];
  /** The texts that are looked for everywhere, longest first. */
  readonly words: readonly string[];
}

type Row = Omit<StoredEntry, 'owner' | 'fields'> & { readonly fields: NonNullable<StoredEntry['fields']> };
type Take = (name: string, value: Json, row: Row) => Json;

/** Null: there is nothing of that name. */
export async function planErasure(
  tx: EntityManager,
  workspaceId: string,
  target: ErasureTarget,
): Promise<Plan | null> {
  const rows = await rowsOf(tx, workspaceId, target);
  const [first] = rows;
  if (target.kind !== 'version' && !first) return null;
  const take = takeOf(target);
  const said = rows.flatMap((row) => wordsTaken(row, target, take));
  // Reports have labels for their names, also for those of whom was protected once.
  const workspace = (await loadRoot(tx, 'workspace', workspaceId, workspaceId, { lock: false }))?.state;
  const now = workspace ? protectedPersons(workspace) : [];
  const ever = workspace?.protections.map(({ person }) => person) ?? [];
  const published = said.flatMap((text) => [now, ever].flatMap((persons) => publishedForms(text, persons)));
  const words = followed([...said, ...published]);
  const copies = words.length ? await rowsHolding(tx, workspaceId, words) : [];
  const all = new Map([...rows, ...copies].map((row) => [row.id, row]));
  const own = new Set(rows.map(({ id }) => id));
  const entries = [...all.values()].flatMap((row) => {
    const planned = plan(row, (name, value) =>
      withoutThese(own.has(row.id) ? take(name, value, row) : value, words),
    );
    return planned.erased.length ? [planned] : [];
  });
  return { ...aboutOf(target, first), entries, fixed: fixedIn(target, first), words };
}

function aboutOf(target: ErasureTarget, first: Row | undefined): Pick<Plan, 'subject' | 'subjectId'> {
  if (target.kind === 'version') return { subject: 'document', subjectId: target.documentId };
  if (!first) throw new Error('something was found');
  const { subject, subjectId } = readEntry(first);
  return { subject, subjectId };
}

const ROWS = `
  select e.id, e.workspace_id, e.subject, e.stream, e.seq, e.body, o.fields,
         -- Of a recalled round nobody can say when it ends: what must go cannot wait for it.
         exists (select 1 from audit.sealed z
                   join app.ballots b on b.stream = z.stream
                   join app.rounds r on r.workspace_id = b.workspace_id and r.claim_id = b.claim_id and r.number = b.round
                  where z.entry_id = e.id and r.status = 'open') as sealed
    from audit.opening o join audit.entry e on e.id = o.entry_id`;

function rowsOf(tx: EntityManager, workspaceId: string, target: ErasureTarget): Promise<Row[]> {
  switch (target.kind) {
    case 'person':
      return tx.query(
        `${ROWS} join app.people p on p.workspace_id = e.workspace_id and p.stream = e.stream
          where p.workspace_id = $1 and p.id = $2 order by e.id`,
        [workspaceId, target.personId],
      );
    case 'fields':
      return tx.query(`${ROWS} where e.workspace_id = $1 and audit.leaf_hash(e.body) = decode($2, 'hex')`, [
        workspaceId,
        target.leafHash,
      ]);
    case 'version':
      return rowsHolding(tx, workspaceId, [target.versionId]);
  }
}

/** Every entry of the workspace is looked through: it takes its time, and is rare. */
function rowsHolding(tx: EntityManager, workspaceId: string, texts: readonly string[]): Promise<Row[]> {
  return tx.query(
    `${ROWS} cross join lateral (select o.fields::text as said offset 0) t
      where o.workspace_id = $1 and exists (select 1 from unnest($2::text[]) as x (text) where strpos(t.said, x.text) > 0)
      order by e.id`,
    [workspaceId, texts.map(asInJson)],
  );
}

/** How Postgres writes a text within JSON. */
export const asInJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** What the target itself takes from a field. */
function takeOf(target: ErasureTarget): Take {
  switch (target.kind) {
    case 'person':
      // Why it was erased is said of the erasure, and not of the person.
      return (name, value, row) => (typeOf(row) === 'content-erased' ? value : withoutWords(name, value));
    case 'fields':
      return (name, value) => (target.names.includes(name) ? withoutWords(name, value) : value);
    case 'version':
      return (name, value, row) =>
        isFoundIn(row, name, target.versionId)
          ? withoutWords(name, value)
          : withoutQuotes(value, target.versionId);
  }
}

/** Passages of earlier versions, as they stand in this one. */
const isFoundIn = (row: Row, name: string, versionId: string): boolean =>
  name === 'anchors' && readEntry(row).event.versionId === versionId;

function wordsTaken(row: Row, target: ErasureTarget, take: Take): string[] {
  return Object.entries(row.fields).flatMap(([name, opening]) => {
    if (isErased(opening) || !mayErase(typeOf(row), name)) return [];
    const { value } = opening;
    if (target.kind === 'version')
      return [
        ...quotesOf(value, target.versionId),
        ...(isFoundIn(row, name, target.versionId) ? foundIn(value) : []),
      ];
    return isDeepStrictEqual(take(name, value, row), value) ? [] : wordsIn(value);
  });
}

/** The words of anchors as they were found. */
const foundIn = (anchors: Json): string[] =>
  Array.isArray(anchors)
    ? anchors.flatMap(({ found }: { found: { exact: string } | null }) => (found ? [found.exact] : []))
    : [];

function plan(row: Row, take: (name: string, value: Json) => Json): PlannedEntry {
  const { subject, subjectId, event, leafHash } = readEntry(row);
  const erased = Object.entries(row.fields).flatMap(([name, opening]): ErasedField[] => {
    if (!mayErase(event.type, name)) return [];
    const value = isErased(opening) ? opening.remains : opening.value;
    const remains = take(name, value);
    if (isDeepStrictEqual(remains, value)) return [];
    const digest = isErased(opening) ? opening.digest : digestOf(name, opening);
    return [{ leafHash, name, digest, remains }];
  });
  return { entryId: row.id, subject, subjectId, event, sealed: row.sealed, erased };
}

const typeOf = (row: Row): string => readEntry(row).event.type;

const fixedIn = (target: ErasureTarget, row: Row | undefined): string[] =>
  target.kind === 'fields' && row ? target.names.filter((name) => !mayErase(typeOf(row), name)) : [];
