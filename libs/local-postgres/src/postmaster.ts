import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './errors.ts';
import { describeProcess } from './processes.ts';

// PostgreSQL fills its pid file right after creating it: one this old without a pid is what a crash has left.
const ABANDONED_MS = 2_000;

export interface Postmaster {
  pid: number;
  port: number;
  /** False while it is starting, recovering or shutting down. */
  ready: boolean;
}

/** What postmaster.pid says, true or not. */
export function readPidFile(data: string): Postmaster | null {
  const lines = readOrEmpty(join(data, 'postmaster.pid')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isInteger(pid) && pid > 0 ? { pid, port, ready: lines[7]?.trim() === 'ready' } : null;
}

/** Whether this process is the server of this data, and not a stranger to whom the pid was given again. */
export function isServerOf(data: string, pid: number): boolean {
  const command = describeProcess(pid)?.command ?? '';
  return command.includes('postgres') && `${command} `.includes(` -D ${data} `);
}

/** The live server of this data, whoever has started it. */
export function findPostmaster(data: string): Postmaster | null {
  const noted = readPidFile(data);
  return noted && isServerOf(data, noted.pid) ? noted : null;
}

/** PostgreSQL refuses for ever to start over a pid file without a pid. False while one may still be filled. */
export function clearBrokenPidFile(data: string): boolean {
  const file = join(data, 'postmaster.pid');
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found || readPidFile(data)) return true;
  if (Math.abs(Date.now() - found.mtimeMs) < ABANDONED_MS) return false;
  rmSync(file, { force: true });
  return true;
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}
