import type { DataSource, EntityManager } from 'typeorm';
import { prepared } from './prepared.ts';

/**
 * One transaction that sees and writes the rows of one workspace. The setting ends with the transaction, so a pooled
 * connection carries nothing over. `now` is Postgres' clock, in whole milliseconds, the same for the whole transaction.
 */
export function inWorkspace<T>(
  db: DataSource,
  workspaceId: string,
  work: (tx: EntityManager, now: string) => Promise<T>,
): Promise<T> {
  return db.transaction((tx) => seeing(tx, workspaceId, work));
}

/** The same over one state of the database, from its first look on: what is read first fits what is read last. */
export function inSnapshot<T>(
  db: DataSource,
  workspaceId: string,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  return db.transaction('REPEATABLE READ', (tx) => seeing(tx, workspaceId, work));
}

async function seeing<T>(
  tx: EntityManager,
  workspaceId: string,
  work: (tx: EntityManager, now: string) => Promise<T>,
): Promise<T> {
  const { rows } = await prepared<{ now: Date }>(
    tx,
    `select set_config('app.workspace', $1, true), date_trunc('milliseconds', now()) as now`,
    [workspaceId],
  );
  const [row] = rows;
  if (!row) throw new Error('the database gave no time');
  return work(tx, row.now.toISOString());
}
