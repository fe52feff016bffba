/** Notices whose time has come are found in Postgres, also by a clock that was set back. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import type { JobSpec } from '#jobs';
import { makeReminder, setMailAddress } from '#workflow';
import { findDueNotices } from '../../apps/worker/src/notify/due-notices.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, receive, routeClaim, searched, takeSlot, type Newsroom } from '../support/newsroom.ts';
import { turnBack } from './support/queues.ts';

const TEXT = 'The river rose four metres on Sunday.';

let fixture: TestDatabase;
let room: Newsroom;
let claimId: string;
let assignmentId: string;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db, { wipLimit: 100 });
  await inWorkspace(fixture.db, room.workspaceId, (tx) =>
    setMailAddress(tx, room.as('rana'), 'rana@mail.example'),
  );
});
afterAll(() => fixture.drop());
beforeEach(async () => {
  await fixture.admin.query('delete from app.deliveries');
  claimId = await routeClaim(room, await receive(room, `${TEXT} (${randomUUID()})`), TEXT);
  assignmentId = await takeSlot(room, claimId, 'rana');
});

const due = () => fixture.system.transaction(findDueNotices);
const reminders = async () =>
  (await due()).filter((spec) => spec.name === 'remind' && spec.data.assignmentId === assignmentId);
const deliveries = async () => (await due()).filter(({ name }) => name === 'deliver');

/** As if half of its time had passed so many seconds ago, and that were written down. */
const passHalfTime = (secondsAgo: number) =>
  turnBack(
    fixture,
    `update app.assignments set deadlines = jsonb_build_object('half-time', now() - make_interval(secs => $2))
      where id = $1`,
    [assignmentId, secondsAgo],
  );
const reminder = (fence: number) => ({
  workspaceId: room.workspaceId,
  assignmentId,
  fence,
  deadline: 'half-time' as const,
});

test('of a deadline that passed before the clock was set back the holder is reminded at once', async () => {
  const expected = [{ name: 'remind', data: reminder(1) }];
  await passHalfTime(1);
  expect(await reminders()).toEqual(expected);
  await passHalfTime(-22 * 60);
  expect(await reminders()).toEqual(expected);
});

test('whoever takes a verdict back is not reminded again of what they were reminded of', async () => {
  await passHalfTime(1);
  await makeReminder(fixture.db, reminder(1));
  const held = { claimId, assignmentId };
  const verdict = { rating: 'unverified' as const, rationale: 'Nothing was found.', evidence: [searched] };
  await room.run(room.as('rana'), { type: 'record-verdict', ...held, fence: 1, ...verdict });
  await room.run(room.as('rana'), { type: 'withdraw-verdict', ...held, fence: 1 });
  const { rows } = await fixture.admin.query(
    'select status, fence, deadlines from app.assignments where id = $1',
    [assignmentId],
  );
  expect(rows).toEqual([{ status: 'held', fence: 2, deadlines: { 'half-time': expect.any(String) } }]);
  expect(await reminders()).toEqual([]);
  await makeReminder(fixture.db, reminder(2));
  const sent = await fixture.admin.query('select kind from app.deliveries');
  expect(sent.rows).toEqual([{ kind: 'reminder-half-time' }]);
});

test('whoever was not reminded before their verdict is, once they take it back', async () => {
  await passHalfTime(1);
  await turnBack(fixture, 'update app.assignments set fence = 2 where id = $1', [assignmentId]);
  await makeReminder(fixture.db, reminder(1));
  expect(await reminders()).toEqual([{ name: 'remind', data: reminder(2) }]);
  await makeReminder(fixture.db, reminder(2));
  expect(await reminders()).toEqual([]);
});

/** Sets when a delivery's next attempt is made, and how many there were. Gives the job of that attempt. */
async function delivery(attempt: number, inSeconds: number): Promise<JobSpec> {
  const { rows } = await fixture.admin.query<{ id: string }>(
    'update app.deliveries set attempts = $1, next_at = now() + make_interval(secs => $2) returning id',
    [attempt, inSeconds],
  );
  return {
    name: 'deliver',
    data: { workspaceId: room.workspaceId, deliveryId: rows[0]?.id ?? '', attempt },
  };
}

test.each([
  ['a first attempt', 0, 0],
  ['a second one', 1, 10 * 1.2],
  ['a fourth one', 3, 160 * 1.2],
  ['a last one', 7, 21_600 * 1.2],
])('%s that lies farther ahead than it was ever put is made at once', async (_, attempts, longest) => {
  await makeReminder(fixture.db, reminder(1));
  expect([await delivery(attempts, -1)]).toEqual(await deliveries());
  expect([await delivery(attempts, longest + 22 * 60)]).toEqual(await deliveries());
  if (!longest) return;
  await delivery(attempts, longest);
  expect(await deliveries()).toEqual([]);
});
