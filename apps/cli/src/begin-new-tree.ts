/** The tree of a log that continues one that has ended. */
import type { QueryRunner } from 'typeorm';
import { buildTree } from '../../../migrations/1790000000015-tree.ts';

/**
 * Numbers all entries anew, as the owner of the tables and in one transaction: first the one that says what is
 * continued, then those that had a number, in their order. The tree is built anew, and what was published of the old
 * one is forgotten here. Gives the new tree's size. Sequencers, relays and readers wait for it; a crash leaves the
 * old tree. An event stream that is resumed by its old position may show one event twice.
 */
export async function beginNewTree(db: QueryRunner, entryId: string): Promise<number> {
  await db.query(
    'lock table audit.tree, audit.leaf, audit.tile, audit.checkpoint, audit.relay, app.notice_cursors in access exclusive mode',
  );
  await db.query(guards('disable trigger'));
  const [numbered]: { leaf_index: string }[] = await db.query(
    'select leaf_index from audit.leaf where entry_id = $1',
    [entryId],
  );
  const place = numbered?.leaf_index ?? null;
  await renumber(db, entryId, place);
  await moveCursors(db, place);
  await db.query('truncate audit.tile, audit.checkpoint');
  const [tree]: { size: string }[] = (
    await db.query(
      `update audit.tree set size = (select count(*) from audit.leaf), root = sha256('') where one returning size`,
    )
  )[0];
  await buildTree(db);
  await db.query(guards('enable always trigger'));
  return Number(tree?.size);
}

/** The triggers that let nobody do this. */
const guards = (action: string): string => `
  do $$
  declare t record;
  begin
    for t in select c.relname, g.tgname from pg_trigger g join pg_class c on c.oid = g.tgrelid
               join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = 'audit' and c.relname in ('leaf', 'tile', 'tree', 'checkpoint') and not g.tgisinternal
    loop execute format('alter table audit.%I ${action} %I', t.relname, t.tgname); end loop;
  end $$;`;

/** `place`: where the first entry of the new log stood in the old one, if it had a number there. */
async function renumber(db: QueryRunner, entryId: string, place: string | null): Promise<void> {
  // In two steps, since no two may have one number on the way: below zero, and back.
  await db.query('update audit.leaf set leaf_index = -1 - leaf_index');
  await db.query(
    `update audit.leaf set leaf_index = case
       when entry_id = $1 then 0
       when $2::bigint is null or -1 - leaf_index < $2::bigint then -leaf_index
       else -1 - leaf_index end`,
    [entryId, place],
  );
  if (place !== null) return;
  await db.query('delete from audit.pending where entry_id = $1', [entryId]);
  await db.query('insert into audit.leaf (leaf_index, entry_id) values (0, $1)', [entryId]);
}

/** Who has come to a place in the old log goes on at the same entry. */
async function moveCursors(db: QueryRunner, place: string | null): Promise<void> {
  const moved = 'next_index = case when next_index > $1::bigint then next_index else next_index + 1 end';
  await db.query(`update audit.relay set ${moved}`, [place]);
  await db.query('alter table app.notice_cursors no force row level security');
  await db.query(`update app.notice_cursors set ${moved}`, [place]);
  await db.query('alter table app.notice_cursors force row level security');
}
