/** A private PostgreSQL with fsync on, and a Redis where one is installed: what a benchmark of the worker's parts stands on. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { migrate, openDataSource } from '#database';
import { migrateQueues } from '#jobs';
import { startLocalPostgres } from '#local-postgres';
import { migrations } from '../migrations/index.ts';

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
  const redis = await startRedis();
  return {
    folder,
    adminUrl: postgres.url,
    appUrl,
    systemUrl,
    sealerUrl,
    redisUrl: redis?.url ?? null,
    db,
    system,
    async stop() {
      await redis?.stop();
      await db.destroy();
      await system.destroy();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startRedis(): Promise<{ url: string; stop: () => Promise<void> } | null> {
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', options, { stdio: 'ignore' });
  const started = await Promise.race([
    once(child, 'spawn').then(() => true),
    once(child, 'error').then(() => false),
  ]);
  if (!started) return null;
  const ended = once(child, 'exit');
  const url = `redis://127.0.0.1:${port}`;
  const probe = new Redis(url, { maxRetriesPerRequest: null });
  probe.on('error', () => undefined); // it is not up yet
  await probe.ping();
  probe.disconnect();
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (!address || typeof address === 'string') throw new Error('a port was expected');
  return address.port;
}
