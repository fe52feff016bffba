/** A private PostgreSQL with fsync on, and a Redis where one is installed: what a benchmark of the worker's parts stands on. */
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { migrate, openDataSource } from '#database';
import { failedWith } from '#durable-files';
import { migrateQueues } from '#jobs';
import { startLocalPostgres } from '#local-postgres';
import { migrations } from '../migrations/index.ts';
import { startRedis, type RedisServer } from '../tests/support/redis.ts';

export interface Ground {
  readonly folder: string;
  /** The bootstrap account's: to lay out what no command would. */
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  readonly sealerUrl: string;
  readonly redisUrl: string | null;
  readonly db: DataSource;
  readonly system: DataSource;
  /** What autovacuum does within a minute: until then Postgres plans as if the tables were empty. */
  analyze(database?: string): Promise<void>;
  stop(): Promise<void>;
}

const POOL = 12;
const SYSTEM_POOL = 5;

export async function openGround(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  await chmod(folder, 0o755); // run by root, PostgreSQL drops to an account that must get in
  const postgres = await startLocalPostgres(folder);
  const accountUrl = (username: string) =>
    Object.assign(new URL(postgres.url), { username, password: randomUUID() }).href;
  const [appUrl, systemUrl] = [accountUrl('bench_app'), accountUrl('bench_system')];
  const sealerUrl = accountUrl('bench_sealer');
  await migrate(postgres.url, migrations, { appUrl, systemUrl, sealerUrl });
  await migrateQueues(postgres.url);
  const db = await openDataSource(appUrl, POOL);
  const system = await openDataSource(systemUrl, SYSTEM_POOL);
  const redis = await redisIfThere();
  return {
    folder,
    adminUrl: postgres.url,
    appUrl,
    systemUrl,
    sealerUrl,
    redisUrl: redis?.url ?? null,
    db,
    system,
    async analyze(database = 'countersign') {
      const url = Object.assign(new URL(postgres.url), { pathname: database }).href;
      const admin = new pg.Client({ connectionString: url });
      await admin.connect();
      await admin.query('analyze');
      await admin.end();
    },
    async stop() {
      await redis?.stop();
      await db.destroy();
      await system.destroy();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Null where none is installed. */
const redisIfThere = (): Promise<RedisServer | null> =>
  startRedis().catch((error: unknown) => {
    if (failedWith(error, 'ENOENT')) return null;
    throw error;
  });
