/** Erases: the openings, the rows that replay gives anew without them, and every copy that is kept beside the rows. */
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { loadRoot, readEntry, type Aggregates, type Change, type Loaded, type Subject } from '#database';
import {
  decideErasure,
  ERASED,
  nameOf,
  Refused,
  type Actor,
  type ErasureCommand,
  type ErasureEvent,
  type ErasureTarget,
} from '#domain';
import type { Json } from '#transparency-log';
import type { Changes } from './commands.ts';
import { eraseKept } from './erasure-kept.ts';
import { planErasure, type Plan, type PlannedEntry } from './erasure-plan.ts';
import { entriesOf, replayed } from './replay.ts';

/** The order in which everybody locks them; what is not here is locked by nobody beside another. */
const LOCKED_IN_TURN: readonly Subject[] = [
  'document',
  'report',
  'claim',
  'thread',
  'person',
  'desk',
  'workspace',
];

interface Affected {
  readonly subject: Subject;
  readonly id: string;
  readonly before: Loaded<Aggregates[Subject]>;
  readonly entries: readonly PlannedEntry[];
}

/** As long as it takes to look through a log of some million entries. */
const STATEMENT_TIMEOUT = '10min';

export async function eraseContent(
  tx: EntityManager,
  actor: Actor,
  command: ErasureCommand,
  now: string,
): Promise<Changes> {
  const { workspaceId } = actor;
  const { target } = command;
  // Before anything is looked for: whoever may not erase is not told whether it is here.
  decideErasure(command, actor, { found: NOTHING_AGAINST });
  await tx.query(`set local statement_timeout = '${STATEMENT_TIMEOUT}'`);
  const { plan, affected } = (await planLocked(tx, workspaceId, target)) ?? { plan: null, affected: null };
  const shown = await readShownVersions(tx, workspaceId, affected ?? []);
  const text = target.kind === 'version' ? await textOf(tx, workspaceId, target) : null;
  const found = plan &&
    affected && {
      ofActivePerson: affected.some(({ before: { state } }) => 'active' in state && state.active),
      sealed: plan.entries.some(({ sealed }) => sealed),
      published: affected.some((one) => isPublished(one, shown.get(one.id))),
      fixed: plan.fixed,
      gone: !plan.entries.length && (text === null || text === ERASED),
    };
  decideErasure(command, actor, { found: target.kind === 'version' && text === null ? null : found });
  if (!plan || !affected) throw new Error('there is something to erase');
  const changes: Change[] = [];
  for (const one of affected) changes.push(await erasureOf(tx, actor, command, one, now));
  return {
    changes,
    keep: async (tx) => {
      for (const { before, entries } of affected) await eraseOpenings(tx, before.head.stream, entries);
      await eraseKept(tx, workspaceId, target, plan);
    },
  };
}

const NOTHING_AGAINST = {
  ofActivePerson: false,
  sealed: false,
  published: false,
  fixed: [],
  gone: false,
};

/**
 * Planned again once everything it names is locked, until that says the same: another erasure may have taken the words
 * meanwhile, or another change may have repeated them.
 */
async function planLocked(
  tx: EntityManager,
  workspaceId: string,
  target: ErasureTarget,
): Promise<{ plan: Plan; affected: Affected[] } | null> {
  for (let plan = await planErasure(tx, workspaceId, target); plan;) {
    const affected = await lockAffected(tx, workspaceId, plan);
    const again = await planErasure(tx, workspaceId, target);
    if (isDeepStrictEqual(again, plan)) return { plan, affected };
    plan = again;
  }
  return null;
}

/** What the command is about comes first, whether or not one of its own entries says anything that goes. */
async function lockAffected(tx: EntityManager, workspaceId: string, plan: Plan): Promise<Affected[]> {
  const own = { subject: plan.subject, subjectId: plan.subjectId };
  const groups = new Map<string, { subject: Subject; id: string; entries: PlannedEntry[] }>();
  for (const entry of [own, ...plan.entries]) {
    const key = `${entry.subject} ${entry.subjectId}`;
    const group = groups.get(key) ?? { subject: entry.subject, id: entry.subjectId, entries: [] };
    if ('entryId' in entry) group.entries.push(entry);
    groups.set(key, group);
  }
  const inTurn = [...groups.values()].sort(
    (a, b) => LOCKED_IN_TURN.indexOf(a.subject) - LOCKED_IN_TURN.indexOf(b.subject) || (a.id < b.id ? -1 : 1),
  );
  const affected: Affected[] = [];
  for (const group of inTurn) {
    const before = await loadRoot(tx, group.subject, workspaceId, group.id, { lock: true });
    if (!before) throw new Refused('not-found', `There is no such ${group.subject.replaceAll('-', ' ')}.`);
    affected.push({ ...group, before });
  }
  const isOwn = ({ subject, id }: Affected) => subject === own.subject && id === own.subjectId;
  return [...affected.filter(isOwn), ...affected.filter((one) => !isOwn(one))];
}

/** What readers are shown, or will be as soon as the renderer and the log are done. `shown`: the version they are shown now, if any. */
const isPublished = ({ before: { state }, entries }: Affected, shown: number | undefined): boolean =>
  'versions' in state &&
  'status' in state &&
  state.status !== 'withdrawn' &&
  entries.some(
    ({ event, erased }) =>
      event.type === 'report-published' &&
      Number(event.version) >= (shown ?? state.versions.length) &&
      erased.some(({ name }) => name === 'content'),
  );

/** By the report's id, which of its versions stands at its address; a later one may wait for the renderer or the log. */
async function readShownVersions(
  tx: EntityManager,
  workspaceId: string,
  affected: readonly Affected[],
): Promise<Map<string, number>> {
  const reportIds = affected.flatMap(({ subject, id }) => (subject === 'report' ? [id] : []));
  if (!reportIds.length) return new Map();
  const rows: { id: string; version: number }[] = await tx.query(
    `select r.id, shown.version from app.reports r cross join lateral app.public_report(r.public_slug) as shown
      where r.workspace_id = $1 and r.id = any ($2::uuid[])`,
    [workspaceId, reportIds],
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}

async function textOf(
  tx: EntityManager,
  workspaceId: string,
  { documentId, versionId }: { documentId: string; versionId: string },
): Promise<string | null> {
  const [row]: { text: string }[] = await tx.query(
    `select t.text from app.document_versions v
       join app.document_texts t on t.workspace_id = v.workspace_id and t.version_id = v.id
      where v.workspace_id = $1 and v.id = $2 and v.document_id = $3`,
    [workspaceId, versionId, documentId],
  );
  return row?.text ?? null;
}

/** The state that the entries give without what is erased: what the log check will replay. */
async function erasureOf(
  tx: EntityManager,
  actor: Actor,
  { basis, reason, target }: ErasureCommand,
  { subject, id, before, entries }: Affected,
  now: string,
): Promise<Change> {
  const erased = entries.flatMap((entry) => entry.erased);
  const isOfVersion = target.kind === 'version' && target.documentId === id;
  const versionId = isOfVersion ? target.versionId : null;
  const event: ErasureEvent = { type: 'content-erased', basis, reason, erased, versionId };
  const stored = await entriesOf(tx, subject, actor.workspaceId, [{ id, stream: before.head.stream }]);
  const left = new Map(entries.map((entry) => [entry.entryId, openingsOf(entry)]));
  const events = stored.map(({ fields, ...row }) => {
    if (!fields) throw new Error(`an entry of ${subject} ${id} has no openings: check the log`);
    return readEntry({ ...row, fields: { ...fields, ...left.get(row.id) } }).event;
  });
  // Events hold nothing but JSON.
  const last = {
    ...(event as unknown as Record<string, Json> & { type: string }),
    at: now,
    by: nameOf(actor),
  };
  const after = replayed(subject, id, [...events, last]);
  if (!after) throw new Error(`${subject} ${id} has no entries`);
  return { subject, id, before, after, events: [{ ...event, at: now, by: nameOf(actor) }] };
}

const openingsOf = ({ erased }: PlannedEntry) =>
  Object.fromEntries(erased.map(({ name, digest, remains }) => [name, { digest, remains }]));

/** Only as the entry of this transaction in the same stream says: a trigger compares. */
async function eraseOpenings(
  tx: EntityManager,
  stream: string,
  entries: readonly PlannedEntry[],
): Promise<void> {
  await tx.query(
    `update audit.opening o set fields = o.fields || (g.one -> 'fields'), erased_by = x.entry_id
       from jsonb_array_elements($2::jsonb) as g (one), audit.erasure x
       join audit.entry e on e.id = x.entry_id
      where x.tx = pg_current_xact_id() and e.stream = $1 and o.entry_id = (g.one ->> 'entryId')::bigint`,
    [stream, JSON.stringify(entries.map((entry) => ({ entryId: entry.entryId, fields: openingsOf(entry) })))],
  );
}
