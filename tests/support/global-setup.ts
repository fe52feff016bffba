import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { migrate } from '#database';
import { migrateQueues } from '#jobs';
import { startLocalPostgres } from '#local-postgres';
import { migrations } from '../../migrations/index.ts';
import { missingPrograms } from '../../jest/programs.mjs';
import { addressOf, announceServers, APP_ACCOUNT, SYSTEM_ACCOUNT, TEMPLATE } from './servers.ts';

/** Starts the servers, and migrates once: every test file clones the result. */
export default async function setUp(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-tests-'));
  await chmod(folder, 0o755); // run by root, PostgreSQL drops to an account that must get in
  const postgres = await startLocalPostgres(folder);
  const redis = missingPrograms().includes('redis') ? null : await startRedis();
  announceServers({ adminUrl: postgres.url, redisUrl: redis?.url ?? null });
  globalThis.stopTestServers = async () => {
    redis?.process.kill('SIGTERM');
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  await buildTemplate(postgres.url);
}

async function buildTemplate(adminUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  await migrate(addressOf(TEMPLATE), migrations, {
    appUrl: addressOf(TEMPLATE, APP_ACCOUNT),
    systemUrl: addressOf(TEMPLATE, SYSTEM_ACCOUNT),
  });
  await migrateQueues(addressOf(TEMPLATE));
}

async function startRedis(): Promise<{ url: string; process: ChildProcess }> {
  const port = await freePort();
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    {
      stdio: 'ignore',
    },
  );
  const url = `redis://127.0.0.1:${port}`;
  const probe = new Redis(url, { maxRetriesPerRequest: null });
  probe.on('error', () => undefined); // it is not up yet
  await probe.ping();
  probe.disconnect();
  return { url, process: child };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

declare global {
  var stopTestServers: () => Promise<void>;
}
