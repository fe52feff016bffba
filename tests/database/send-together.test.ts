import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inWorkspace, sendTogether } from '#database';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';

let fixture: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db);
});
afterAll(() => fixture.drop());

const noted = (value: number) => ({
  text: 'insert into noted values ($1::int) returning value',
  values: [value],
});

test('statements that are sent together are carried out in their order, each with its own answer', async () => {
  await inWorkspace(fixture.db, room.workspaceId, async (tx) => {
    await tx.query('create temporary table noted (value int, place serial)');
    const answers = await sendTogether(tx, [3, 1, 2].map(noted));
    expect(answers.map(({ rows, count }) => [rows, count])).toEqual([
      [[{ value: 3 }], 1],
      [[{ value: 1 }], 1],
      [[{ value: 2 }], 1],
    ]);
    expect(await tx.query('select value from noted order by place')).toEqual([
      { value: 3 },
      { value: 1 },
      { value: 2 },
    ]);
    await tx.query('drop table noted');
  });
});

test('one that fails is the failure that is told; nothing of the transaction stays, and its connection goes on', async () => {
  await fixture.admin.query('create table kept (value int unique)');
  await fixture.admin.query('grant select, insert on kept to public');
  const keep = (value: number) => ({ text: 'insert into kept values ($1::int)', values: [value] });
  const sending = inWorkspace(fixture.db, room.workspaceId, (tx) =>
    sendTogether(tx, [keep(1), keep(1), keep(2), noted(3)]),
  );
  await expect(sending).rejects.toMatchObject({ driverError: { code: '23505' } });
  // The same statements, on connections of the same pool.
  await Promise.all(
    Array.from({ length: 10 }, (_, turn) =>
      inWorkspace(fixture.db, room.workspaceId, (tx) => sendTogether(tx, [keep(10 + turn), keep(30 + turn)])),
    ),
  );
  expect((await fixture.admin.query('select count(*)::int from kept')).rows).toEqual([{ count: 20 }]);
});
