/** The same erasure, asked for several times at once. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';

let fixture: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db);
});
afterAll(() => fixture.drop());

test('it is done and recorded once; the others are told that it is done', async () => {
  const personId = randomUUID();
  const admin = room.as('alma');
  const person = { name: 'Quentin Zweig-Okonkwo', roles: ['reviewer'], languages: ['en'] } as const;
  await room.run(admin, { type: 'admit-person', personId, ...person });
  await room.run(admin, { type: 'deactivate-person', personId, reason: 'Quentin moved away.' });
  const erase = () =>
    room.run(admin, {
      type: 'erase-content',
      target: { kind: 'person', personId },
      basis: 'request-of-the-person',
      reason: 'They asked.',
    });
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, erase));
  const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(refused).toEqual(
    Array(5).fill(expect.objectContaining({ code: 'wrong-status', current: 'erased' })),
  );
  const { rows } = await fixture.admin.query(
    `select count(*)::int as n from audit.entry
      where convert_from(body, 'UTF8')::jsonb ->> 'type' = 'content-erased'`,
  );
  expect(rows).toEqual([{ n: 1 }]);
  expect((await checkLog(fixture.db, room.workspaceId)).problems).toEqual([]);
});
