/** The worker's parts, to be run one pass at a time over a test database. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { jobKey, openQueueBackend, type JobSpec, type QueueBackend } from '#jobs';
import { Enqueuer } from '../../../apps/worker/src/enqueue.ts';
import { openArchive } from '#intake';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { handlersOn } from '../../../apps/worker/src/handlers.ts';
import { Processors } from '../../../apps/worker/src/processors.ts';
import type { TestDatabase } from '../../support/database.ts';
import type { Backend } from '../../support/running.ts';
import { servers } from '../../support/servers.ts';

export interface Queues {
  readonly backend: QueueBackend;
  readonly enqueuer: Enqueuer;
  close(): Promise<void>;
}

/** Queues of this test's own: nobody else adds to them or takes from them. */
export function openQueues(
  database: TestDatabase,
  kind: Backend,
  redisUrl: string | null = servers().redisUrl,
): Queues {
  if (kind === 'redis' && !redisUrl) throw new Error('this suite needs redis-server');
  const backend = openQueueBackend(
    {
      databaseUrl: database.systemUrl,
      redisUrl: kind === 'redis' ? redisUrl : null,
      prefix: `test-${randomUUID()}`,
    },
    () => undefined, // a broken connection shows in what is asked of it
  );
  const enqueuer = new Enqueuer(backend);
  return {
    backend,
    enqueuer,
    async close() {
      await enqueuer.close();
      await backend.close();
    },
  };
}

/** Workers on every queue, with the handlers the worker has. */
export async function openProcessors(
  database: TestDatabase,
  { backend }: Queues,
  log = pino({ level: 'silent' }),
): Promise<Processors> {
  const handlers = handlersOn({
    db: database.db,
    archive: await openArchive({ folder: await temporaryFolder() }),
    fetching: { userAgent: 'Countersign-tests/1' },
    model: null,
    mail: null,
    publicUrl: 'https://countersign.example',
  });
  const processors = new Processors(database.db, database.system, backend, handlers, log);
  await processors.openMissing();
  return processors;
}

export const enqueue = (database: TestDatabase, { enqueuer }: Queues, specs: readonly JobSpec[]) =>
  database.system.transaction((tx) => enqueuer.enqueue(tx, specs));

/** What Postgres has written down about this job's executions. */
export async function executionOf(database: TestDatabase, spec: JobSpec) {
  const { rows } = await database.admin.query<{ executions: number; state: string }>(
    `select executions, case when finished_at is not null then 'finished' when lease_until <= now() then 'waits'
                             else 'runs' end as state
       from app.job_executions where job_key = $1`,
    [jobKey(spec)],
  );
  return rows[0] ?? null;
}

/** A change without an entry, as only a superuser can make it: stands for time that has gone by. */
export async function turnBack(database: TestDatabase, sql: string, values: unknown[] = []): Promise<void> {
  await database.admin.query('set session_replication_role = replica');
  const { rowCount } = await database.admin.query(sql, values);
  await database.admin.query('set session_replication_role = origin');
  if (!rowCount) throw new Error(`nothing was turned back by: ${sql}`);
}
