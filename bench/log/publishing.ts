/**
 * From a decision to the checkpoint that covers it: 50 decisions a second through `execute`, the real worker and
 * sealer as processes, no witness. A decision's time runs from the call to the moment when a reader of the published
 * file finds a checkpoint over its last entry.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { failedWith, StateFolder } from '#durable-files';
import {
  ED25519,
  EMPTY_ROOT,
  newSigningKey,
  parseCheckpointText,
  parseNote,
  toBase64,
} from '#transparency-log';
import { SignedState } from '../../apps/sealer/src/seal.ts';
import { openGround, type Ground } from '../ground.ts';
import { ORIGIN } from '../log-sample.ts';
import { keepRunning } from '../mortal-process.ts';
import { openRoom, prepareMany, type Job } from '../room.ts';
import { quantile } from './figures.ts';

const A_SECOND = 50;
const SECONDS = 30;
const LOOK_EVERY_MS = 5;
const PREPARED_AT_ONCE = 8;

/** When readers first found a checkpoint of at least this size, by the clock of this process. */
interface Seen {
  readonly size: number;
  readonly at: number;
}

class Reader {
  readonly seen: Seen[] = [];
  readonly #file: string;
  readonly #reading: Promise<void>;
  #stopping = false;

  constructor(folder: string) {
    this.#file = join(folder, 'checkpoint');
    this.#reading = this.#read();
  }

  get size(): number {
    return this.seen.at(-1)?.size ?? 0;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#reading;
  }

  async #read(): Promise<void> {
    while (!this.#stopping) {
      const note = await readFile(this.#file, 'utf8').catch((error: unknown) => {
        if (failedWith(error, 'ENOENT')) return null;
        throw error;
      });
      if (note) {
        const { size } = parseCheckpointText(parseNote(note).text);
        if (size > this.size) this.seen.push({ size, at: performance.now() });
      }
      await pause(LOOK_EVERY_MS);
    }
  }
}

async function startApps({ folder, appUrl, systemUrl, sealerUrl }: Ground, log: string) {
  const state = join(folder, 'state');
  const key = join(folder, 'key');
  await mkdir(log);
  await writeFile(key, newSigningKey(ORIGIN, ED25519), { mode: 0o600 });
  await new StateFolder(state, SignedState).replace(null, {
    origin: ORIGIN,
    size: 0,
    root: toBase64(EMPTY_ROOT),
  });
  const shared = { checkout: join(import.meta.dirname, '../../..'), lines: [] };
  return [
    keepRunning({
      ...shared,
      app: 'worker',
      environment: {
        DATABASE_URL: appUrl,
        DATABASE_SYSTEM_URL: systemUrl,
        ARCHIVE_DIR: join(folder, 'archive'),
      },
    }),
    keepRunning({
      ...shared,
      app: 'sealer',
      environment: {
        DATABASE_SEALER_URL: sealerUrl,
        LOG_DIR: log,
        LOG_KEY_FILE: key,
        SEALER_STATE_DIR: state,
      },
    }),
  ];
}

export async function measurePublishing(): Promise<void> {
  const ground = await openGround();
  const log = join(ground.folder, 'public');
  const room = await openRoom(ground.db);
  const jobs = await prepareMany(room, A_SECOND * SECONDS, PREPARED_AT_ONCE);
  const apps = await startApps(ground, log);
  const reader = new Reader(log);
  const admin = new pg.Client({ connectionString: ground.adminUrl });
  await admin.connect();
  const settled = async () => {
    for (;;) {
      const { rows } = await admin.query<{ settled: boolean }>(
        `select not exists (select from audit.pending) and size = $1 and next_index = size as settled
           from audit.tree, audit.relay`,
        [reader.size],
      );
      if (rows[0]?.settled) return;
      await pause(50);
    }
  };
  try {
    await settled();
    const decided = await decideSteadily(jobs, (job) => room.decide(job));
    await settled();
    await reader.stop();
    const times = await publishedAfter(admin, decided, reader.seen);
    const [p50, p99, worst] = [0.5, 0.99, 1].map((share) => Math.round(quantile(times, share)));
    console.log(
      `from a decision to its published checkpoint, ${A_SECOND} a second for ${SECONDS} s (${times.length} decisions): median ${p50} ms, worst ${worst} ms`,
    );
    console.log(`p99: ${p99} ms, wanted below 1000`);
  } finally {
    await reader.stop();
    await Promise.all(apps.map((app) => app.stop()));
    await admin.end();
    await ground.stop();
  }
}

/** When each was asked for; none waits for the one before. */
async function decideSteadily(
  jobs: readonly Job[],
  decide: (job: Job) => Promise<void>,
): Promise<Map<string, number>> {
  const asked = new Map<string, number>();
  const began = performance.now();
  const deciding = jobs.map(async (job, n) => {
    await pause(Math.max(0, began + (n * 1_000) / A_SECOND - performance.now()));
    asked.set(job.claimId, performance.now());
    await decide(job);
  });
  await Promise.all(deciding);
  return asked;
}

/** Milliseconds for each decision. */
async function publishedAfter(
  admin: pg.Client,
  decided: ReadonlyMap<string, number>,
  seen: readonly Seen[],
): Promise<number[]> {
  const { rows } = await admin.query<{ id: string; leaf_index: string }>(
    `select c.id, l.leaf_index from app.claims c join audit.leaf l on l.entry_id = c.entry_id where c.id = any ($1)`,
    [[...decided.keys()]],
  );
  if (rows.length !== decided.size)
    throw new Error(`${rows.length} of ${decided.size} decisions are in the log`);
  return rows.map(({ id, leaf_index }) => {
    const published = seen.find(({ size }) => size > Number(leaf_index));
    if (!published) throw new Error(`entry ${leaf_index} was never published`);
    return published.at - decided.get(id)!;
  });
}
