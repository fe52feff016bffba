/** Tokens that were issued before they said when and by whom get it from the log. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { asOwner } from '#database';
import { checkLog } from '#workflow';
import { TokensThatEnd1790000000044 } from '../../migrations/1790000000044-tokens-that-end.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom } from '../support/newsroom.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('the rows of earlier tokens become what their entries replay to', async () => {
  const rooms = [await openNewsroom(database.db), await openNewsroom(database.db)];
  const tokens = async () => (await database.admin.query('select * from app.tokens order by id')).rows;
  const before = await tokens();
  await asOwner(database.ownerUrl, async (db) => {
    // As the version before had it.
    await db.query(`
      drop function app.token_end(text);
      drop function app.token_works(app.tokens, app.people) cascade;
      alter table app.tokens drop column issued_at, drop column issued_by, drop column expires_at, drop column revoked_at`);
    await new TokensThatEnd1790000000044().up(db);
  });
  expect(await tokens()).toEqual(before);
  for (const { workspaceId } of rooms)
    expect((await checkLog(database.db, workspaceId)).problems).toEqual([]);
});
