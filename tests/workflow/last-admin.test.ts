/** Somebody stays who can administer the workspace. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execute } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';

let fixture: TestDatabase;
beforeAll(async () => {
  fixture = await freshDatabase();
});
afterAll(() => fixture.drop());

test('the only active admin cannot leave, and once another is admitted one of the two can', async () => {
  const room = await openNewsroom(fixture.db);
  const { alma } = room.people;
  const leave = (personId: string) =>
    room.run(room.as('alma'), { type: 'deactivate-person', personId, reason: 'Left the house.' });
  await expect(leave(alma)).rejects.toMatchObject({ code: 'last-admin' });
  const second = await admitAdmin(room);
  await leave(alma);
  await expect(leave(second)).rejects.toMatchObject({ code: 'last-admin' });
});

test('of admins who deactivate each other at once, one stays', async () => {
  for (let round = 0; round < 5; round++) {
    const room = await openNewsroom(fixture.db);
    const admins = [room.people.alma, await admitAdmin(room), await admitAdmin(room)];
    const outcomes = await Promise.allSettled(
      admins.map((personId, index) =>
        execute(
          fixture.db,
          { kind: 'person', workspaceId: room.workspaceId, personId, role: 'admin' },
          { type: 'deactivate-person', personId: admins[(index + 1) % 3]!, reason: 'A quarrel.' },
        ),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'last-admin' },
    });
  }
});

async function admitAdmin(room: Newsroom): Promise<string> {
  const personId = randomUUID();
  const parts = { name: 'A second admin', roles: ['admin'], languages: ['en'] } as const;
  await room.run(room.as('alma'), { type: 'admit-person', personId, ...parts });
  return personId;
}
