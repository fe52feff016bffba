import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A pid alone proves nothing, because pids are used again: the command and the start tell processes apart. */
export interface ProcessFacts {
  command: string;
  started: string;
}

/** What the system knows about a process, or null when it has ended (a zombie has ended too). */
export function describeProcess(pid: number): ProcessFacts | null {
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  } catch {
    return null;
  }
}

function fromProc(pid: number): ProcessFacts | null {
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; the start is the 22nd field, the 20th after that name.
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return command === '' || started === undefined ? null : { command, started };
}

function fromPs(pid: number): ProcessFacts | null {
  const line = execFileSync('ps', ['-ww', '-o', 'lstart=', '-o', 'command=', '-p', String(pid)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  // lstart is always 24 characters wide: "Mon Nov 23 10:00:00 2026".
  const command = line.slice(24).trim();
  return command === '' || command === '<defunct>' ? null : { command, started: line.slice(0, 24) };
}
