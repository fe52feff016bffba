import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fromUtf8, fsck, logInFolder, parseLeaf, toBase64, type Leaf } from '#transparency-log';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { seal } from '../../apps/sealer/src/seal.ts';
import { openLog, type TestLog } from '../sealer/log.ts';
import { openNewsroom, receive, type Newsroom } from '../support/newsroom.ts';

let log: TestLog;
let room: Newsroom;
beforeAll(async () => {
  log = await openLog();
  room = await openNewsroom(log.database.db);
});
afterAll(() => log.close());

async function publishCheckpoint(): Promise<void> {
  while ((await sequence(log.database.system, 1_000)) > 0);
  expect(await seal(log.parts)).toMatchObject({ outcome: 'published' });
}

/** Every entry, numbered or not, in the order of its transaction. */
async function leaves(): Promise<(Leaf & { index: number | null })[]> {
  const { rows } = await log.database.admin.query(
    'select e.body, l.leaf_index from audit.entry e left join audit.leaf l on l.entry_id = e.id order by e.id',
  );
  return rows.map(({ body, leaf_index }) => ({
    ...parseLeaf(fromUtf8(body)),
    index: leaf_index === null ? null : Number(leaf_index),
  }));
}

test('an entry names the newest checkpoint that was published before it, and no place in the log is before it', async () => {
  expect((await leaves()).map(({ after }) => after)).not.toContainEqual(expect.anything());
  const checkpoints: Leaf['after'][] = [];
  for (const text of ['The river rose.', 'The bridge held.', 'The mill stood still.']) {
    await publishCheckpoint();
    const { rows } = await log.database.admin.query(
      'select size::int, root from audit.checkpoint order by size desc limit 1',
    );
    const newest = { size: rows[0].size, root: toBase64(rows[0].root) };
    checkpoints.push(newest);
    await receive(room, text);
    expect((await leaves()).at(-1)).toMatchObject({ after: newest, index: null });
  }
  await publishCheckpoint();
  const all = await leaves();
  const named = new Set(all.flatMap(({ after }) => (after ? [after.size] : [])));
  expect([...named]).toEqual(checkpoints.map((checkpoint) => checkpoint?.size));
  for (const { after, index } of all) expect(index).toBeGreaterThanOrEqual(after?.size ?? 0);
});

test('the whole log stands up to a check that looks at what entries know', async () => {
  expect(await fsck(logInFolder(log.parts.folder), log.policy, [])).toMatchObject({ problems: [] });
});
