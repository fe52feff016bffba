/** Checks the log of a workspace against itself and against the rows it explains. */
import { isDeepStrictEqual } from 'node:util';
import type { DataSource, EntityManager } from 'typeorm';
import { inWorkspace, loadRoot, readEntry, type Aggregates, type Subject } from '#database';
import {
  evolveClaim,
  evolveDependence,
  evolveDesk,
  evolveDocument,
  evolveIntake,
  evolveMatch,
  evolvePerson,
  evolveReport,
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
} as unknown as Record<Subject, Evolve>; // the subject of an entry says which of them its event belongs to

interface Row {
  readonly workspace_id: string;
  readonly subject: Subject;
  readonly stream: string;
  readonly seq: number;
  readonly body: Buffer;
  readonly leaf_hash: Buffer;
  readonly fields: Openings | null;
  readonly leaf_index: string | null;
}

/**
 * Every entry's bytes hash to its leaf, its openings to its digests; every stream counts from 1 and links back; and
 * replaying its events gives the rows that are stored. The last one is what shows a row edited behind the log.
 */
export function checkLog(db: DataSource, workspaceId: string): Promise<LogCheck> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const rows: Row[] = await tx.query(
      `select e.workspace_id, e.subject, e.stream, e.seq, e.body, e.leaf_hash, o.fields, l.leaf_index
         from audit.entry e
         left join audit.opening o on o.entry_id = e.id
         left join audit.leaf l on l.entry_id = e.id
        where e.workspace_id = $1 order by e.stream, e.seq`,
      [workspaceId],
    );
    const streams = new Map<string, Row[]>();
    for (const row of rows) {
      const stream = streams.get(row.stream);
      if (stream) stream.push(row);
      else streams.set(row.stream, [row]);
    }
    const problems = rows.flatMap(entryProblems);
    for (const stream of streams.values()) problems.push(...(await streamProblems(tx, workspaceId, stream)));
    problems.push(...(await indexProblems(tx)));
    const size = rows.filter(({ leaf_index }) => leaf_index !== null).length;
    return { size, pending: rows.length - size, streams: streams.size, problems };
  });
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

async function streamProblems(
  tx: EntityManager,
  workspaceId: string,
  rows: readonly Row[],
): Promise<string[]> {
  const problems: string[] = [];
  let previous: Buffer = Buffer.alloc(0);
  let state: unknown = null;
  let subjectId: string | null = null;
  for (const [index, row] of rows.entries()) {
    const leaf: { seq: number; prev: string; stream: string } = JSON.parse(row.body.toString('utf8'));
    const linked =
      leaf.seq === index + 1 && row.seq === leaf.seq && leaf.prev === previous.toString('base64');
    if (!linked) problems.push(`stream ${row.stream}: entry ${row.seq} does not follow the one before`);
    previous = row.leaf_hash;
    if (!row.fields)
      return [...problems, `stream ${row.stream}: an entry without openings cannot be replayed`];
    const entry = readEntry({ ...row, fields: row.fields });
    subjectId = entry.subjectId;
    state = EVOLVE[row.subject](state, subjectId, entry.event);
  }
  const [first] = rows;
  if (!first || subjectId === null) return problems;
  const stored = await loadRoot(tx, first.subject, workspaceId, subjectId, { lock: false });
  if (!isDeepStrictEqual(stored?.state, state as Aggregates[Subject]))
    problems.push(`${first.subject} ${subjectId}: its rows are not what its entries say`);
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
