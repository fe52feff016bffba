/** What a benchmark stands on: a private PostgreSQL with fsync on, an api in a process of its own, claims to judge. */
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { migrate, openDataSource } from '#database';
import type { Actor } from '#domain';
import { migrateQueues } from '#jobs';
import { startLocalPostgres } from '#local-postgres';
import { execute } from '#workflow';
import { migrations } from '../migrations/index.ts';

export interface Job {
  readonly claimId: string;
  readonly assignmentId: string;
}

export interface Stand {
  readonly db: DataSource;
  readonly appUrl: string;
  readonly address: string;
  readonly token: string;
  readonly reviewer: Actor;
  /** Claims whose only slot the reviewer holds. */
  assigned(count: number): Promise<Job[]>;
  stop(): Promise<void>;
}

const PREPARED_AT_ONCE = 8;

export async function openStand(): Promise<Stand> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  await chmod(folder, 0o755); // run by root, PostgreSQL drops to an account that must get in
  const postgres = await startLocalPostgres(folder);
  const accountUrl = (username: string) =>
    Object.assign(new URL(postgres.url), { username, password: randomUUID() }).href;
  const appUrl = accountUrl('bench_app');
  await migrate(postgres.url, migrations, { appUrl, systemUrl: accountUrl('bench_system') });
  await migrateQueues(postgres.url);
  const db = await openDataSource(appUrl, PREPARED_AT_ONCE);
  const room = await openRoom(db);
  const api = await startApi(appUrl);
  return {
    db,
    appUrl,
    address: api.address,
    ...room,
    async stop() {
      await api.stop();
      await db.destroy();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openRoom(db: DataSource) {
  const workspaceId = randomUUID();
  const [reviewerId, editorId, deskId] = [randomUUID(), randomUUID(), randomUUID()];
  const setup: Actor = { kind: 'system', workspaceId, name: 'setup' };
  const reviewer: Actor = { kind: 'person', workspaceId, personId: reviewerId, role: 'reviewer' };
  const dispatcher: Actor = { kind: 'system', workspaceId, name: 'dispatcher' };
  const editor: Actor = { kind: 'person', workspaceId, personId: editorId, role: 'editor' };
  const token = randomUUID();
  const sha256 = createHash('sha256').update(token).digest('hex');
  const workspace = { workspaceId, slug: 'bench', name: 'Bench', correctionsPolicy: 'c' };
  await execute(db, setup, { type: 'open-workspace', ...workspace });
  await execute(db, setup, {
    type: 'admit-person',
    personId: reviewerId,
    name: 'R',
    roles: ['reviewer'],
    languages: ['en'],
  });
  await execute(db, setup, {
    type: 'issue-token',
    personId: reviewerId,
    tokenId: randomUUID(),
    role: 'reviewer',
    label: 'b',
    sha256,
  });
  const limits = {
    independentVerdicts: 1,
    verifiedOrigins: 1,
    leaseMinutes: 600,
    dueHours: 24,
    wipLimit: 1_000_000,
  };
  await execute(db, setup, {
    type: 'open-desk',
    deskId,
    slug: 'bench',
    name: 'B',
    topic: 't',
    languages: ['en'],
    requiredSkills: [],
    rubricVersion: 1,
    ...limits,
  });
  await execute(db, setup, { type: 'add-desk-member', deskId, personId: reviewerId });

  const prepare = () => prepareJob(db, { editor, dispatcher, deskId, reviewerId });
  async function assigned(count: number): Promise<Job[]> {
    const jobs: Job[] = [];
    let left = count;
    const one = async () => {
      while (left-- > 0) jobs.push(await prepare());
    };
    await Promise.all(Array.from({ length: PREPARED_AT_ONCE }, one));
    return jobs;
  }
  return { reviewer, token, assigned };
}

interface Cast {
  readonly editor: Actor;
  readonly dispatcher: Actor;
  readonly deskId: string;
  readonly reviewerId: string;
}

async function prepareJob(db: DataSource, { editor, dispatcher, deskId, reviewerId }: Cast): Promise<Job> {
  const claimId = randomUUID();
  const assignmentId = randomUUID();
  await execute(db, editor, {
    type: 'propose-claim',
    claimId,
    text: 'It rained.',
    language: 'en',
    score: 1,
    claimType: 'event-property',
    features: [],
    occurrences: [],
  });
  await execute(db, editor, { type: 'accept-claim', claimId, priority: 1 });
  await execute(db, editor, { type: 'route-claim', claimId, deskId });
  await execute(db, dispatcher, {
    type: 'assign-slot',
    claimId,
    assignmentId,
    reviewerId,
  });
  return { claimId, assignmentId };
}

async function startApi(appUrl: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../apps/api/src/main.js')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, DATABASE_URL: appUrl, PORT: '0', LOG_LEVEL: 'warn', DATABASE_POOL: '32' },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    // What main.ts sends when it listens.
    child.once('message', (message) => resolve((message as { ready: string }).ready));
    child.once('exit', () => reject(new Error('the api did not start')));
  });
  return {
    address,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
