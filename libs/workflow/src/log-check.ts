/** Checks the log of a workspace against itself and against the rows it explains. */
import { isDeepStrictEqual } from 'node:util';
import type { DataSource, EntityManager } from 'typeorm';
import {
  inWorkspace,
  loadRoot,
  readEntry,
  type Aggregates,
  type StreamSubject,
  type Subject,
} from '#database';
import {
  evolveChallenge,
  evolveClaim,
  evolveDependence,
  evolveDesk,
  evolveDocument,
  evolveFinding,
  evolveIntake,
  evolveMatch,
  evolvePerson,
  evolveReport,
  evolveRereview,
  evolveThread,
  evolveWebhook,
  evolveWorkspace,
  type Stamped,
} from '#domain';
import { digestOf, leafHash, type Openings } from '#transparency-log';

export interface LogCheck {
  /** How many entries of this workspace are ordered, and how many wait for it. */
  readonly size: number;
  readonly pending: number;
  readonly streams: number;
  /** A sentence for everything that is not as it should be. */
  readonly problems: string[];
}

type Evolve = (state: unknown, id: string, event: Stamped<{ type: string }>) => unknown;

const EVOLVE = {
  workspace: evolveWorkspace,
  person: evolvePerson,
  desk: evolveDesk,
  intake: evolveIntake,
  document: evolveDocument,
  claim: evolveClaim,
  match: evolveMatch,
  dependence: evolveDependence,
  report: evolveReport,
  finding: evolveFinding,
  thread: evolveThread,
  webhook: evolveWebhook,
  rereview: evolveRereview,
  challenge: evolveChallenge,
} as unknown as Record<Subject, Evolve>; // the subject of an entry says which of them its event belongs to

interface Row {
  readonly id: string;
  readonly workspace_id: string;
  readonly subject: StreamSubject;
  readonly stream: string;
  readonly seq: number;
  readonly body: Buffer;
  readonly leaf_hash: Buffer;
  readonly fields: Openings | null;
  readonly leaf_index: string | null;
  readonly sealed: boolean;
}

/**
 * Every entry's bytes hash to its leaf, its openings to its digests; every stream counts from 1 and links back; and
 * replaying its events gives the rows that are stored. The last one is what shows a row edited behind the log.
 * Entries under seal are checked and not counted: the count would tell that a verdict is in.
 */
export function checkLog(db: DataSource, workspaceId: string): Promise<LogCheck> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const rows: Row[] = await tx.query(
      `select e.id, e.workspace_id, e.subject, e.stream, e.seq, e.body, e.leaf_hash, o.fields, l.leaf_index,
              exists (select 1 from audit.sealed s where s.entry_id = e.id) as sealed
         from audit.entry e
         left join audit.opening o on o.entry_id = e.id
         left join audit.leaf l on l.entry_id = e.id
        where e.workspace_id = $1 order by e.stream, e.seq`,
      [workspaceId],
    );
    const problems = rows.flatMap(entryProblems);
    for (const stream of groupBy(rows, ({ stream }) => stream).values())
      problems.push(...streamProblems(stream));
    problems.push(...(await replayProblems(tx, workspaceId, rows)), ...(await indexProblems(tx)));
    const open = rows.filter(({ sealed }) => !sealed);
    const size = open.filter(({ leaf_index }) => leaf_index !== null).length;
    const streams = new Set(open.map(({ stream }) => stream)).size;
    return { size, pending: open.length - size, streams, problems };
  });
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

function entryProblems({ stream, seq, body, leaf_hash, fields }: Row): string[] {
  const where = `entry ${seq} of stream ${stream}`;
  const leaf: { sd: string[] } = JSON.parse(body.toString('utf8'));
  const problems: string[] = [];
  if (!leafHash(body).equals(leaf_hash)) problems.push(`${where}: the leaf hash is not that of its bytes`);
  for (const [name, opening] of Object.entries(fields ?? {}))
    if (!leaf.sd.includes(digestOf(name, opening)))
      problems.push(`${where}: the opening of “${name}” is not what was recorded`);
  return problems;
}

function streamProblems(rows: readonly Row[]): string[] {
  const problems: string[] = [];
  let previous: Buffer = Buffer.alloc(0);
  for (const [index, row] of rows.entries()) {
    const leaf: { seq: number; prev: string; stream: string } = JSON.parse(row.body.toString('utf8'));
    const linked =
      leaf.seq === index + 1 && row.seq === leaf.seq && leaf.prev === previous.toString('base64');
    if (!linked) problems.push(`stream ${row.stream}: entry ${row.seq} does not follow the one before`);
    previous = row.leaf_hash;
  }
  if (rows.some(({ fields }) => !fields))
    problems.push(`stream ${rows[0]?.stream}: an entry without openings cannot be replayed`);
  return problems;
}

/** A claim's events stand in its stream and in its ballots; its lock gave their entries ids in the order they happened. */
async function replayProblems(
  tx: EntityManager,
  workspaceId: string,
  rows: readonly Row[],
): Promise<string[]> {
  const problems: string[] = [];
  const inOrder = [...rows].sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
  const entries = inOrder.flatMap(({ fields, ...row }) =>
    fields ? [{ stream: row.stream, ...readEntry({ ...row, fields }) }] : [],
  );
  const unread = new Set(rows.filter(({ fields }) => !fields).map(({ stream }) => stream));
  const aggregates = groupBy(entries, ({ subject, subjectId }) => `${subject} ${subjectId}`);
  for (const [name, events] of aggregates) {
    const [first] = events;
    if (!first || events.some(({ stream }) => unread.has(stream))) continue;
    const { subject, subjectId } = first;
    const state = events.reduce<unknown>(
      (before, { event }) => EVOLVE[subject](before, subjectId, event),
      null,
    );
    const stored = await loadRoot(tx, subject, workspaceId, subjectId, { lock: false });
    if (!isDeepStrictEqual(stored?.state, state as Aggregates[Subject]))
      problems.push(`${name}: its rows are not what its entries say`);
  }
  return problems;
}

/** The whole log counts from 0 without holes, over all workspaces. */
async function indexProblems(tx: EntityManager): Promise<string[]> {
  const [row]: { size: string; leaves: string; highest: string | null }[] = await tx.query(
    `select (select size from audit.tree where one) as size, count(*) as leaves, max(leaf_index) as highest from audit.leaf`,
  );
  if (!row) return ['the log has lost its tree'];
  const whole = row.size === row.leaves && Number(row.highest ?? -1) + 1 === Number(row.size);
  return whole
    ? []
    : [`the log has ${row.leaves} leaves for a size of ${row.size}, the highest ${row.highest}`];
}
