/** What waits when somebody has room again: offered past whatever they may not take, and again to who may judge again. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { offerWork, type Command } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, receive, routeClaim, takeSlot, type Newsroom } from '../support/newsroom.ts';

const NAMED = 'Ines Prado opened the gates.';
const ROSE = 'The river rose four metres on Sunday.';
/** More than one look at a time would get past. */
const MANY = 25;
const [URGENT, LATER] = [900, 100];

let fixture: TestDatabase;
beforeAll(async () => {
  fixture = await freshDatabase();
});
afterAll(() => fixture.drop());

const SETTINGS = {
  name: 'Gates',
  topic: 'gates',
  languages: ['en'],
  requiredSkills: [],
  independentVerdicts: 1,
  verifiedOrigins: 2,
  rubricVersion: 1,
  leaseMinutes: 60,
  dueHours: 24,
  wipLimit: 1,
};

/** Another desk, at which only rana sits. */
async function openSecondDesk(room: Newsroom, wipLimit: number): Promise<Newsroom> {
  const deskId = randomUUID();
  await room.run(room.setup, { type: 'open-desk', deskId, slug: 'gates', ...SETTINGS, wipLimit });
  await room.run(room.setup, { type: 'add-desk-member', deskId, personId: room.people.rana });
  return { ...room, deskId };
}

const holder = async (claimId: string): Promise<string | null> => {
  const sql = "select reviewer_id as id from app.assignments where claim_id = $1 and status = 'held'";
  return (await fixture.admin.query(sql, [claimId])).rows[0]?.id ?? null;
};

const conflictOf = ({ people }: Newsroom, kind: 'publisher' | 'person', name: string): Command => ({
  type: 'declare-conflict',
  personId: people.rana,
  conflict: { kind, name },
});

test.each<[string, (room: Newsroom) => Promise<unknown>, secondLimit?: number]>([
  [
    'are of a publisher of a conflict',
    (room) => room.run(room.as('rana'), conflictOf(room, 'publisher', 'the gauge')),
  ],
  [
    'name a person of a conflict',
    (room) => room.run(room.as('rana'), conflictOf(room, 'person', 'Ines Prado')),
  ],
  [
    'are on a paused desk',
    (room) => room.run(room.as('edda'), { type: 'pause-desk', deskId: room.deskId, reason: 'A meeting.' }),
  ],
  [
    'are on a desk that asks for a skill she lacks',
    (room) =>
      room.run(room.as('edda'), {
        type: 'edit-desk',
        deskId: room.deskId,
        ...SETTINGS,
        requiredSkills: ['statistics'],
      }),
  ],
  [
    'are on a desk whose limit she has reached',
    async (room) => {
      const own = await receive(room, ROSE, 'The Weir');
      await takeSlot(room, await routeClaim(room, own, ROSE), 'rana');
    },
    2,
  ],
])('a slot is offered to who has room for one, however many before it %s', async (_, before, limit = 1) => {
  const room = await openNewsroom(fixture.db, { independentVerdicts: 1, wipLimit: 1, members: ['rana'] });
  const second = await openSecondDesk(room, limit);
  const document = await receive(room, NAMED, 'The Gauge');
  await before(room);
  for (let one = 0; one < MANY; one++) await routeClaim(room, document, NAMED, URGENT);
  const claimId = await routeClaim(second, await receive(room, `${ROSE} It fell.`, 'The Post'), ROSE, LATER);
  await offerWork(fixture.db, room.workspaceId, [room.people.rana]);
  expect(await holder(claimId)).toBe(room.people.rana);
});

test('nothing is offered to who is away, or has no room at any desk', async () => {
  const room = await openNewsroom(fixture.db, {
    independentVerdicts: 1,
    wipLimit: 1,
    members: ['rana', 'remy'],
  });
  const document = await receive(room, ROSE);
  await takeSlot(room, await routeClaim(room, document, ROSE), 'rana');
  const away = { from: '2026-01-01T00:00:00.000Z', until: '2099-01-01T00:00:00.000Z' };
  await room.run(room.as('edda'), { type: 'set-availability', personId: room.people.remy, away });
  const claimId = await routeClaim(room, document, ROSE);
  await offerWork(fixture.db, room.workspaceId, [room.people.rana, room.people.remy]);
  expect(await holder(claimId)).toBe(null);
});

test.each<[string, (room: Newsroom) => readonly (readonly [by: 'rana' | 'edda', Command])[]]>([
  [
    'withdrew the conflict for which her slot was released',
    ({ people: { rana: personId } }) => {
      const conflict = { kind: 'publisher', name: 'The Gauge' } as const;
      return [
        ['rana', { type: 'declare-conflict', personId, conflict }],
        ['rana', { type: 'withdraw-conflict', personId, conflict, reason: 'Another outlet of that name.' }],
      ];
    },
  ],
  [
    'left the desk and came back',
    ({ deskId, people: { rana: personId } }) => [
      ['edda', { type: 'remove-desk-member', deskId, personId, reason: 'Another desk.' }],
      ['edda', { type: 'add-desk-member', deskId, personId }],
    ],
  ],
])('who %s is offered the claim again', async (_, happens) => {
  const room = await openNewsroom(fixture.db, { independentVerdicts: 1, members: ['rana'] });
  const claimId = await routeClaim(room, await receive(room, ROSE, 'The Gauge'), ROSE);
  await takeSlot(room, claimId, 'rana');
  for (const [by, command] of happens(room)) await room.run(room.as(by), command);
  expect(await holder(claimId)).toBe(null);
  await offerWork(fixture.db, room.workspaceId, [room.people.rana]);
  expect(await holder(claimId)).toBe(room.people.rana);
});

test('who gave a claim back is not offered it again', async () => {
  const room = await openNewsroom(fixture.db, { independentVerdicts: 1, members: ['rana'] });
  const claimId = await routeClaim(room, await receive(room, ROSE), ROSE);
  const back = {
    claimId,
    assignmentId: await takeSlot(room, claimId, 'rana'),
    fence: 1,
    reason: 'I was there.',
  };
  await room.run(room.as('rana'), { type: 'return-assignment', ...back });
  await offerWork(fixture.db, room.workspaceId, [room.people.rana]);
  expect(await holder(claimId)).toBe(null);
});
