/** The api, the worker and the sealer, run as processes of their own, as in production. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { CHECKOUT } from './checkout.ts';
import { dataDir } from './data-dir.ts';
import type { Database } from './database.ts';
import { Failure } from './failure.ts';
import { prepareLog } from './local-log.ts';

const START_TIMEOUT_MS = 60_000;
const LOG_LINES_SHOWN = 15;

/**
 * Runs them while `work` lasts, then stops them and the database. One that ends by itself ends the work too, with why.
 */
export async function whileRunning(
  database: Database,
  tell: (line: string) => void,
  work: (address: string, policyFile: string | null) => Promise<void>,
): Promise<void> {
  try {
    tell(`Starting the api${database.sealerUrl ? ', the worker and the sealer' : ' and the worker'} …`);
    const processes = await startProcesses(database);
    try {
      const died = processes.died.then((why) => {
        throw new Failure(why);
      });
      await Promise.race([work(processes.address, processes.policyFile), died]);
    } finally {
      tell('Stopping …');
      await processes.stop();
    }
  } finally {
    await database.stop();
  }
}

interface Processes {
  readonly address: string;
  /** With which readers check the log; null where none is signed from here. */
  readonly policyFile: string | null;
  /** Settles when one of them ends, with a sentence about it. */
  readonly died: Promise<string>;
  stop(): Promise<void>;
}

async function startProcesses(database: Database): Promise<Processes> {
  const host = process.env.HOST ?? '127.0.0.1';
  const port = await choosePort(host);
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const environment = {
    ...process.env,
    DATABASE_URL: database.appUrl,
    HOST: host,
    PORT: String(port),
    PUBLIC_URL: process.env.PUBLIC_URL ?? address,
    ARCHIVE_DIR: process.env.ARCHIVE_DIR ?? join(dataDir(), 'archive'),
  };
  const log = database.sealerUrl ? await prepareLog(environment.PUBLIC_URL) : null;
  const all = [
    start('worker', { ...environment, DATABASE_SYSTEM_URL: database.systemUrl }),
    start('api', { ...environment, LOG_DIR: log?.folder ?? process.env.LOG_DIR }),
  ];
  if (log && database.sealerUrl)
    all.push(start('sealer', { ...process.env, ...log.settings, DATABASE_SEALER_URL: database.sealerUrl }));
  const stop = async () => void (await Promise.all(all.map((one) => one.stop())));
  try {
    await Promise.all(all.map((one) => one.ready));
  } catch (error) {
    await stop();
    throw error;
  }
  const died = Promise.race(all.map((one) => one.died));
  return { address, policyFile: log?.policyFile ?? null, died, stop };
}

/** PORT when it is given; otherwise 3000, or any free one. */
async function choosePort(host: string): Promise<number> {
  const wanted = process.env.PORT;
  if (wanted) {
    if (!/^\d{1,5}$/.test(wanted) || Number(wanted) > 65_535)
      throw new Failure('PORT is not usable: it is a whole number from 0 to 65535.');
    const port = await isFree(host, Number(wanted));
    if (!port) throw new Failure(`Port ${wanted} is taken: stop what uses it, or set PORT to another.`);
    return port;
  }
  const preferred = await isFree(host, 3000);
  return preferred || isFree(host, 0);
}

/** The port, if it can be listened on (for 0, one that can), or 0. */
const isFree = (host: string, port: number): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(0));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

function start(app: 'api' | 'worker' | 'sealer', environment: NodeJS.ProcessEnv) {
  const logs = join(dataDir(), 'logs');
  mkdirSync(logs, { recursive: true });
  const logFile = join(logs, `${app}.log`);
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, [join(CHECKOUT, `dist/apps/${app}/src/main.js`)], {
    // Ctrl+C reaches this process alone, which stops the others in order. Should it be killed, they notice that the
    // channel is gone and end.
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
    env: environment,
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    ready: readiness(child, app, logFile),
    died: ended.then(() => `The ${app} ended by itself: see ${logFile}.`),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}

function readiness(child: ChildProcess, app: string, logFile: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      const shown = readFileSync(logFile, 'utf8').trim().split('\n').slice(-LOG_LINES_SHOWN).join('\n');
      reject(new Failure(`The ${app} ${why}.\n${shown}`));
    };
    const timer = setTimeout(() => fail('did not start in time'), START_TIMEOUT_MS);
    child.once('message', () => {
      clearTimeout(timer);
      resolve();
    });
    child.once('exit', () => {
      clearTimeout(timer);
      fail('did not start');
    });
  });
}
