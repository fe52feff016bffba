import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openDataSource } from '#database';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';

const ALL = 1_000;

let fixture: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  fixture = await freshDatabase();
});
afterAll(() => fixture.drop());
beforeEach(async () => {
  await sequence(fixture.system, ALL);
  room = await openNewsroom(fixture.db);
});

const select = async (sql: string, ...values: unknown[]) => (await fixture.admin.query(sql, values)).rows;
const pending = async () => (await select('select 1 from audit.pending')).length;
/** Every leaf in order, and whether the tree counts them all. */
const leaves = async (): Promise<number[]> =>
  (await select('select entry_id::int from audit.leaf order by leaf_index')).map(({ entry_id }) => entry_id);
const gaps = () =>
  select(
    `select leaf_index from (select leaf_index, row_number() over (order by leaf_index) - 1 as place from audit.leaf) as l
      where leaf_index <> place
     union all select size from audit.tree where size <> (select count(*) from audit.leaf)`,
  );
const registerOrigin = (originId: string) =>
  room.run(room.as('edda'), { type: 'register-origin', originId, kind: 'wire', title: originId });

/** The backends of this database that wait for a lock. */
const waiting = async (): Promise<number[]> =>
  (
    await select(
      `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
  ).map(({ pid }) => pid);

test('what is pending gets the next indexes, without gaps, in the order of the entries', async () => {
  const before = await leaves();
  const waits = await pending();
  expect(await sequence(fixture.system, ALL)).toBe(waits);
  const added = (await leaves()).slice(before.length);
  expect(added).toHaveLength(waits);
  expect(added).toEqual([...added].sort((a, b) => a - b));
  expect(await gaps()).toEqual([]);
  expect([await pending(), await sequence(fixture.system, ALL)]).toEqual([0, 0]);
});

test('a pass takes no more than its limit, the oldest first', async () => {
  const before = await leaves();
  const oldest = (await select('select entry_id::int from audit.pending order by entry_id limit 5')).map(
    ({ entry_id }) => entry_id,
  );
  const waits = await pending();
  expect(await sequence(fixture.system, 5)).toBe(5);
  expect((await leaves()).slice(before.length)).toEqual(oldest);
  expect(await pending()).toBe(waits - 5);
});

test('entries are found one by one, although nothing was pending when the tables were last analysed', async () => {
  // A database of its own: what a connection read is counted up to a second later, so the other tests' would count here.
  const own = await freshDatabase();
  const its = await openNewsroom(own.db);
  // One connection, so that it can be asked to tell now what it read.
  const system = await openDataSource(own.systemUrl, 1);
  const read = async () => {
    await system.query('select pg_stat_force_next_flush()');
    const { rows } = await own.admin.query<{ found: number; whole: number }>(
      `select idx_tup_fetch::int as found, seq_tup_read::int as whole from pg_stat_user_tables where relid = 'audit.pending'::regclass`,
    );
    return rows[0] ?? { found: NaN, whole: NaN };
  };
  await sequence(system, ALL);
  await own.admin.query('vacuum analyze audit.pending, audit.entry, audit.leaf');
  await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      its.run(its.as('edda'), {
        type: 'register-origin',
        originId: randomUUID(),
        kind: 'wire',
        title: `Wire ${index}`,
      }),
    ),
  );
  const before = await read();
  const numbered = await sequence(system, ALL);
  const after = await read();
  expect(numbered).toBeGreaterThanOrEqual(60);
  // Once for their order, once to be taken.
  expect(after.found - before.found).toBeLessThanOrEqual(2 * numbered + 1);
  // Whether there is anything is asked of the table as a whole.
  expect(after.whole - before.whole).toBeLessThanOrEqual(1);
  await system.destroy();
  await own.drop();
});

test('many passes at once, while entries come in, number each entry once', async () => {
  const passes = async () => {
    let numbered = 0;
    for (let pass = 0; pass < 20; pass++) numbered += await sequence(fixture.system, 3);
    return numbered;
  };
  const before = (await leaves()).length;
  const [one, two, three] = await Promise.all([
    passes(),
    passes(),
    passes(),
    ...Array.from({ length: 5 }, () => registerOrigin(randomUUID())),
  ]);
  const rest = await sequence(fixture.system, ALL);
  expect((await leaves()).length - before).toBe(one + two + three + rest);
  expect(await pending()).toBe(0);
  expect(
    await select('select id from audit.entry where id not in (select entry_id from audit.leaf)'),
  ).toEqual([]);
  expect(await gaps()).toEqual([]);
});

test('an entry that was drawn first and committed last is not lost', async () => {
  await sequence(fixture.system, ALL);
  await fixture.admin.query('begin');
  // It has appended its entry by the time it comes to the table of origins.
  await fixture.admin.query('lock table app.origins in share mode');
  const slow = registerOrigin(randomUUID());
  await eventually(async () => (await waiting()).length, 1);
  const conflict = { kind: 'person' as const, name: 'The mayor' };
  await room.run(room.as('rana'), { type: 'declare-conflict', personId: room.people.rana, conflict });
  expect(await sequence(fixture.system, ALL)).toBe(1);
  await fixture.admin.query('commit');
  await slow;
  expect(await sequence(fixture.system, ALL)).toBe(1);
  const [quick = 0, late = 0] = (await leaves()).slice(-2);
  expect(late).toBeLessThan(quick);
  expect(await gaps()).toEqual([]);
});

test('a pass that is killed leaves its entries pending, and the next one numbers them', async () => {
  const [waits, before] = [await pending(), await leaves()];
  await fixture.admin.query('begin');
  await fixture.admin.query('select 1 from audit.tree for update');
  const killed = expect(sequence(fixture.system, ALL)).rejects.toThrow(/terminat/);
  await eventually(async () => (await waiting()).length, 1);
  await select('select pg_terminate_backend($1)', (await waiting())[0]);
  await killed;
  await fixture.admin.query('commit');
  expect([await pending(), await leaves()]).toEqual([waits, before]);
  expect(await sequence(fixture.system, ALL)).toBe(waits);
  expect(await gaps()).toEqual([]);
});
