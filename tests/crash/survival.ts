/**
 * Many writers, while the api and the worker are killed at every line of a request's way (docs/ARCHITECTURE.md) and the
 * queues are wiped: afterwards nothing is lost, nothing counts twice, and nothing is left to do.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { deskQueue, openQueueBackend, QUEUES } from '#jobs';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import {
  BY_HAND,
  openNewsroom,
  receive,
  sha256,
  type Newsroom,
  type TestDocument,
} from '../support/newsroom.ts';
import type { Backend } from '../support/running.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { keepRunning, timesOver, type MortalProcess } from '../../bench/mortal-process.ts';
import { CHECKOUT } from '../support/spawned.ts';
import { insistingClient } from './client.ts';
import { writeUntilFinished, type Acknowledged } from './writers.ts';

/** The lines of a request's way where each app is killed; `die-at.mjs` knows what they mean. */
const LINES = {
  api: ['before-commit', 'after-commit'],
  worker: ['before-commit', 'after-commit', 'after-ordering', 'after-enqueueing'],
} as const;
type App = keyof typeof LINES;

const WRITERS = 32;
const CLAIMS = 100;
const DEATHS_AT_EACH_LINE = 1;
const PROCESSES_EACH = 2;
const PATIENCE_MS = 240_000;
const TEXT = 'The river rose four metres on Sunday, the authority said. It never rose, said the mayor.';

export function describeSurvival(backend: Backend): void {
  let database: TestDatabase;
  let redis: RedisServer | null = null;
  let room: Newsroom;
  let finished = false;
  const processes: MortalProcess[] = [];
  beforeAll(async () => {
    database = await freshDatabase();
    redis = backend === 'redis' ? await startRedis() : null;
    room = await openNewsroom(database.db, { leaseMinutes: 1, members: [] });
  });
  afterAll(async () => {
    finished = true; // also when the test failed: the writers give up
    await Promise.all(processes.map((one) => one.stop()));
    await redis?.stop();
    await database.drop();
  });

  const count = async (sql: string) => Number((await database.admin.query(sql)).rows[0].count);
  const decided = () => count(`select count(*) from app.claims where status = 'decided'`);
  const prefix = `test-${randomUUID()}`;

  async function startProcesses(): Promise<string[]> {
    const shared = {
      DATABASE_URL: database.appUrl,
      ARCHIVE_DIR: await temporaryFolder(),
      QUEUE_PREFIX: prefix,
      LOG_LEVEL: 'fatal',
      ...(redis && { REDIS_URL: redis.url }),
    };
    const addresses: string[] = [];
    for (let number = 0; number < PROCESSES_EACH; number++) {
      const port = await freePort();
      addresses.push(`http://127.0.0.1:${port}`);
      processes.push(keep('api', { ...shared, PORT: String(port) }));
      processes.push(keep('worker', { ...shared, DATABASE_SYSTEM_URL: database.systemUrl }));
    }
    return addresses;
  }

  /** Jobs that are anywhere in a queue: waiting, at work, delayed. */
  async function jobsLeft(): Promise<number> {
    const settings = { databaseUrl: database.systemUrl, redisUrl: redis?.url ?? null, prefix };
    const queues = openQueueBackend(settings, () => undefined);
    let left = 0;
    for (const name of [...QUEUES, deskQueue(room.slug, 'floods')]) {
      const queue = queues.queue(name);
      left += await queue.getJobCountByTypes('waiting', 'active', 'prioritized', 'delayed', 'failed');
      await queue.close();
    }
    await queues.close();
    return left;
  }

  test(
    `${WRITERS} writers on ${CLAIMS} claims, killed at every line${backend === 'redis' ? ', the queues wiped' : ''}`,
    async () => {
      const writers = await admitReviewers(room, WRITERS);
      const document = await receive(room, TEXT);
      const unrouted = await acceptClaims(room, document, CLAIMS);
      const client = insistingClient(await startProcesses(), () => finished);

      let wiped = 0;
      let returning = true;
      const writing = writeUntilFinished({
        room,
        client,
        writers,
        document,
        unrouted,
        finished: () => finished,
        returning: () => returning,
      });
      if (redis) wiped = await wipeHalfWay(redis, decided);
      await Promise.all(processes.map(({ survived }) => survived));
      returning = false;
      await eventually(decided, CLAIMS, { withinMs: PATIENCE_MS });
      finished = true;
      const told = await writing;

      await eventually(() => count('select count(*) from audit.pending'), 0, { withinMs: PATIENCE_MS });
      await eventually(jobsLeft, 0, { withinMs: PATIENCE_MS });
      const counts = await tally(database, told);
      const check = await checkLog(database.db, room.workspaceId);
      const deaths = Object.fromEntries(processes.flatMap((one) => [...one.deaths]).reduce(sum, new Map()));
      const { repeated, turnedAway } = client;
      const report = { backend, ...counts, jobsLeft: 0, deaths, repeated, turnedAway, jobsWiped: wiped };
      process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);

      expect(client.faults).toEqual([]);
      expect(processes.flatMap((one) => one.accidents)).toEqual([]);
      expect(deaths).toEqual(everyLine());
      expect(counts).toMatchObject({
        lostEntries: 0,
        duplicateVerdicts: 0,
        gaps: 0,
        buriedForFailing: 0,
        verdicts: CLAIMS * 2,
        verdictEntries: CLAIMS * 2,
      });
      expect(check).toMatchObject({ pending: 0, problems: [] });
    },
    2 * PATIENCE_MS,
  );
}

const keep = (app: App, environment: Record<string, string>): MortalProcess =>
  keepRunning({ app, checkout: CHECKOUT, environment, lines: timesOver(DEATHS_AT_EACH_LINE, LINES[app]) });

async function admitReviewers(room: Newsroom, howMany: number): Promise<string[]> {
  const tokens: string[] = [];
  for (let number = 0; number < howMany; number++) {
    const [personId, token] = [randomUUID(), randomUUID()];
    const name = `Reviewer ${number}`;
    await room.run(room.setup, {
      type: 'admit-person',
      personId,
      name,
      roles: ['reviewer'],
      languages: ['en'],
    });
    const issued = { tokenId: randomUUID(), role: 'reviewer' as const, label: 'test', sha256: sha256(token) };
    await room.run(room.setup, { type: 'issue-token', personId, ...issued });
    await room.run(room.setup, { type: 'add-desk-member', deskId: room.deskId, personId });
    tokens.push(token);
  }
  return tokens;
}

async function acceptClaims(room: Newsroom, document: TestDocument, howMany: number): Promise<string[]> {
  const claimIds = Array.from({ length: howMany }, () => randomUUID());
  const editor = room.as('edda');
  for (const [index, claimId] of claimIds.entries()) {
    const proposal = { claimId, text: `Claim ${index}`, language: 'en', score: 700, occurrences: [] };
    await room.run(editor, { type: 'propose-claim', ...BY_HAND, ...proposal });
    await room.run(editor, { type: 'accept-claim', claimId, priority: index });
  }
  return claimIds;
}

/** When half is decided and the queues hold work: everything in Redis is gone. Gives how many keys there were. */
async function wipeHalfWay(redis: RedisServer, decided: () => Promise<number>): Promise<number> {
  await eventually(async () => (await decided()) >= CLAIMS / 2, true, { withinMs: PATIENCE_MS });
  const client = new Redis(redis.url);
  const keys = await client.dbsize();
  await client.flushall();
  client.disconnect();
  return keys;
}

/** What the database says, against what the writers were told. */
async function tally(database: TestDatabase, told: Acknowledged) {
  const one = async (sql: string, ...values: unknown[]) =>
    Number((await database.admin.query(sql, values)).rows[0].count);
  const lost = async (ids: Set<string>, rows: string) =>
    one(`select count(*) from unnest($1::uuid[]) as told (id) where id not in (${rows})`, [...ids]);
  return {
    entries: await one('select count(*) from audit.entry'),
    verdicts: await one('select count(*) from app.verdicts'),
    verdictEntries: await one(
      `select count(*) from audit.entry where convert_from(body, 'utf8')::jsonb ->> 'type' = 'verdict-recorded'`,
    ),
    acknowledged: told.verdicts.size + told.returned.size + told.adjudicated.size + told.routed.size,
    lostEntries:
      (await lost(told.verdicts, 'select assignment_id from app.verdicts')) +
      (await lost(told.returned, `select id from app.assignments where status = 'returned'`)) +
      (await lost(told.adjudicated, `select claim_id from app.rounds where status = 'settled'`)) +
      (await lost(told.routed, 'select claim_id from app.rounds')),
    duplicateVerdicts: await one(
      `select count(*) from (
         select 1 from app.verdicts v join app.assignments a on a.workspace_id = v.workspace_id and a.id = v.assignment_id
          group by v.claim_id, a.round, a.slot having count(*) > 1
         union all
         select 1 from app.verdicts group by claim_id, reviewer_id having count(*) > 1) as twice`,
    ),
    gaps: await one(
      `select (max(leaf_index) + 1 - count(*)) + (select count(*) from audit.entry) - count(*)
              + (select size from audit.tree where one) - count(*) as count from audit.leaf`,
    ),
    // A job that happened to be in hand at three of the deaths is buried, as it should be: it could be what kills.
    // One that failed was not the deaths' doing.
    buriedForDying: await one(
      'select count(*) from app.dead_letters where reason like $1',
      '%kills its worker',
    ),
    buriedForFailing: await one(
      'select count(*) from app.dead_letters where reason not like $1',
      '%kills its worker',
    ),
  };
}

const sum = (all: Map<string, number>, [line, times]: [string, number]) =>
  all.set(line, (all.get(line) ?? 0) + times);

const everyLine = () =>
  Object.fromEntries(
    (Object.keys(LINES) as App[]).flatMap((app) =>
      LINES[app].map((line) => [`${app} ${line}`, DEATHS_AT_EACH_LINE * PROCESSES_EACH]),
    ),
  );
