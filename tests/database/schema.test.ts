import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { migrate, unsafeSettings } from '#database';
import { execute } from '#workflow';
import { migrations } from '../../migrations/index.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, receive, routeClaim, type Newsroom } from '../support/newsroom.ts';
import { addressOf, APP_ACCOUNT, SYSTEM_ACCOUNT } from '../support/servers.ts';

const TEXT = 'The river rose four metres on Sunday.';

let fixture: TestDatabase;
let room: Newsroom;
let claimId: string;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db);
  claimId = await routeClaim(room, await receive(room, TEXT), TEXT);
});
afterAll(() => fixture.drop());

/** The statement as the application's account, with the workspace set as inWorkspace() does. */
async function asApp(workspaceId: string | null, sql: string, values: unknown[] = []) {
  return fixture.db.transaction(async (tx) => {
    if (workspaceId) await tx.query(`select set_config('app.workspace', $1, true)`, [workspaceId]);
    return tx.query(sql, values);
  });
}

test('entities and migrations agree about every column', async () => {
  const { upQueries } = await fixture.db.driver.createSchemaBuilder().log();
  // Constraints and indexes live in the migrations alone.
  const drift = upQueries
    .map(({ query }) => query)
    .filter((query) => !/(drop|add) constraint|(drop|create) (unique )?index/i.test(query));
  expect(drift).toEqual([]);
});

test('every table of the application forces row-level security and has a policy', async () => {
  const { rows } = await fixture.admin.query(
    `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'app' and c.relkind = 'r' and c.relname <> 'migrations'
        and not (c.relrowsecurity and c.relforcerowsecurity
                 and exists (select 1 from pg_policy p where p.polrelid = c.oid))`,
  );
  expect(rows).toEqual([]);
});

test('without a workspace every table looks empty, and another workspace sees nothing of this one', async () => {
  const other = await openNewsroom(fixture.db);
  const { rows } = await fixture.admin.query(
    `select table_name from information_schema.columns
      where table_schema = 'app' and column_name = 'workspace_id' and table_name <> 'rechecks'`,
  );
  for (const { table_name: table } of rows) {
    expect([table, await asApp(null, `select 1 from app.${table}`)]).toEqual([table, []]);
    const foreign = await asApp(other.workspaceId, `select 1 from app.${table} where workspace_id = $1`, [
      room.workspaceId,
    ]);
    expect([table, foreign]).toEqual([table, []]);
  }
});

test('a row cannot be written into another workspace, nor refer to it', async () => {
  const other = await openNewsroom(fixture.db);
  await expect(
    asApp(other.workspaceId, `insert into app.idempotency_keys values ($1, 'a', 'k', 'h', '{}')`, [
      room.workspaceId,
    ]),
  ).rejects.toThrow(/row-level security/);
});

test('every table whose rows name an entry asks for it', async () => {
  const { rows } = await fixture.admin.query(
    `select c.relname from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'entry_id'
      where n.nspname = 'app' and c.relkind = 'r'
        and not exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'recorded' and t.tgenabled = 'O')`,
  );
  expect(rows).toEqual([]);
});

test('no change without an entry of its own transaction', async () => {
  await expect(
    asApp(room.workspaceId, `update app.claims set priority = 1 where id = $1`, [claimId]),
  ).rejects.toThrow(/without an audit entry/);
});

test('no entry without its change', async () => {
  const sql = `insert into audit.entry (workspace_id, subject, stream, seq, body)
               values ($1, 'claim', repeat('a', 32), 1, 'x')`;
  await expect(asApp(room.workspaceId, sql, [room.workspaceId])).rejects.toThrow(/without its change/);
});

test('the log is append-only, for the application and for the superuser', async () => {
  for (const sql of ['update audit.entry set seq = 9', 'delete from audit.entry'])
    await expect(asApp(room.workspaceId, sql)).rejects.toThrow(/permission denied/);
  for (const sql of [
    'update audit.entry set seq = 9',
    'delete from audit.entry',
    'truncate audit.entry cascade',
  ])
    await expect(fixture.admin.query(sql)).rejects.toThrow(/append-only/);
  const chosen = `insert into audit.entry (id, workspace_id, subject, stream, seq, body)
                  overriding system value values (1, $1, 'claim', repeat('b', 32), 1, 'x')`;
  await expect(asApp(room.workspaceId, chosen, [room.workspaceId])).rejects.toThrow(/permission denied/);
});

test('one effective verdict per claim, round and reviewer, and one holder per slot, by unique index', async () => {
  const { rows } = await fixture.admin.query(
    `select indexdef from pg_indexes where indexname in ('verdicts_one_effective', 'assignments_one_per_slot') order by 1`,
  );
  expect(rows.map(({ indexdef }) => indexdef).join('\n')).toMatch(/UNIQUE.*slot\)[^]*UNIQUE.*reviewer_id\)/);
});

test('an account that is a superuser, owns tables or has an example’s password is refused, a sentence each', async () => {
  expect(await unsafeSettings(fixture.db, fixture.appUrl)).toEqual([]);
  const url = new URL(fixture.appUrl);
  url.password = 'postgres';
  expect(await unsafeSettings(fixture.db, url.href)).toEqual([expect.stringMatching(/password/)]);
});

test('migrating again changes nothing', async () => {
  const accounts = {
    appUrl: addressOf(fixture.name, APP_ACCOUNT),
    systemUrl: addressOf(fixture.name, SYSTEM_ACCOUNT),
  };
  await migrate(fixture.ownerUrl, migrations, accounts);
  const command = { type: 'decline-claim' as const, claimId, reason: 'later' };
  await expect(execute(fixture.db, room.as('edda'), command)).rejects.toMatchObject({ code: 'wrong-status' });
});
