/** What somebody with every right does to the database behind the log, and the sentence that the check has for it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { judge, openNewsroom, pinned, receive, routeClaim, type Newsroom } from '../support/newsroom.ts';

const TEXT = 'The river rose four metres on Sunday.';

let template: TestDatabase;
let room: Newsroom;
let claimId: string;
beforeAll(async () => {
  template = await freshDatabase();
  room = await openNewsroom(template.db);
  const one = await receive(room, TEXT, 'The Gauge');
  const other = await receive(room, `A second account. ${TEXT}`, 'The Weir');
  claimId = await routeClaim(room, one, TEXT);
  const evidence = [one, other].map((document) => pinned(document, 'rose four metres', 'supports'));
  for (const name of ['rana', 'remy'] as const) await judge(room, claimId, name, 'verified', evidence);
  await template.disconnect();
});
afterAll(() => template.drop());

/** The statement as a superuser, with every guard off, in a copy of the newsroom. Gives what the check says. */
async function after(sql: string, values: unknown[] = []): Promise<string[]> {
  const fixture = await freshDatabase(template.name);
  try {
    expect((await checkLog(fixture.db, room.workspaceId)).problems).toEqual([]);
    const { rows } = await fixture.admin.query(
      `select format('alter table %I.%I disable trigger user', n.nspname, c.relname) as off
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('app', 'audit') and c.relkind = 'r'`,
    );
    for (const { off } of rows) await fixture.admin.query(off);
    const { rowCount } = await fixture.admin.query(sql, values);
    expect(rowCount).toBeGreaterThan(0);
    const check = await checkLog(fixture.db, room.workspaceId);
    expect(check.found).toBe(check.problems.length);
    return check.problems;
  } finally {
    await fixture.drop();
  }
}

const inClaim = `select e.id from audit.entry e join app.claims c on c.stream = e.stream where c.id = $1`;

test('a decision row that was edited', async () => {
  expect(await after(`update app.decisions set rating = 'disputed'`)).toEqual([
    `claim ${claimId}: its rows are not what its entries say`,
  ]);
});

test('a change without an entry: a row that was added', async () => {
  const problems = await after(
    `insert into app.protected_persons
     select workspace_id, $1, 0, 'nobody', '{Ana}', entry_id from app.workspaces`,
    [randomUUID()],
  );
  expect(problems).toEqual([`workspace ${room.workspaceId}: its rows are not what its entries say`]);
});

test('a change without an entry: a whole aggregate that was added', async () => {
  const id = randomUUID();
  const problems = await after(
    `insert into app.desks
     select (d).* from (select jsonb_populate_record(d, jsonb_build_object(
       'id', $1::text, 'slug', 'forged', 'stream', repeat('a', 32))) as d from app.desks d) x`,
    [id],
  );
  expect(problems).toEqual([`desk ${id}: its rows have no entry`]);
});

test('an entry without its change: the last change of a row was taken back', async () => {
  const problems = await after(
    `update app.claims set status = 'in-review', edition = edition - 1, audit_seq = audit_seq - 1,
            audit_head = (select audit.leaf_hash(e.body) from audit.entry e where e.stream = claims.stream and e.seq = claims.audit_seq - 1)
      where id = $1`,
    [claimId],
  );
  expect(problems).toEqual([`claim ${claimId}: its rows and its stream end at different entries`]);
});

test('an entry without its change: an aggregate that is gone', async () => {
  const problems = await after(
    `with gone as (delete from app.tokens where person_id = $1), away as (delete from app.desk_members where person_id = $1)
     delete from app.people where id = $1`,
    [room.people.ruth],
  );
  // Admitted, and given a token.
  expect(problems).toEqual([
    expect.stringMatching(/^entry 1 of stream [0-9a-f]{32} belongs to nothing here/),
    expect.stringMatching(/^entry 2 of stream [0-9a-f]{32} belongs to nothing here/),
  ]);
});

test('an opening that was edited', async () => {
  const problems = await after(
    `update audit.opening set fields = jsonb_set(fields, '{rating,value}', '"disputed"')
      where fields ? 'decidedBy' and entry_id in (${inClaim})`,
    [claimId],
  );
  expect(problems).toEqual([expect.stringMatching(/the opening of “rating” is not what was recorded$/)]);
});

test('an opening that is missing, whole or in part', async () => {
  const where = `fields ? 'decidedBy' and entry_id in (${inClaim})`;
  expect(await after(`delete from audit.opening where ${where}`, [claimId])).toEqual([
    expect.stringMatching(/its openings are missing, and no entry erased them$/),
  ]);
  expect(
    await after(`update audit.opening set fields = fields - 'rationale' where ${where}`, [claimId]),
  ).toEqual([expect.stringMatching(/1 of its openings are missing, and no entry erased them$/)]);
});

test('an opening that looks erased, and that no entry erased', async () => {
  const problems = await after(
    `update audit.opening set fields = jsonb_set(fields, '{text}', jsonb_build_object('digest', 'x', 'remains', '[erased]'))
      where fields ? 'claimType' and entry_id in (${inClaim})`,
    [claimId],
  );
  expect(problems).toEqual([expect.stringMatching(/the opening of “text” is not what was recorded$/)]);
});

test('an entry whose bytes were edited, and one that is no entry any more', async () => {
  const edit = (from: string, to: string) =>
    after(
      `update audit.entry set body = convert_to(replace(convert_from(body, 'UTF8'), '${from}', '${to}'), 'UTF8')
        where id = (${inClaim} order by e.id limit 1)`,
      [claimId],
    );
  expect((await edit('claim-proposed', 'claim-proposad')).join('\n')).toMatch(
    /does not follow the one before/,
  );
  expect((await edit('{"after"', 'nothing')).join('\n')).toMatch(/its bytes are no entry/);
});
