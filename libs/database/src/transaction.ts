import type { DataSource, EntityManager } from 'typeorm';
import type { TreeHead } from '#transparency-log';
import { prepared } from './prepared.ts';

/** The newest published checkpoint that a transaction knows; of transactions that are at work. */
const known = new WeakMap<EntityManager, TreeHead | null>();

/**
 * One transaction that sees and writes the rows of one workspace. The setting ends with the transaction, so a pooled
 * connection carries nothing over. `now` is Postgres' clock, in whole milliseconds, the same for the whole transaction.
 */
export function inWorkspace<T>(
  db: DataSource,
  workspaceId: string,
  work: (tx: EntityManager, now: string) => Promise<T>,
): Promise<T> {
  return db.transaction((tx) => seeing(tx, workspaceId, PLANNED_FOR_VALUES, work));
}

/**
 * The same for a command, whose statements find rows by their keys: one plan serves them all, and it goes by the keys.
 * Left to itself, Postgres would plan the reading of a claim's rows anew for each claim, which takes four times as long
 * as reading them; and a plan made while a table was small would read all of it ever after, until autovacuum comes.
 */
export function inCommand<T>(
  db: DataSource,
  workspaceId: string,
  work: (tx: EntityManager, now: string) => Promise<T>,
): Promise<T> {
  return db.transaction((tx) => seeing(tx, workspaceId, PLANNED_FOR_KEYS, work));
}

/** The same over one state of the database, from its first look on: what is read first fits what is read last. */
export function inSnapshot<T>(
  db: DataSource,
  workspaceId: string,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  return db.transaction('REPEATABLE READ', (tx) => seeing(tx, workspaceId, PLANNED_FOR_VALUES, work));
}

const PLANNED_FOR_VALUES: readonly string[] = [];
/** jit: a plan that has no key to go by is thought to cost so much that Postgres would compile it each time. */
const PLANNED_FOR_KEYS: readonly string[] = [
  "set_config('plan_cache_mode', 'force_generic_plan', true)",
  "set_config('enable_seqscan', 'off', true)",
  "set_config('jit', 'off', true)",
];

/**
 * Has the statements of a transaction over all workspaces planned as those of a command: the tables that work passes through
 * are empty whenever Postgres looks how large they are.
 */
export const planForKeys = (tx: EntityManager): Promise<unknown> =>
  prepared(tx, `select ${PLANNED_FOR_KEYS.join(', ')}`, []);

async function seeing<T>(
  tx: EntityManager,
  workspaceId: string,
  planned: readonly string[],
  work: (tx: EntityManager, now: string) => Promise<T>,
): Promise<T> {
  // The checkpoint comes along: a statement of its own would cost every change a round trip.
  const { rows } = await prepared<{ now: Date; size: string | null; root: Buffer | null }>(
    tx,
    `select ${["set_config('app.workspace', $1, true)", ...planned].join(', ')}, date_trunc('milliseconds', now()) as now, c.size, c.root
       from (values (true)) as always
       left join (select size, root from audit.checkpoint order by size desc limit 1) as c on true`,
    [workspaceId],
  );
  const [row] = rows;
  if (!row) throw new Error('the database gave no time');
  known.set(tx, row.size !== null && row.root ? { size: Number(row.size), root: row.root } : null);
  return work(tx, row.now.toISOString());
}

/**
 * The newest checkpoint that was published when the transaction began; null before the first. What it covers was
 * numbered by then, and nothing that the transaction appends was: an entry's place is never before it.
 */
export function knownCheckpoint(tx: EntityManager): TreeHead | null {
  const checkpoint = known.get(tx);
  if (checkpoint === undefined) throw new Error('not a transaction in a workspace');
  return checkpoint;
}
