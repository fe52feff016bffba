/**
 * The seal where a desk's limit is one and a worker runs: whoever votes is handed the next claim at once, and whoever does
 * not loses their slot when its lease ends. Neither may show to those who still judge.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase } from '../support/database.ts';
import { listenTo } from '../support/event-stream.ts';
import { eventually } from '../support/eventually.ts';
import { BY_HAND, openNewsroom, receive, routeClaim, type PersonName } from '../support/newsroom.ts';
import { turnBack } from '../worker/support/queues.ts';
import { look } from './looks.ts';
import { openWorld, type Base, type World } from './worlds.ts';

const SENTENCES = ['The river rose four metres on Sunday.', 'Three hundred people were brought to safety.'];
/** Nobody of them is an editor, and nobody could be given a slot here but remy. */
const VIEWERS: readonly PersonName[] = ['remy', 'adil', 'pia', 'ruth'];

let base: Base;
let nothing: World;
let votes: World;
beforeAll(async () => {
  base = await openSmallBase();
  nothing = await openWorld(base, 'nothing', { worker: true });
  votes = await openWorld(base, 'votes', { worker: true });
}, 120_000);
afterAll(async () => {
  await nothing?.close();
  await votes?.close();
  await base?.database.drop();
});

/** Both members hold the one claim; the other waits for somebody with room. */
async function openSmallBase(): Promise<Base> {
  const database = await freshDatabase();
  const room = await openNewsroom(database.db, { wipLimit: 1, members: ['rana', 'remy'] });
  const document = await receive(room, SENTENCES.join(' '));
  const [main, half] = [
    await routeClaim(room, document, SENTENCES[0]!),
    await routeClaim(room, document, SENTENCES[1]!),
  ];
  const assignments: Record<string, string> = {};
  for (const name of ['rana', 'remy'] as const) {
    const assignmentId = (assignments[`main ${name}`] = randomUUID());
    const reviewerId = room.people[name];
    await room.run(room.as('edda'), { type: 'assign-slot', claimId: main, assignmentId, reviewerId });
  }
  await database.disconnect();
  // The other claims are not asked about here.
  const claims = { main, half } as Base['claims'];
  const [report, thread] = [randomUUID(), randomUUID()];
  const documents = [document.documentId];
  const ids = [main, half, ...Object.values(assignments), ...Object.values(room.people), room.deskId];
  return { database, room, claims, assignments, otherDesk: room.deskId, report, thread, documents, ids };
}

const openSlotsOf = async ({ ask }: World, claimId: string) =>
  (await ask('edda', 'GET', `/claims/${claimId}`)).body.rounds[0].openSlots;

const waiting = async ({ ask, room }: World) =>
  (await ask('edda', 'GET', `/desks/${room.deskId}/waiting`)).body.items.length;

async function expectAlike(): Promise<void> {
  const [expected, observed] = [await look(nothing, VIEWERS), await look(votes, VIEWERS)];
  expect(observed.size).toBeGreaterThan(100);
  for (const [path, answer] of observed)
    // The log is public, and has a leaf for whatever becomes of a slot (ADR 10).
    if (!path.includes(' /api/v1/log/')) expect([path, answer]).toEqual([path, expected.get(path)]);
}

/** What the stream told of a claim, up to something that everybody is told of. */
async function toldOf(world: World, name: PersonName, claimId: string): Promise<string[]> {
  const { room, running } = world;
  const sentinel = randomUUID();
  await room.run(room.as('edda'), {
    type: 'propose-claim',
    ...BY_HAND,
    claimId: sentinel,
    text: 'The end.',
    language: 'en',
    score: 0,
    occurrences: [],
  });
  const stream = await listenTo(running.address, room.token(name), 0);
  await eventually(async () => stream.typesOf(sentinel).length > 0, true);
  stream.close();
  return stream.typesOf(claimId);
}

test('a colleague who votes is handed the next claim, and nobody who judges is told', async () => {
  await eventually(() => waiting(nothing), 2);
  await eventually(() => openSlotsOf(votes, base.claims.half), 1);
  await eventually(() => waiting(votes), 1);
  await expectAlike();
  for (const world of [nothing, votes]) {
    expect(await toldOf(world, 'remy', base.claims.half)).not.toContain('slot-assigned');
    const told = await toldOf(world, 'edda', base.claims.half);
    expect(told.includes('slot-assigned')).toBe(world === votes);
  }
}, 60_000);

test('a lease that ends, and one that does not since a verdict is in, look alike', async () => {
  for (const { database } of [nothing, votes])
    await turnBack(
      database,
      `update app.assignments set assigned_at = now() - interval '1501 minutes', due_at = now() - interval '61 minutes',
              lease_until = now() - interval '1 minute' where id = $1`,
      [base.assignments['main rana']],
    );
  // She is free for the other claim too, since the slot is not hers any more.
  await eventually(() => openSlotsOf(nothing, base.claims.main), 1);
  await eventually(() => openSlotsOf(nothing, base.claims.half), 1);
  expect(await openSlotsOf(votes, base.claims.main)).toBe(0);
  await expectAlike();
  expect(await toldOf(nothing, 'remy', base.claims.main)).not.toContain('lease-expired');
}, 60_000);
