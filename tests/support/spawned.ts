/** The programs as they are shipped: the compiled api, worker and command line, as processes of their own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect } from '@jest/globals';
import type { TestDatabase } from './database.ts';

export const CHECKOUT = resolve(import.meta.dirname, '../..');
const READY_WITHIN_MS = 30_000;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Spawned {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has written to its output so far. */
  output(): string;
  /** And to its error stream. */
  errors(): string;
}

export type Environment = Record<string, string | undefined>;

export interface SpawnWishes {
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly input?: string | Buffer;
  readonly ipc?: boolean;
  /** A process group of its own, which can be killed as one. */
  readonly detached?: boolean;
}

const running = new Set<ChildProcess>();
// A test that failed in the middle leaves no process behind.
afterAll(() => running.forEach((child) => child.kill('SIGKILL')));

/** Nothing of this run's own settings reaches it but what is named. */
export function spawnNode(args: readonly string[], env: Environment, wishes: SpawnWishes = {}): Spawned {
  const { input, ipc = false, ...options } = wishes;
  const inherited = { PATH: process.env.PATH, HOME: process.env.HOME };
  const child = spawn(process.execPath, args, {
    ...options,
    env: { ...inherited, ...env },
    stdio: ['pipe', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
  });
  running.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin?.on('error', () => undefined); // it may end without reading
  child.stdin?.end(input);
  // Not its event "close": that one never comes after disconnect().
  const wholeOutput = [child.stdout, child.stderr].flatMap((stream) =>
    stream ? [once(stream, 'close')] : [],
  );
  const ended = once(child, 'exit').then(async ([code, signal]: unknown[]) => {
    running.delete(child);
    await Promise.all(wholeOutput);
    return { code, signal, stdout, stderr } as Ended; // the event brings these two
  });
  return { child, ended, output: () => stdout, errors: () => stderr };
}

export const mainOf = (app: 'api' | 'worker' | 'sealer'): string =>
  join(CHECKOUT, `dist/apps/${app}/src/main.js`);

export const spawnApp = (app: 'api' | 'worker' | 'sealer', env: Environment): Spawned =>
  spawnNode([mainOf(app)], env, { ipc: true });

export const spawnCountersign = (
  args: readonly string[],
  env: Environment = {},
  wishes: SpawnWishes = {},
): Spawned => spawnNode([join(CHECKOUT, 'bin/countersign.mjs'), ...args], env, wishes);

/** `countersign …`, run to its end. */
export const countersign = (...call: Parameters<typeof spawnCountersign>): Promise<Ended> =>
  spawnCountersign(...call).ended;

/** The address it answers at, once it says so; fails with what it wrote when it ends instead. */
export function readyAt({ child, ended }: Spawned): Promise<string> {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error('it did not get ready in time')), READY_WITHIN_MS);
    child.once('message', (message: { ready: string }) => {
      clearTimeout(timer);
      done(message.ready);
    });
    void ended.then(({ stdout, stderr }) => {
      clearTimeout(timer);
      failed(new Error(`it ended instead: ${stderr}${stdout}`));
    });
  });
}

const STOPS_WITHIN_MS = 3_000;

/** Ends by itself after `begin`, with success, in time. */
export async function expectCleanEnd({ ended }: Spawned, begin: () => void): Promise<Ended> {
  const began = Date.now();
  begin();
  const end = await ended;
  expect(end).toMatchObject({ code: 0, signal: null, stderr: '' });
  expect(Date.now() - began).toBeLessThan(STOPS_WITHIN_MS);
  return end;
}

/** Settings with which the api and the worker start on this database; its queues are nobody else's. */
export const settingsFor = (database: TestDatabase, redisUrl: string | null = null): Environment => ({
  DATABASE_URL: database.appUrl,
  DATABASE_SYSTEM_URL: database.systemUrl,
  REDIS_URL: redisUrl ?? undefined,
  QUEUE_PREFIX: `test-${randomUUID()}`,
  PORT: '0',
  ARCHIVE_DIR: join(tmpdir(), 'countersign-test-archive'),
  PUBLIC_URL: 'https://countersign.example',
});
