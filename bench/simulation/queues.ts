/** The worker's own parts over a simulated database, run until nothing moves any more. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { openArchive } from '#intake';
import { deskQueue, openQueueBackend, QUEUES } from '#jobs';
import { Enqueuer } from '../../apps/worker/src/enqueue.ts';
import { handlersOn } from '../../apps/worker/src/handlers.ts';
import { Processors } from '../../apps/worker/src/processors.ts';
import { reconcile } from '../../apps/worker/src/reconciler.ts';
import { relay } from '../../apps/worker/src/relay.ts';
import { sequence } from '../../apps/worker/src/sequencer.ts';

const SEQUENCE_BATCH = 1_000;
const RELAY_BATCH = 500;
const LOOK_EVERY_MS = 20;

export interface Works {
  readonly kind: 'redis' | 'postgres';
  /** Until every entry is ordered and relayed and every queue is empty but for what waits for its time. */
  move(): Promise<void>;
  /** The same, and nothing is late. */
  settle(): Promise<void>;
  /** Every job is gone, and the name of the store with it. Only Redis can be wiped without its database. */
  wipe(): Promise<void>;
  close(): Promise<void>;
}

export interface Store {
  readonly systemUrl: string;
  readonly redisUrl: string | null;
}

export async function openWorks(
  db: DataSource,
  system: DataSource,
  { systemUrl, redisUrl }: Store,
): Promise<Works> {
  const prefix = `simulation-${randomUUID()}`;
  // What breaks shows in what is asked of it.
  const backend = openQueueBackend({ databaseUrl: systemUrl, redisUrl, prefix }, () => undefined);
  const enqueuer = new Enqueuer(backend);
  const folder = await mkdtemp(join(tmpdir(), 'countersign-simulation-'));
  const handlers = handlersOn({
    db,
    archive: await openArchive({ folder }),
    fetching: { userAgent: 'Countersign-simulation/1' },
    model: null,
    mail: null,
    publicUrl: 'https://countersign.example',
  });
  const processors = new Processors(db, system, backend, handlers, pino({ level: 'warn' }));
  await processors.openMissing();
  const queues = (await queueNames(system)).map((name) => backend.queue(name));

  async function untilEmpty(): Promise<void> {
    for (let seen = true; seen;) {
      seen = false;
      for (const queue of queues)
        while (await isAtWork(queue)) {
          seen = true;
          await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
        }
    }
  }

  async function pass(): Promise<number> {
    let moved = 0;
    for (let some = 1; some; moved += some) some = await sequence(system, SEQUENCE_BATCH);
    for (let some = 1; some; moved += some) some = await relay(system, enqueuer, RELAY_BATCH);
    await untilEmpty();
    return moved;
  }

  async function move(): Promise<void> {
    while (await patiently(pass));
  }

  return {
    kind: backend.kind,
    move,
    async settle() {
      // What the ordinary way brought on by itself is not looked for.
      do await move();
      while (await patiently(() => reconcile(system, backend, enqueuer)));
    },
    wipe: () => (redisUrl ? wipeRedis(redisUrl, prefix) : Promise.resolve()),
    async close() {
      await processors.close();
      await Promise.all(queues.map((queue) => queue.close()));
      await enqueuer.close();
      await backend.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As the worker's loops do: what a pass that failed left undone is still there for the next. Only a busy store is forgiven. */
async function patiently(pass: () => Promise<number>): Promise<number> {
  try {
    return await pass();
  } catch (error) {
    if (error instanceof Error && /time(out|d out)/i.test(error.message)) return 1;
    throw error;
  }
}

async function isAtWork(queue: Queue): Promise<boolean> {
  const counts = await queue.getJobCounts('waiting', 'active', 'prioritized');
  return Object.values(counts).some((count) => count > 0);
}

async function queueNames(system: DataSource): Promise<string[]> {
  const desks: { desk: string; workspace: string }[] = await system.query(
    `select d.slug as desk, w.slug as workspace
       from app.desks d join app.workspaces w on w.workspace_id = d.workspace_id`,
  );
  return [...QUEUES, ...desks.map(({ desk, workspace }) => deskQueue(workspace, desk))];
}

async function wipeRedis(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url);
  const keys = await redis.keys(`${prefix}*`);
  if (keys.length) await redis.unlink(...keys);
  redis.disconnect();
}
