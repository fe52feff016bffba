/** What an administrator does who can switch everything off. */
import { foldRoots, growTree, leafHash } from '#transparency-log';
import type { TestDatabase } from '../support/database.ts';

async function unguarded({ admin }: TestDatabase, work: () => Promise<void>): Promise<void> {
  const all = (state: string) =>
    admin.query(
      `alter table audit.entry ${state} trigger deny_change; alter table audit.tile ${state} trigger only_wider;
       alter table audit.tree ${state} trigger only_growth`,
    );
  await all('disable');
  await work();
  await all('enable always');
}

export const bodiesOf = async ({ admin }: TestDatabase): Promise<Buffer[]> =>
  (
    await admin.query(
      'select e.body from audit.leaf l join audit.entry e on e.id = l.entry_id order by l.leaf_index',
    )
  ).rows.map(({ body }) => body);

/** Changes the time of an entry by a day, in its body alone. */
export const edit = (database: TestDatabase, index: number): Promise<void> =>
  unguarded(database, async () => {
    await database.admin.query(
      `update audit.entry set body = convert_to(regexp_replace(convert_from(body, 'UTF8'), '"at":"\\d{4}', '"at":"1999'), 'UTF8')
        where id = (select entry_id from audit.leaf where leaf_index = $1)`,
      [index],
    );
  });

/** Changes an entry, and all tiles and the root with it. */
export async function rewrite(database: TestDatabase, index: number): Promise<void> {
  await edit(database, index);
  const hashes = (await bodiesOf(database)).map(leafHash);
  await unguarded(database, async () => {
    for (const { level, index: idx, data } of growTree(0, [], hashes).tiles)
      await database.admin.query('update audit.tile set data = $3 where level = $1 and idx = $2', [
        level,
        idx,
        data,
      ]);
    await database.admin.query('update audit.tree set root = $1', [foldRoots(hashes)]);
  });
}
