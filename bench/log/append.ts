/**
 * Decisions per second with the log against the same decisions without any audit write: the same `execute` in a
 * process each, on a database each of one server with fsync on, taking turns. Without: no digests, no entries,
 * openings and ballots, and no trigger or foreign key that asks for an entry (the columns for them stay).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '#database';
import { migrations } from '../../migrations/index.ts';
import { openGround, type Ground } from '../ground.ts';
import type { Done, Order } from './decider.ts';
import { median } from './figures.ts';

const CLIENTS = 32;
/** As many as an api opens unless it is told otherwise (DATABASE_POOL), and one for each client. */
const CONNECTIONS = [10, CLIENTS];
const TURNS = 24;
const WARM_UP = 2;
const DECISIONS_A_TURN = 400;

/** Everything in the schema that belongs to the coupling of changes to entries. */
const UNCOUPLE = `
do $$
declare t record;
begin
  for t in select tgname, tgrelid::regclass as relation from pg_trigger
            where not tgisinternal and tgname in ('recorded', 'open_ballots', 'open_ballot', 'open_ballot_cast')
  loop execute format('drop trigger %I on %s', t.tgname, t.relation); end loop;
  for t in select conname, conrelid::regclass as relation from pg_constraint
            where contype = 'f' and confrelid = 'audit.entry'::regclass and conrelid::regclass::text like 'app.%'
  loop execute format('alter table %s drop constraint %I', t.relation, t.conname); end loop;
end $$`;

async function withoutLog({ adminUrl, appUrl, systemUrl }: Ground): Promise<string> {
  const named = (url: string) => Object.assign(new URL(url), { pathname: 'without_log' }).href;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query('create database without_log');
  await admin.end();
  await migrate(named(adminUrl), migrations, { appUrl: named(appUrl), systemUrl: named(systemUrl) });
  const uncoupling = new pg.Client({ connectionString: named(adminUrl) });
  await uncoupling.connect();
  await uncoupling.query(UNCOUPLE);
  await uncoupling.end();
  return named(appUrl);
}

interface Start {
  readonly appUrl: string;
  readonly connections: number;
  /** What Node is given before the program. */
  readonly before: readonly string[];
}

async function startSide(ground: Ground, { appUrl, connections, before }: Start) {
  const main = join(import.meta.dirname, 'decider.js');
  const child = spawn(process.execPath, [...before, main, appUrl, String(connections)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('a side ended')));
  ended.catch(() => undefined); // it is stopped at last
  const done = async (): Promise<number> => {
    const [{ took }] = (await Promise.race([once(child, 'message'), ended])) as [Done];
    return took;
  };
  await done();
  const carryOut = (order: Order): Promise<number> => {
    child.send(order);
    return done();
  };
  return {
    stop: () => child.kill(),
    /** Decisions a second. */
    async turn(): Promise<number> {
      await carryOut({ prepare: DECISIONS_A_TURN });
      return (DECISIONS_A_TURN / (await carryOut({ decideAtOnce: CLIENTS }))) * 1_000;
    },
    analyze: () => ground.analyze(new URL(appUrl).pathname.slice(1)),
  };
}

export async function measureAppend(): Promise<void> {
  for (const connections of CONNECTIONS) await measureOver(connections);
}

async function measureOver(connections: number): Promise<void> {
  const ground = await openGround();
  const hook = join(import.meta.dirname, '../../../bench/log/without-log.mjs');
  const plainUrl = await withoutLog(ground);
  const sides = [
    await startSide(ground, { appUrl: ground.appUrl, connections, before: [] }),
    await startSide(ground, { appUrl: plainUrl, connections, before: ['--import', hook] }),
  ] as const;
  try {
    const speeds: [number[], number[]] = [[], []];
    // Once, when every table has rows: every connection makes its plans anew after it, in the second turn.
    for (const side of sides) await side.turn();
    for (const side of sides) await side.analyze();
    for (const side of sides) await side.turn();
    for (let turn = 0; turn < TURNS; turn++)
      for (const side of turn % 2 ? [0, 1] : [1, 0]) speeds[side]!.push(await sides[side]!.turn());
    await requireLog(ground, plainUrl);
    console.log(
      `decisions a second, ${CLIENTS} clients over ${connections} connections: ${compared(speeds)}`,
    );
  } finally {
    for (const side of sides) side.stop();
    await ground.stop();
  }
}

function compared([logged, plain]: readonly [readonly number[], readonly number[]]): string {
  const sides = [pairs(logged), pairs(plain)] as const;
  const ratios = sides[0].map((speed, turn) => speed / sides[1][turn]!);
  const all = ratios.map((ratio) => ratio.toFixed(2)).join(' ');
  return (
    `${median(logged).toFixed(0)} with the log, ${median(plain).toFixed(0)} without any audit write; ` +
    `ratio ${median(ratios).toFixed(2)}, wanted at least 0.75 (pairs of turns: ${all})`
  );
}

/** Two turns together: in one of them the side came first, in the other second. */
const pairs = (speeds: readonly number[]): number[] =>
  speeds.flatMap((speed, turn) => (turn % 2 ? [2 / (1 / speed + 1 / speeds[turn - 1]!)] : []));

/** Both sides have decided as much; one has an entry for everything, the other has none. */
async function requireLog({ adminUrl, appUrl }: Ground, plainUrl: string): Promise<void> {
  const counts = await Promise.all(
    [appUrl, plainUrl].map(async (url) => {
      const client = new pg.Client({
        connectionString: Object.assign(new URL(adminUrl), { pathname: new URL(url).pathname }).href,
      });
      await client.connect();
      const { rows } = await client.query<{ decisions: string; entries: string }>(
        'select (select count(*) from app.decisions) as decisions, (select count(*) from audit.entry) as entries',
      );
      await client.end();
      return rows[0]!;
    }),
  );
  const expected = String((WARM_UP + TURNS) * DECISIONS_A_TURN);
  const [logged, plain] = counts;
  if (
    logged?.decisions !== expected ||
    plain?.decisions !== expected ||
    logged.entries === '0' ||
    plain.entries !== '0'
  )
    throw new Error(`the sides did not do the same: ${JSON.stringify(counts)}`);
}
