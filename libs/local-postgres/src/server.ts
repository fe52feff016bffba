import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, launchAs } from './account.ts';
import { greet } from './connection.ts';
import { errorCode, LocalPostgresError } from './errors.ts';
import { giveToOwnerOf, type Layout } from './layout.ts';
import { poll } from './polling.ts';
import { choosePort } from './port.ts';
import {
  clearBrokenPidFile,
  findPostmaster,
  isServerOf,
  type Postmaster,
  readPidFile,
} from './postmaster.ts';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 60_000;
const LARGE_LOG_BYTES = 10_000_000;
const PAUSE_BETWEEN_ATTEMPTS_MS = 500;

// Reasons to try again: somebody took the port since we looked; a killed server's last query is still running;
// a server whose parent was killed at that moment was faster than ours.
const PASSING = /Address already in use|is still in use|lock file "postmaster\.pid"/;

export interface Orders {
  layout: Layout;
  account: Account | null;
  password: string;
  settings: Record<string, string>;
  /** Asked only when a server has to be started: a live one needs no binaries of ours. */
  bin: () => string;
}

export interface Answer extends Postmaster {
  version: string;
  adopted: boolean;
}

interface Attempt {
  process: ChildProcess;
  /** Where this attempt's lines begin in the log. */
  logStart: number;
  ended: string | null;
  endedAt: number;
}

/**
 * Returns once the server of this data answers. A live one is adopted whatever its age: one that is still
 * recovering is waited for, one that is shutting down is replaced when it has gone. A server that does not answer
 * in time is left running, because killing it would throw its recovery away; the next start adopts it.
 */
export async function findOrStart(orders: Orders): Promise<Answer> {
  const { data, log } = orders.layout;
  const deadline = Date.now() + START_TIMEOUT_MS;
  let attempt: Attempt | null = null;
  const answer = await poll(deadline, async () => {
    const live = findPostmaster(data);
    if (live) {
      // Asking before it is ready would be answered by an error in its log, forty times a second.
      if (!live.ready) return null;
      const version = await greetOrStop(orders, live, attempt);
      return version === null ? null : { ...live, version, adopted: attempt?.process.pid !== live.pid };
    }
    if (attempt && !mayTryAgain(attempt, log)) return null;
    if (clearBrokenPidFile(data)) attempt = await spawnServer(orders);
    return null;
  });
  if (answer) return answer;
  throw new LocalPostgresError(
    `PostgreSQL did not answer within ${START_TIMEOUT_MS / 1000} s: read ${log}, then start again.`,
  );
}

/** A server of ours that refuses our password is of no use to anybody, so it does not stay behind. */
async function greetOrStop(
  { layout, password }: Orders,
  live: Postmaster,
  attempt: Attempt | null,
): Promise<string | null> {
  try {
    return await greet(layout, live.port, password);
  } catch (error) {
    if (attempt?.process.pid === live.pid) await stopServer(layout, live.pid);
    throw error;
  }
}

/** False while the attempt is under way or has only just failed; throws when trying again cannot help. */
function mayTryAgain(attempt: Attempt, log: string): boolean {
  if (attempt.ended === null) return false;
  const lines = existsSync(log) ? readFileSync(log).subarray(attempt.logStart).toString() : '';
  if (PASSING.test(lines)) return Date.now() - attempt.endedAt > PAUSE_BETWEEN_ATTEMPTS_MS;
  const complaints = lines.match(/(?:FATAL|PANIC|ERROR):.*|.*error while loading.*/g);
  throw new LocalPostgresError(
    `PostgreSQL ${attempt.ended} (${complaints?.at(-1)?.trim() ?? 'no reason given'}): read ${log}, ` +
      `mend what it names and start again.`,
  );
}

async function spawnServer({ layout, account, settings, bin }: Orders): Promise<Attempt> {
  const program = join(bin(), 'postgres');
  const port = await choosePort(layout);
  const { log, logStart } = openLog(layout);
  const child = spawn(program, ['-D', layout.data, '-p', String(port), ...settingArgs(settings)], {
    ...launchAs(account),
    env: { ...launchAs(account).env, ...strangerWithOurPid(layout.data) },
    stdio: ['ignore', log, log],
    // A group of its own: Ctrl+C reaches every process of the terminal's group, and the owner stops the server
    // only after its own last transaction.
    detached: true,
  });
  closeSync(log);
  child.unref();
  const attempt: Attempt = { process: child, logStart, ended: null, endedAt: 0 };
  const end = (how: string): void => {
    attempt.ended ??= how;
    attempt.endedAt = Date.now();
  };
  child.on('error', (error) => end(`could not be run as ${account?.name ?? 'this user'}, ${error.message}`));
  child.on('exit', (code, signal) => end(`ended while starting with ${signal ?? `code ${code}`}`));
  return attempt;
}

/** The log is kept over starts; when it has grown large it makes place for a new one, and the one before it goes. */
function openLog({ root, log: file }: Layout): { log: number; logStart: number } {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGE_LOG_BYTES) renameSync(file, `${file}.1`);
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW } = constants;
  const log = openSync(file, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
  giveToOwnerOf(root, log);
  return { log, logStart: size > LARGE_LOG_BYTES ? 0 : size };
}

/** Whatever the caller wishes, the server listens on loopback only, so that comes last and wins. */
function settingArgs(settings: Record<string, string>): string[] {
  const all = {
    max_connections: '200',
    ...settings,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * After a crash the pid in postmaster.pid may belong to any process of the same account, and PostgreSQL would refuse
 * to start for as long as that one lives. Removing the file would also remove what PostgreSQL checks next, that no
 * process of the dead server still works on the data; calling the stranger a grandparent keeps that check.
 */
function strangerWithOurPid(data: string): Record<string, string> {
  const noted = readPidFile(data);
  return noted ? { PG_GRANDPARENT_PID: String(noted.pid) } : {};
}

/** Fast shutdown: open transactions are rolled back, everything committed is written, then the process ends. */
export async function stopServer(layout: Layout, pid: number): Promise<void> {
  const gone = (): true | null => (isServerOf(layout.data, pid) ? null : true);
  if (gone()) return;
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
  if (await poll(Date.now() + STOP_TIMEOUT_MS, gone)) return;
  throw new LocalPostgresError(
    `PostgreSQL (process ${pid}) has not stopped within ${STOP_TIMEOUT_MS / 1000} s: read ${layout.log}, then ` +
      `end that process.`,
  );
}
