import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { EMPTY_ROOT, foldRoots, tileAt, type Hash } from '#transparency-log';
import { Tree1790000000015 } from '../../migrations/1790000000015-tree.ts';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { appendMany } from './append-many.ts';

let fixture: TestDatabase;
beforeAll(async () => {
  fixture = await freshDatabase();
});
afterAll(() => fixture.drop());

const select = async (sql: string, ...values: unknown[]) => (await fixture.admin.query(sql, values)).rows;
const leaves = async (): Promise<Hash[]> =>
  (
    await select(
      'select audit.leaf_hash(e.body) from audit.leaf l join audit.entry e on e.id = l.entry_id order by l.leaf_index',
    )
  ).map(({ leaf_hash }) => leaf_hash);
const tree = async () => (await select('select size::int, root from audit.tree'))[0];
const tiles = () => select('select level, idx::int, width, data from audit.tile order by level, idx');

/** RFC 6962, 2.1, over all the leaves: what the tiles and the root are held against. */
async function expectWholeTree(): Promise<void> {
  const hashes = await leaves();
  expect(await tree()).toEqual({ size: hashes.length, root: Buffer.from(foldRoots(hashes)) });
  for (const { level, idx, width, data } of await tiles()) {
    expect([level, idx, width]).toEqual([level, idx, tileAt(level, idx, hashes.length)?.width]);
    const span = 256 ** level;
    const expected = Array.from({ length: width }, (_, at) => {
      const first = (idx * 256 + at) * span;
      return foldRoots(hashes.slice(first, first + span));
    });
    expect(data.equals(Buffer.concat(expected))).toBe(true);
  }
}

test('a log without entries has the empty root', async () => {
  expect(await tree()).toEqual({ size: 0, root: Buffer.from(EMPTY_ROOT) });
});

test('passes of every width grow the tree that RFC 6962 defines, over the borders of tiles', async () => {
  await appendMany(fixture, 530);
  for (let limit = 1; (await sequence(fixture.system, limit)) > 0; limit = ((limit * 7) % 97) + 1);
  expect((await tree()).size).toBe(530);
  await expectWholeTree();
});

test('a tile may grow and not change, a tree not shrink, and neither goes away, for the superuser too', async () => {
  for (const sql of [
    `update audit.tile set data = overlay(data placing '\\x00' from 1 for 1)`,
    'update audit.tree set size = size - 1',
    'update audit.tree set size = size + 1',
  ])
    await expect(select(sql)).rejects.toThrow(/grow/);
  for (const sql of ['delete from audit.tile', 'truncate audit.tile', 'delete from audit.tree'])
    await expect(select(sql)).rejects.toThrow(/append-only/);
});

test('the sealer sees bodies, leaves and tiles, and writes nothing but checkpoints', async () => {
  const { rows } = await fixture.admin.query(
    `select table_schema || '.' || table_name as name, privilege_type as may
       from information_schema.table_privileges where grantee = 'countersign_sealer'
     union select table_schema || '.' || table_name || '.' || column_name, privilege_type
       from information_schema.column_privileges where grantee = 'countersign_sealer' and table_name in ('entry', 'checkpoint')
     order by 1, 2`,
  );
  expect(rows.map(({ name, may }) => `${may} ${name}`)).toEqual(
    [
      'SELECT app.migrations',
      'SELECT audit.checkpoint',
      'SELECT audit.checkpoint.note',
      'SELECT audit.checkpoint.published_at',
      'INSERT audit.checkpoint.root',
      'SELECT audit.checkpoint.root',
      'INSERT audit.checkpoint.size',
      'SELECT audit.checkpoint.size',
      'SELECT audit.entry.body',
      'SELECT audit.entry.id',
      'SELECT audit.leaf',
      'SELECT audit.tile',
      'SELECT audit.tree',
    ].toSpliced(2, 0, 'INSERT audit.checkpoint.note'),
  );
});

test('a log that was numbered before there was a tree gets one by the migration', async () => {
  const before = [await tree(), await tiles()];
  await fixture.admin.query(
    `drop table audit.tile, audit.checkpoint;
     drop trigger only_growth on audit.tree; drop trigger deny_delete on audit.tree; drop trigger deny_truncate on audit.tree;
     drop function audit.only_wider(), audit.only_growth();
     drop policy sealing on audit.entry;
     alter table audit.tree drop column root`,
  );
  const owner = fixture.system.createQueryRunner();
  // The migration sends its statements through whatever it is given.
  const asAdmin = Object.assign(Object.create(owner), {
    query: async (sql: string, values?: unknown[]) => (await fixture.admin.query(sql, values)).rows,
  });
  await fixture.admin.query('begin; set local role countersign_owner');
  await new Tree1790000000015().up(asAdmin);
  await fixture.admin.query('commit');
  await owner.release();
  expect([await tree(), await tiles()]).toEqual(before);
});
