/** Checks the log of a workspace against itself and against the rows it explains. */
import type { DataSource, EntityManager } from 'typeorm';
import { inSnapshot, STORES, type Subject } from '#database';
import { aggregateProblems } from './log-check-aggregate.ts';
import { entriesOf, SUBJECTS } from './replay.ts';

export interface LogCheck {
  /** How many entries of this workspace are ordered, and how many wait for it. */
  readonly size: number;
  readonly pending: number;
  readonly streams: number;
  /** How many things are not as they should be. */
  readonly found: number;
  /** A sentence for each of the first of them. */
  readonly problems: string[];
}

const ENTRIES_TOGETHER = 5_000;
const ROOTS_TOGETHER = 200;
const PROBLEMS_TOLD = 200;

/**
 * Every entry's bytes hash to its leaf, its openings to its digests, and what does not open was erased by an entry; every
 * stream counts from 1 and links back, and belongs to a row; and replaying its events gives the rows that are stored. The
 * last one is what shows a row edited behind the log. Entries under seal are checked and not counted: the count would
 * tell that a verdict is in.
 *
 * It reads some thousand entries at a time, each time over one state of the database, so that people may work on.
 */
export async function checkLog(db: DataSource, workspaceId: string): Promise<LogCheck> {
  const problems = new Problems();
  const counts = await countEntries(db, workspaceId, problems);
  for (const subject of SUBJECTS) await checkAggregates(db, workspaceId, subject, problems);
  await inSnapshot(db, workspaceId, async (tx) => problems.add(await indexProblems(tx)));
  return { ...counts, found: problems.found, problems: problems.told };
}

class Problems {
  readonly told: string[] = [];
  found = 0;

  add(sentences: readonly string[]): void {
    this.found += sentences.length;
    this.told.push(...sentences.slice(0, PROBLEMS_TOLD - this.told.length));
  }
}

/** Goes through the entries in the order of their ids, and finds those that belong to nothing. */
async function countEntries(db: DataSource, workspaceId: string, problems: Problems) {
  const sum = { size: 0, pending: 0, streams: 0 };
  for (let after: string | null = '0'; after !== null;) {
    const from: string = after;
    const batch = await inSnapshot(db, workspaceId, (tx) => countBatch(tx, workspaceId, from));
    sum.size += batch.size;
    sum.pending += batch.pending;
    sum.streams += batch.streams;
    problems.add(
      batch.astray.map((where) => `${where} belongs to nothing here: an entry without its change`),
    );
    after = batch.last;
  }
  return sum;
}

interface Batch {
  readonly size: number;
  readonly pending: number;
  readonly streams: number;
  readonly astray: string[];
  /** Null: there was nothing left. */
  readonly last: string | null;
}

async function countBatch(tx: EntityManager, workspaceId: string, after: string): Promise<Batch> {
  const rows: Batch[] = await tx.query(
    `with batch as (
       select e.id, e.subject, e.stream, e.seq from audit.entry e
        where e.workspace_id = $1 and e.id > $2 order by e.id limit $3),
     seen as (
       select b.*, l.leaf_index is not null as ordered,
              exists (select 1 from audit.sealed s where s.entry_id = b.id) as sealed,
              case b.subject ${SUBJECTS.map((one) => `when '${one}' then ${belongs(tableOf(tx, one), 'true')}`).join(' ')}
                when 'ballot' then ${belongs('app.ballots', OF_BALLOT)} else false end as belongs
         from batch b left join audit.leaf l on l.entry_id = b.id)
     select count(*) filter (where ordered and not sealed)::int as size,
            count(*) filter (where not ordered and not sealed)::int as pending,
            count(*) filter (where seq = 1 and not sealed)::int as streams,
            array(select format('entry %s of stream %s', a.seq, a.stream) from seen a where not a.belongs) as astray,
            max(id) as last
       from seen`,
    [workspaceId, after, ENTRIES_TOGETHER],
  );
  const [batch] = rows;
  if (!batch) throw new Error('a count has a row');
  return batch;
}

const belongs = (table: string, also: string): string =>
  `exists (select 1 from ${table} r where r.workspace_id = $1 and r.stream = b.stream and ${also})`;

const OF_BALLOT = `(
  exists (select 1 from app.assignments a where a.workspace_id = r.workspace_id and a.id = r.id)
  or exists (select 1 from app.thread_comments c where c.workspace_id = r.workspace_id and c.id = r.id))`;

/** The table of an aggregate's first row. */
function tableOf(tx: EntityManager, subject: Subject): string {
  const { schema, tableName } = tx.connection.getMetadata(STORES[subject].root);
  return `${schema}.${tableName}`;
}

async function checkAggregates(
  db: DataSource,
  workspaceId: string,
  subject: Subject,
  problems: Problems,
): Promise<void> {
  for (let after: string | null = NIL; after !== null;) {
    const from: string = after;
    after = await inSnapshot(db, workspaceId, async (tx) => {
      const roots = await nextRoots(tx, workspaceId, subject, from);
      if (!roots.length) return null;
      const entries = await entriesOf(tx, subject, workspaceId, roots);
      problems.add(await aggregateProblems(tx, subject, workspaceId, roots, entries));
      return roots.at(-1)?.id ?? null;
    });
  }
}

const NIL = '00000000-0000-0000-0000-000000000000';

/** The next aggregates by their ids: one at least, and no more than have some thousand entries together. */
const nextRoots = (
  tx: EntityManager,
  workspaceId: string,
  subject: Subject,
  after: string,
): Promise<{ id: string; stream: string }[]> =>
  tx.query(
    `select id, stream from (
       select id, stream, sum(audit_seq) over (order by id) - audit_seq as before
         from (select id, stream, audit_seq from ${tableOf(tx, subject)}
                where workspace_id = $1 and id > $2 order by id limit $3) r) r
      where before < $4 order by id`,
    [workspaceId, after, ROOTS_TOGETHER, ENTRIES_TOGETHER],
  );

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
