import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from '@jest/globals';
import pg from 'pg';
import { type LocalPostgres, LocalPostgresError, startLocalPostgres } from '#local-postgres';
import { poll } from '../../libs/local-postgres/src/polling.ts';
import { findPostmaster, isServerOf } from '../../libs/local-postgres/src/postmaster.ts';

export const REPOSITORY = resolve(import.meta.dirname, '../..');
const CHILD = fileURLToPath(new URL('./child.cjs', import.meta.url));
const FAST = { fsync: 'off' };
export const isRoot = process.getuid?.() === 0;

const directories: string[] = [];
const served = new Set<string>();
const children: ChildProcess[] = [];

/** An empty directory which the unprivileged account can enter; it and its server are gone after the file's tests. */
export function newDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'countersign-pg-')));
  chmodSync(directory, 0o755);
  directories.push(directory);
  return directory;
}

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const directory of served) await killServer(directory);
  for (const directory of directories) {
    rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
});

export function start(directory: string): Promise<LocalPostgres> {
  served.add(directory);
  return startLocalPostgres(directory, { settings: FAST });
}

/** The sentence with which a start is refused. */
export async function refusalOf(starting: Promise<unknown>): Promise<string> {
  const error: unknown = await starting.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LocalPostgresError);
  // The line above has made sure of the type.
  const { message } = error as LocalPostgresError;
  expectSentence(message);
  return message;
}

export function expectSentence(message: string): void {
  expect(message).toMatch(/^\S[^\n]*\.$/);
  expect(message).not.toMatch(/[a-z]\. [A-Z]/);
}

export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

export const dataOf = (directory: string): string => join(directory, 'postgres', 'data');

/** Kills the server as a power failure would, and waits until the process has gone. */
export async function killServer(directory: string): Promise<void> {
  if (!existsSync(dataOf(directory))) return;
  const live = findPostmaster(dataOf(directory));
  if (!live) return;
  process.kill(live.pid, 'SIGKILL');
  await until(() => !isServerOf(dataOf(directory), live.pid));
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  expect(await poll(Date.now() + 20_000, async () => ((await condition()) ? true : null))).toBe(true);
}

export interface Report {
  url: string;
  port: number;
  version: string;
  adopted: boolean;
  pid: number;
  account: string | null;
  message?: string;
  name?: string;
}

export interface ChildOptions {
  mode?: 'hold' | 'leave';
  checkout?: string;
  user?: { uid?: number; gid?: number };
}

/** A separate process that starts the server; in a process group of its own, as a shell would give it. */
export function startInChild(directory: string, options: ChildOptions = {}) {
  served.add(directory);
  const { mode = 'hold', checkout = REPOSITORY, user = {} } = options;
  const child = spawn(process.execPath, [CHILD, checkout, directory, mode, JSON.stringify(FAST)], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const report = firstReport(child);
  // A test that kills the child early does not ask for its report.
  report.catch(() => undefined);
  return { child, report, ended: once(child, 'exit') };
}

async function firstReport(child: ChildProcess): Promise<Report> {
  if (!child.stdout) throw new Error('the child has no output');
  for await (const line of createInterface(child.stdout)) {
    // child.cjs prints exactly this.
    return JSON.parse(line) as Report;
  }
  throw new Error('the child ended without a report');
}

/** Somebody who is not root and can run the child: ourselves, or "nobody" when we are root; null if that fails. */
export function ordinaryUser(): { uid?: number; gid?: number } | null {
  if (!isRoot) return {};
  const fields = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m);
  if (!fields) return null;
  const user = { uid: Number(fields[1]), gid: Number(fields[2]) };
  const transform = join(REPOSITORY, 'jest/transform.cjs');
  const tried = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(transform)})`], {
    ...user,
    cwd: '/',
  });
  return tried.status === 0 ? user : null;
}
