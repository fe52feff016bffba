import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { errorCode, LocalPostgresError } from './errors.ts';
import { unfinished } from './layout.ts';
import { poll } from './polling.ts';
import { describeProcess } from './processes.ts';

// Longer than a slow initdb and a slow start together.
const WAIT_MS = 200_000;
// Files that are written in one go within microseconds: one this old and still unfinished has lost its writer.
const ABANDONED_MS = 5_000;

/** Runs the work while no other process runs work under the same lock file. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const mark = ownMark();
  const taken = await poll(Date.now() + WAIT_MS, () => (take(file, mark) ? true : null));
  if (taken === null) {
    throw new LocalPostgresError(
      `Another start (process ${holderPid(file) ?? 'unknown'}) has kept ${file} for ${WAIT_MS / 1000} s: ` +
        `end that process and start again.`,
    );
  }
  try {
    return await work();
  } finally {
    if (read(file) === mark) rmSync(file, { force: true });
  }
}

/** The pid for people, the start of the process against pids that are used again, and a nonce for this one lock. */
function ownMark(): string {
  const started = describeProcess(process.pid)?.started ?? 'unknown';
  return [process.pid, randomBytes(8).toString('hex'), started].join(' ');
}

function take(file: string, mark: string): boolean {
  if (create(file, mark)) return true;
  const found = read(file);
  if (found === null || !isStale(file, found)) return false;
  removeStale(file, found);
  return create(file, mark);
}

function create(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Two starts may find the same dead lock; the slower one must not remove the lock which the faster one has put in
 * its place. So a lock is removed only under a guard named after its nonce, and only if it is still that very lock.
 */
function removeStale(file: string, found: string): void {
  const nonce = found.split(' ')[1] ?? 'unwritten';
  const guard = unfinished(file, nonce);
  if (!create(guard, '')) {
    // Left by a process that was killed between the two lines below.
    if (age(guard) > ABANDONED_MS) rmSync(guard, { force: true });
    return;
  }
  if (read(file) === found) rmSync(file, { force: true });
  rmSync(guard, { force: true });
}

function isStale(file: string, text: string): boolean {
  const [pid, nonce, ...started] = text.split(' ');
  if (nonce === undefined || started.length === 0) return age(file) > ABANDONED_MS;
  return describeProcess(Number(pid))?.started !== started.join(' ');
}

function holderPid(file: string): string | undefined {
  return read(file)?.split(' ')[0];
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function age(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? Math.abs(Date.now() - found.mtimeMs) : 0;
}
