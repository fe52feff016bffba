/** Contested claims and those who may settle them: whose turn it is, and who gets mail about it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import { findNotices, readTurns, setMailAddress } from '#workflow';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import {
  judge,
  openNewsroom,
  pinned,
  receive,
  routeClaim,
  type Newsroom,
  type TestDocument,
} from '../support/newsroom.ts';

const ROSE = 'The river rose four metres on Sunday.';
/** More than a list of turns shows of one kind. */
const MANY = 51;

let fixture: TestDatabase;
beforeAll(async () => {
  fixture = await freshDatabase();
});
afterAll(() => fixture.drop());

/** Of the outlet's document; the two verdicts disagree. */
async function contested(room: Newsroom, document: TestDocument, other: TestDocument): Promise<string> {
  const claimId = await routeClaim(room, document, ROSE);
  await judge(room, claimId, 'rana', 'unverified');
  await judge(room, claimId, 'remy', 'disputed', [
    pinned(document, ROSE, 'supports'),
    pinned(other, ROSE, 'undermines'),
  ]);
  return claimId;
}

const declare = (room: Newsroom, publisher: string, personId = room.people.adil) =>
  room.run(room.setup, {
    type: 'declare-conflict',
    personId,
    conflict: { kind: 'publisher', name: publisher },
  });

test('claims that somebody may not settle do not hide those that they may', async () => {
  const room = await openNewsroom(fixture.db, { wipLimit: 1_000 });
  const gauge = await receive(room, `${ROSE} Seen from the mill.`, 'The Gauge');
  const weir = await receive(room, `${ROSE} Seen from the weir.`, 'The Weir');
  for (let index = 0; index < MANY; index++) await contested(room, gauge, weir);
  const later = await contested(room, weir, gauge);
  const turns = () => inWorkspace(fixture.db, room.workspaceId, (tx) => readTurns(tx, room.as('adil')));
  const { items, counts } = await turns();
  expect(items).toHaveLength(MANY - 1);
  expect(counts).toEqual([{ kind: 'contested-claim', count: MANY + 1 }]);

  await declare(room, 'The Gauge');
  const free = await turns();
  expect(free.items.map(({ id }) => id)).toEqual([later]);
  expect(free.counts).toEqual([{ kind: 'contested-claim', count: 1 }]);
}, 180_000);

test('no mail asks somebody to settle what they may not, since they have a conflict of interest', async () => {
  const room = await openNewsroom(fixture.db);
  const ada = randomUUID();
  const admitted = { name: 'ada', roles: ['adjudicator' as const], languages: ['en'] };
  await room.run(room.setup, { type: 'admit-person', personId: ada, ...admitted });
  await declare(room, 'The Gauge');
  await declare(room, 'Another Paper', ada);
  for (const personId of [ada, room.people.adil])
    await inWorkspace(fixture.db, room.workspaceId, (tx) =>
      setMailAddress(tx, { ...room.as('adil'), personId }, `${personId}@mail.example`),
    );
  const gauge = await receive(room, `${ROSE} Seen from the ferry.`, 'The Gauge');
  const weir = await receive(room, `${ROSE} Seen from the school.`, 'The Weir');
  const claimId = await contested(room, gauge, weir);
  await sequence(fixture.system, 10_000);
  await findNotices(fixture.db, room.workspaceId);
  const { rows } = await fixture.admin.query(
    `select target_id as "personId" from app.deliveries where subject_id = $1 and kind = 'contested'`,
    [claimId],
  );
  expect(rows).toEqual([{ personId: ada }]);
});
