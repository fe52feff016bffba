/**
 * Decisions written through `execute`, while two workers and two sealers are killed at every line of sequencing and
 * sealing: afterwards the log must be whole, and continue everything that was ever signed of it.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openDataSource } from '#database';
import { StateFolder } from '#durable-files';
import {
  ED25519,
  EMPTY_ROOT,
  fsck,
  logInFolder,
  newSigningKey,
  nodeCrypto,
  openCheckpoint,
  parsePolicy,
  parseSigningKey,
  toBase64,
  utf8,
  type Policy,
  type Signer,
} from '#transparency-log';
import { checkLog } from '#workflow';
import { SignedState } from '../../apps/sealer/src/seal.ts';
import { ORIGIN, policyText, WITNESSES } from '../log-sample.ts';
import { keepRunning, timesOver, type MortalProcess } from '../mortal-process.ts';
import { openRoom } from '../room.ts';
import { distinct, Promised } from './signed.ts';
import { openWitnesses } from './witnesses.ts';
import { Writing } from './writing.ts';

/** Where a process is killed; `die-at.mjs` knows what they mean. */
const LINES = {
  worker: ['numbering', 'before-ordering', 'after-ordering'],
  sealer: ['exporting', 'exported', 'promised', 'witnessed', 'publishing', 'published', 'recorded'],
} as const;
const PROCESSES_EACH = 2;
/** The exit code of a sealer that finds the other one at work (apps/sealer/src/alarm.ts). */
const ANOTHER_SEALER = 7;
const LOOK_EVERY_MS = 50;

export interface Settings {
  readonly checkout: string;
  /** Empty; the log, its key and its state are made in it. */
  readonly folder: string;
  /** The superuser's account, to count everything. */
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  readonly sealerUrl: string;
  /** How often each process dies at each of its lines. */
  readonly deathsAtEachLine: number;
  readonly patienceMs: number;
}

export interface CrashReport {
  readonly deaths: Readonly<Record<string, number>>;
  readonly decisions: number;
  readonly entries: number;
  readonly streams: number;
  /** Checkpoints that were signed or promised, published or not; and those of them that were published. */
  readonly signed: number;
  readonly published: number;
  /** How often a sealer found that the other one had been quicker, and ended. */
  readonly sealersRefused: number;
  readonly pending: number;
  /** Leaf indexes that are missing. */
  readonly gaps: number;
  /** Trees that do not continue the one a witness knew. */
  readonly forks: readonly string[];
  readonly problems: readonly string[];
  readonly accidents: readonly string[];
}

export interface Crashed {
  readonly report: CrashReport;
  /** The folder of the published log, its key, and every checkpoint that was signed: for judges. */
  readonly folder: string;
  readonly vkey: string;
  readonly checkpoints: readonly string[];
}

export async function crashRun(settings: Settings): Promise<Crashed> {
  const db = await openDataSource(settings.appUrl, 8);
  const admin = new pg.Client({ connectionString: settings.adminUrl });
  await admin.connect();
  const signer = await laidOut(settings.folder);
  const own = await parsePolicy(utf8(`log ${signer.vkey}\nquorum none\n`), nodeCrypto);
  const witnesses = await openWitnesses(WITNESSES, own);
  const policyFile = join(settings.folder, 'policy');
  await writeFile(policyFile, policyText('2 of 3', signer, witnesses.addresses));
  const promised = new Promised(join(settings.folder, 'state'));
  const writing = new Writing(await openRoom(db));
  const processes = startProcesses(settings, policyFile);
  try {
    await Promise.race([
      Promise.all(processes.map(({ survived }) => survived)),
      writing.failed,
      tooLong(settings.patienceMs),
    ]);
    await writing.stop();
    const folder = join(settings.folder, 'public');
    const policy = await parsePolicy(utf8(policyText('2 of 3', signer)), nodeCrypto);
    await allPublished(admin, folder, policy, settings.patienceMs);
    await promised.stop();
    await Promise.all(processes.map((one) => one.stop()));

    const { rows: copies } = await admin.query<{ note: string }>('select note from audit.checkpoint');
    const checkpoints = distinct([
      ...promised.notes(signer),
      ...witnesses.shown,
      ...copies.map(({ note }) => note),
    ]);
    const found = await fsck(logInFolder(folder), policy, checkpoints);
    const rows = await checkLog(db, writing.workspaceId);
    const report = {
      deaths: Object.fromEntries(processes.flatMap((one) => [...one.deaths]).reduce(sum, new Map())),
      decisions: writing.decisions,
      entries: found.entries,
      streams: found.streams,
      signed: checkpoints.length,
      published: copies.length,
      sealersRefused: processes.reduce((all, { refusals }) => all + refusals(), 0),
      ...(await counted(admin)),
      forks: witnesses.forks,
      problems: [...found.problems.map(({ where, reason }) => `${where}: ${reason}`), ...rows.problems],
      accidents: processes.flatMap((one) => one.accidents),
    };
    return { report, folder, vkey: signer.vkey, checkpoints };
  } finally {
    await writing.stop();
    await promised.stop();
    await Promise.all(processes.map((one) => one.stop()));
    await witnesses.stop();
    await admin.end();
    await db.destroy();
  }
}

const tooLong = async (patienceMs: number): Promise<never> => {
  await pause(patienceMs, undefined, { ref: false });
  throw new Error('not every line was reached in time');
};

/** The key of a new log, and the state of a signer that has signed nothing. */
async function laidOut(folder: string): Promise<Signer> {
  const key = newSigningKey(ORIGIN, ED25519);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'key'), key, { mode: 0o600 });
  const state = new StateFolder(join(folder, 'state'), SignedState);
  await state.replace(null, { origin: ORIGIN, size: 0, root: toBase64(EMPTY_ROOT) });
  return parseSigningKey(key);
}

function startProcesses(settings: Settings, policyFile: string): MortalProcess[] {
  const { checkout, folder, deathsAtEachLine } = settings;
  const worker = {
    DATABASE_URL: settings.appUrl,
    DATABASE_SYSTEM_URL: settings.systemUrl,
    ARCHIVE_DIR: join(folder, 'archive'),
  };
  const sealer = {
    DATABASE_SEALER_URL: settings.sealerUrl,
    LOG_DIR: join(folder, 'public'),
    LOG_KEY_FILE: join(folder, 'key'),
    SEALER_STATE_DIR: join(folder, 'state'),
    LOG_POLICY_FILE: policyFile,
    SEALER_LINGER_SECONDS: '0',
  };
  const lines = (app: keyof typeof LINES) => timesOver(deathsAtEachLine, LINES[app]);
  return Array.from({ length: PROCESSES_EACH }, () => [
    keepRunning({
      app: 'worker',
      checkout,
      lines: lines('worker'),
      environment: { ...worker, LOG_LEVEL: 'fatal' },
    }),
    keepRunning({
      app: 'sealer',
      checkout,
      lines: lines('sealer'),
      refusesWith: ANOTHER_SEALER,
      environment: { ...sealer, LOG_LEVEL: 'error' },
    }),
  ]).flat();
}

/** Waits until no entry is pending and readers see a checkpoint over all of them. */
async function allPublished(
  admin: pg.Client,
  folder: string,
  policy: Policy,
  patienceMs: number,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  const read = logInFolder(folder);
  for (;;) {
    const { rows } = await admin.query<{ size: string; pending: string }>(
      'select size, (select count(*) from audit.pending) as pending from audit.tree where one',
    );
    const note = await read('checkpoint');
    const published = note
      ? await openCheckpoint(Buffer.from(note).toString('utf8'), policy, nodeCrypto)
      : null;
    if (Number(rows[0]?.pending) === 0 && published?.size === Number(rows[0]?.size)) return;
    if (Date.now() > deadline)
      throw new Error(`published ${published?.size}, stored ${JSON.stringify(rows)}`);
    await pause(LOOK_EVERY_MS);
  }
}

async function counted(admin: pg.Client): Promise<{ pending: number; gaps: number }> {
  const { rows } = await admin.query<{ pending: string; gaps: string }>(
    `select (select count(*) from audit.pending) as pending,
            (select max(leaf_index) + 1 - count(*) from audit.leaf)
              + abs((select size from audit.tree where one) - (select count(*) from audit.leaf)) as gaps`,
  );
  return { pending: Number(rows[0]?.pending), gaps: Number(rows[0]?.gaps) };
}

const sum = (all: Map<string, number>, [line, times]: [string, number]) =>
  all.set(line, (all.get(line) ?? 0) + times);
