/**
 * Claims routed per second, from accepted to assigned, against bare BullMQ on the same backend in the same process:
 * one empty job for each claim, added one after the other as claims are accepted, or in batches of the relay's size, and
 * processed meanwhile at the desks' concurrency. The claims were accepted, and given their desk by a rule, before the clock
 * starts; from there they go the whole way: sequencer, relay, the desk's queue, a job lease, the dispatcher's choice, the
 * recorded assignment. Both sides take turns, fsync on.
 */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import type { Actor } from '#domain';
import { openArchive } from '#intake';
import { openQueueBackend, type QueueBackend } from '#jobs';
import { execute } from '#workflow';
import { Enqueuer } from '../apps/worker/src/enqueue.ts';
import { handlersOn } from '../apps/worker/src/handlers.ts';
import { orderingLoops, RELAY_BATCH, SEQUENCE_BATCH } from '../apps/worker/src/ordering.ts';
import { Processors } from '../apps/worker/src/processors.ts';
import { relay } from '../apps/worker/src/relay.ts';
import { sequence } from '../apps/worker/src/sequencer.ts';
import { openGround, type Ground } from './ground.ts';
import { DESK } from './room.ts';

/** Single turns differ by a third: of the quick ones there are many. */
const TURNS = { redis: 15, postgres: 5 };
const CLAIMS_A_TURN = 2_000;
const DESKS = 4;
const MEMBERS_A_DESK = 5;
const AT_ONCE = 8;
const CONCURRENCY = 250;
const LOOK_EVERY_MS = 20;

const log = pino({ level: 'error' });
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Desks with members, and a rule for each: a claim goes where its topic says. */
async function openDesks(db: DataSource, workspaceId: string): Promise<void> {
  const setup: Actor = { kind: 'system', workspaceId, name: 'setup' };
  const text = { slug: 'bench', name: 'Bench', correctionsPolicy: 'c' };
  await execute(db, setup, { type: 'open-workspace', workspaceId, ...text });
  const rules = [];
  for (let desk = 0; desk < DESKS; desk++) {
    const deskId = randomUUID();
    await execute(db, setup, {
      type: 'open-desk',
      deskId,
      slug: `desk-${desk}`,
      name: `Desk ${desk}`,
      ...DESK,
    });
    for (let member = 0; member < MEMBERS_A_DESK; member++) {
      const personId = randomUUID();
      const person = { name: `R ${desk}.${member}`, roles: ['reviewer' as const], languages: ['en'] };
      await execute(db, setup, { type: 'admit-person', personId, ...person });
      await execute(db, setup, { type: 'add-desk-member', deskId, personId });
    }
    const anything = { languages: null, minPriority: null, maxPriority: null };
    const when = { topics: [`topic${desk}`], ...anything, figureConflict: null, protectedPerson: null };
    rules.push({ name: `rule ${desk}`, deskId, when });
  }
  await execute(db, setup, { type: 'set-routing-rules', rules });
}

/** The same for each of many, some at a time. */
async function forEach<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = items.values();
  const one = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

const editorOf = (workspaceId: string): Actor => ({
  kind: 'person',
  workspaceId,
  personId: randomUUID(),
  role: 'editor',
});

async function propose(db: DataSource, workspaceId: string): Promise<string[]> {
  const claimIds = Array.from({ length: CLAIMS_A_TURN }, () => randomUUID());
  const found = { claimType: 'event-property' as const, features: [], occurrences: [] };
  await forEach([...claimIds.entries()], ([number, claimId]) => {
    const text = `It rained on topic${number % DESKS}.`;
    const proposal = { claimId, text, language: 'en', score: number % 1_000, ...found };
    return execute(db, editorOf(workspaceId), { type: 'propose-claim', ...proposal });
  });
  return claimIds;
}

/** Accepted and given their desk by a rule; nothing of it is ordered yet. */
const accept = (db: DataSource, workspaceId: string, claimIds: readonly string[]) =>
  forEach(claimIds, (claimId) =>
    execute(db, editorOf(workspaceId), { type: 'accept-claim', claimId, priority: null }),
  );

/** Whether every claim has its reviewer; one statement, so that looking does not hold up what is looked at. */
async function allAssigned(system: DataSource): Promise<boolean> {
  const [look]: { waiting: boolean }[] = await system.query(
    "select exists (select 1 from app.slots where status = 'open') as waiting",
  );
  return look?.waiting === false;
}

/** Claims per second through the worker's own parts, from their start to the last assignment. */
async function routed(ground: Ground, backend: QueueBackend, workspaceId: string): Promise<number> {
  const { db, system } = ground;
  const enqueuer = new Enqueuer(backend);
  const handlers = handlersOn({
    db,
    archive: await openArchive({ folder: ground.folder }),
    fetching: { userAgent: 'Countersign-bench/1' },
    model: null,
    mail: null,
    publicUrl: 'https://countersign.example',
  });
  const processors = new Processors(db, system, backend, handlers, log);
  await processors.openMissing();
  const pass = async () =>
    (await sequence(system, SEQUENCE_BATCH)) + (await relay(system, enqueuer, RELAY_BATCH));
  const claimIds = await propose(db, workspaceId);
  // What followed from the people, the desks and the proposals is done before anything is accepted.
  while (await pass());
  await accept(db, workspaceId, claimIds);
  const began = performance.now();
  const loops = orderingLoops(system, enqueuer, log, (_name, pass) => pass).map((loop) => loop.start());
  while (!(await allAssigned(system))) await rest(LOOK_EVERY_MS);
  const seconds = (performance.now() - began) / 1000;
  // What follows from the assignments is not left to the other side's turn.
  while (await pass());
  await Promise.all(loops.map((loop) => loop.stop()));
  await processors.close();
  await enqueuer.close();
  return CLAIMS_A_TURN / seconds;
}

/** Empty jobs per second, added so many at a time: the same options as a slot's job, the same concurrency. */
async function bare(backend: QueueBackend, batch: number): Promise<number> {
  const name = `bare-${randomUUID()}`;
  const queue = backend.queue(name);
  let done = 0;
  const finished = new Promise<void>((resolve) => {
    const worker = backend.worker(
      name,
      async () => {
        if (++done === CLAIMS_A_TURN) resolve(undefined);
      },
      CONCURRENCY,
    );
    closing = () => worker.close();
  });
  const began = performance.now();
  for (let from = 0; from < CLAIMS_A_TURN; from += batch)
    await queue.addBulk(
      Array.from({ length: batch }, (_, index) => ({
        name: 'empty',
        data: {},
        opts: {
          jobId: `empty_${from + index}_${name}`,
          attempts: 3,
          priority: 1 + ((from + index) % 1_000),
          removeOnComplete: true,
          removeOnFail: true,
        },
      })),
    );
  await finished;
  const seconds = (performance.now() - began) / 1000;
  await closing();
  await queue.close();
  return CLAIMS_A_TURN / seconds;
}
let closing = () => Promise.resolve();

interface Turn {
  readonly ours: number;
  readonly oneByOne: number;
  readonly batches: number;
}

function against(turns: readonly Turn[], side: 'oneByOne' | 'batches', how: string): string {
  const ratios = turns.map((turn) => turn.ours / turn[side]);
  return (
    `  against ${median(turns.map((turn) => turn[side])).toFixed(0)} empty jobs ${how}: ` +
    `ratio ${median(ratios).toFixed(2)} (turns: ${ratios.map((one) => one.toFixed(2)).join(' ')})`
  );
}

const ground = await openGround();
try {
  const workspaceId = randomUUID();
  await openDesks(ground.db, workspaceId);
  for (const redisUrl of ground.redisUrl ? [ground.redisUrl, null] : [null]) {
    const prefix = `bench-${randomUUID()}`;
    const backend = openQueueBackend({ databaseUrl: ground.systemUrl, redisUrl, prefix }, (error) =>
      log.error(error),
    );
    // Warms both sides up, and leaves rows in every table: analysed once, since every connection makes its plans anew after it.
    await routed(ground, backend, workspaceId);
    await bare(backend, RELAY_BATCH);
    await ground.analyze();
    const turns: Turn[] = [];
    for (let turn = 0; turn < TURNS[backend.kind]; turn++)
      turns.push({
        ours: await routed(ground, backend, workspaceId),
        oneByOne: await bare(backend, 1),
        batches: await bare(backend, RELAY_BATCH),
      });
    console.log(`${backend.kind}: ${median(turns.map(({ ours }) => ours)).toFixed(0)} claims a second`);
    console.log(against(turns, 'oneByOne', 'added one by one'));
    console.log(against(turns, 'batches', `added ${RELAY_BATCH} at a time`));
    await backend.close();
  }
} finally {
  await ground.stop();
}
