/** Reviewers who leave the desk, are deactivated or become conflicted while they hold slots, and after. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inWorkspace, loadRoot } from '#database';
import type { Claim } from '#domain';
import { checkLog, execute, questionRounds, type Command } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import {
  BY_HAND,
  judge,
  openNewsroom,
  OUTLETS_OWN,
  receive,
  routeClaim,
  takeSlot,
  type Newsroom,
  type PersonName,
} from '../support/newsroom.ts';

const SENTENCE = 'The river rose four metres on Sunday.';

let fixture: TestDatabase;
beforeAll(async () => {
  fixture = await freshDatabase();
});
afterAll(() => fixture.drop());

const claimOf = async ({ workspaceId }: Newsroom, id: string): Promise<Claim> => {
  const claim = await inWorkspace(fixture.db, workspaceId, (tx) =>
    loadRoot(tx, 'claim', workspaceId, id, { lock: false }),
  );
  if (!claim) throw new Error(`no claim ${id}`);
  return claim.state;
};

/** Two claims of one outlet: rana holds a slot of the one, and her verdict is in on the other. */
async function scene(publisher = 'The Gauge') {
  const room = await openNewsroom(fixture.db);
  const claims: string[] = [];
  for (const submitted of [false, true]) {
    const document = await receive(room, `${SENTENCE} ${randomUUID()}`, publisher);
    const claimId = await routeClaim(room, document, SENTENCE);
    if (submitted) await judge(room, claimId, 'rana', 'unverified');
    else await takeSlot(room, claimId, 'rana');
    claims.push(claimId);
  }
  return { room, claims };
}

const conflict = (name: string) => ({ kind: 'publisher' as const, name });

const LEAVINGS: Record<string, (room: Newsroom) => [by: PersonName, command: Command]> = {
  'conflict-of-interest': ({ people }) => [
    'rana',
    { type: 'declare-conflict', personId: people.rana, conflict: conflict('the gauge') },
  ],
  'left-the-desk': ({ people, deskId }) => [
    'edda',
    { type: 'remove-desk-member', deskId, personId: people.rana, reason: 'Another desk.' },
  ],
  deactivated: ({ people }) => [
    'alma',
    { type: 'deactivate-person', personId: people.rana, reason: 'Left the house.' },
  ],
};

test.each(Object.keys(LEAVINGS))(
  '%s: held and submitted slots alike are free again, and no verdict is lost',
  async (cause) => {
    const { room, claims } = await scene();
    const [by, command] = LEAVINGS[cause]!(room);
    await room.run(room.as(by), command);
    for (const [index, claimId] of claims.entries()) {
      const slot = (await claimOf(room, claimId)).rounds[0]?.slots[0];
      expect(slot).toMatchObject({ status: 'open', fence: 2 });
      expect(slot?.assignments[0]).toMatchObject({ status: 'released', reason: cause, verdict: null });
      expect(slot?.assignments[0]?.setAside).toHaveLength(index);
      const again = takeSlot(room, claimId, 'rana');
      await expect(again).rejects.toMatchObject({ name: 'Refused' });
      // The slot is there for somebody else.
      await takeSlot(room, claimId, 'remy');
      expect((await claimOf(room, claimId)).rounds[0]?.slots[0]?.status).toBe('held');
    }
    expect((await checkLog(fixture.db, room.workspaceId)).problems).toEqual([]);
  },
);

test('what she had held is lost to her at once: a verdict on its way is refused', async () => {
  const { room, claims } = await scene();
  const [claimId] = claims;
  const id = (await claimOf(room, claimId!)).rounds[0]!.slots[0]!.assignments[0]!.id;
  const [by, command] = LEAVINGS['left-the-desk']!(room);
  await room.run(room.as(by), command);
  const late = room.run(room.as('rana'), {
    type: 'record-verdict',
    claimId: claimId!,
    assignmentId: id,
    fence: 1,
    rating: 'unverified',
    rationale: 'Too late.',
    evidence: [],
  });
  await expect(late).rejects.toMatchObject({ code: 'stale-lease', current: 'released' });
});

test('a conflict with somebody else frees nothing', async () => {
  const { room, claims } = await scene();
  const { people } = room;
  await room.run(room.as('rana'), {
    type: 'declare-conflict',
    personId: people.rana,
    conflict: conflict('The Weir'),
  });
  expect((await claimOf(room, claims[0]!)).rounds[0]?.slots[0]?.status).toBe('held');
  expect((await claimOf(room, claims[1]!)).rounds[0]?.slots[0]?.status).toBe('submitted');
});

test('assigned and deactivated at once: whichever comes first, nobody who left holds a slot', async () => {
  for (let round = 0; round < 5; round++) {
    const room = await openNewsroom(fixture.db);
    const claimId = await routeClaim(room, await receive(room, `${SENTENCE} ${round}`), SENTENCE);
    const [by, command] = LEAVINGS[round % 2 ? 'deactivated' : 'left-the-desk']!(room);
    await Promise.all([
      takeSlot(room, claimId, 'rana').catch((error: unknown) =>
        expect(error).toMatchObject({ name: 'Refused' }),
      ),
      execute(fixture.db, room.as(by), command),
    ]);
    const slots = (await claimOf(room, claimId)).rounds[0]?.slots ?? [];
    expect(slots.map(({ status }) => status)).toEqual(['open', 'open']);
  }
});

test.each(['held', 'submitted', 'decided'])(
  'a merged claim brings in a source with which a judge has a conflict: %s',
  async (how) => {
    const room = await openNewsroom(fixture.db);
    const { people } = room;
    const declared = conflict('The Weir');
    await room.run(room.as('rana'), { type: 'declare-conflict', personId: people.rana, conflict: declared });
    const claimId = await routeClaim(room, await receive(room, `${SENTENCE} ${how}`, 'The Gauge'), SENTENCE);
    if (how === 'held') await takeSlot(room, claimId, 'rana');
    else await judge(room, claimId, 'rana', 'unverified');
    if (how === 'decided') await judge(room, claimId, 'remy', 'unverified');
    else await takeSlot(room, claimId, 'remy');
    const weir = await receive(room, `Seen from the weir. ${SENTENCE} ${how}`, 'The Weir');
    const passage = weir.passage(SENTENCE);
    const merged = randomUUID();
    const occurrences = [{ documentId: weir.documentId, passage, ...OUTLETS_OWN }];
    const proposal = { text: SENTENCE, language: 'en', score: 700, occurrences };
    await room.run(room.as('edda'), { type: 'propose-claim', ...BY_HAND, claimId: merged, ...proposal });
    await room.run(room.as('edda'), { type: 'merge-claim', claimId: merged, into: claimId, reason: 'same' });

    const [round] = (await claimOf(room, claimId)).rounds;
    if (how === 'decided') {
      expect(round?.concerns).toMatchObject([{ personId: people.rana, cause: 'conflict-of-interest' }]);
    } else {
      expect(round?.slots.map(({ status }) => status)).toEqual(['open', 'held']);
      expect(round?.slots[0]?.assignments[0]).toMatchObject({
        status: 'released',
        reason: 'conflict-of-interest',
      });
      expect(round?.concerns).toEqual([]);
    }
    expect((await checkLog(fixture.db, room.workspaceId)).problems).toEqual([]);
  },
);

test('a conflict declared while a claim is merged is seen by one of the two', async () => {
  for (let round = 0; round < 4; round++) {
    const { room, claims } = await scene();
    const { people, workspaceId } = room;
    const [held, closed] = claims as [string, string]; // scene() made two
    await judge(room, closed, 'remy', 'unverified');
    const weir = await receive(room, `Seen from the weir, ${round}. ${SENTENCE}`, 'The Weir');
    const occurrences = [{ documentId: weir.documentId, passage: weir.passage(SENTENCE), ...OUTLETS_OWN }];
    const proposal = { text: SENTENCE, language: 'en', score: 700, occurrences };
    const merge = async (into: string) => {
      const claimId = randomUUID();
      await room.run(room.as('edda'), { type: 'propose-claim', ...BY_HAND, claimId, ...proposal });
      await room.run(room.as('edda'), { type: 'merge-claim', claimId, into, reason: 'same' });
    };
    const declare = async () => {
      const { rana: personId } = people;
      await room.run(room.as('rana'), { type: 'declare-conflict', personId, conflict: conflict('The Weir') });
      await questionRounds(fixture.db, workspaceId, personId);
    };
    await Promise.all([merge(held), declare(), merge(closed)]);
    expect((await claimOf(room, held)).rounds[0]?.slots[0]?.status).toBe('open');
    expect((await claimOf(room, closed)).rounds[0]?.concerns).toHaveLength(1);
  }
});

test('a closed round is marked once for whoever judged it, and the check is remembered', async () => {
  const { room, claims } = await scene();
  const { workspaceId, people } = room;
  await judge(room, claims[1]!, 'remy', 'unverified');
  await room.run(room.as('rana'), {
    type: 'declare-conflict',
    personId: people.rana,
    conflict: conflict('The Gauge'),
  });
  for (let run = 0; run < 2; run++) await questionRounds(fixture.db, workspaceId, people.rana);
  const decided = await claimOf(room, claims[1]!);
  expect(decided).toMatchObject({ status: 'decided' });
  expect(decided.rounds[0]?.concerns).toMatchObject([
    { personId: people.rana, cause: 'conflict-of-interest' },
  ]);
  const { rows } = await fixture.admin.query(
    `select k.checked_edition = p.edition as checked from app.conflict_checks k
       join app.people p on p.workspace_id = k.workspace_id and p.id = k.person_id where p.id = $1`,
    [people.rana],
  );
  expect(rows).toEqual([{ checked: true }]);
  expect((await checkLog(fixture.db, workspaceId)).problems).toEqual([]);
});
