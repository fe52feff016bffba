import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '#database';
import { migrateQueues } from '#jobs';
import { startLocalPostgres } from '#local-postgres';
import { buildIfStale } from '../../bin/build.mjs';
import { migrations } from '../../migrations/index.ts';
import { missingPrograms } from '../../jest/programs.mjs';
import { startRedis } from './redis.ts';
import {
  addressOf,
  announceServers,
  APP_ACCOUNT,
  SEALER_ACCOUNT,
  SYSTEM_ACCOUNT,
  TEMPLATE,
} from './servers.ts';

/** Builds what is shipped, for the suites that run it, starts the servers, and migrates once: every test file clones the result. */
export default async function setUp(): Promise<void> {
  buildIfStale();
  const folder = await mkdtemp(join(tmpdir(), 'countersign-tests-'));
  await chmod(folder, 0o755); // run by root, PostgreSQL drops to an account that must get in
  const postgres = await startLocalPostgres(folder);
  const redis = missingPrograms().includes('redis') ? null : await startRedis();
  announceServers({ adminUrl: postgres.url, redisUrl: redis?.url ?? null });
  globalThis.stopTestServers = async () => {
    await redis?.stop();
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
    sealerUrl: addressOf(TEMPLATE, SEALER_ACCOUNT),
  });
  await migrateQueues(addressOf(TEMPLATE));
}

declare global {
  var stopTestServers: () => Promise<void>;
}
