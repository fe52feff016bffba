import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import { fillSlot, readTurns, readWaitingSlots } from '#workflow';
import { freshDatabase, isWaiting, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import {
  judge,
  openNewsroom,
  receive,
  routeClaim,
  searched,
  takeSlot,
  type DeskWishes,
  type Newsroom,
  type TestDocument,
} from '../support/newsroom.ts';

const TEXT = 'The river rose four metres on Sunday. Three hundred people were brought to safety.';
const SENTENCES = ['The river rose four metres on Sunday.', 'Three hundred people were brought to safety.'];

let fixture: TestDatabase;
beforeAll(async () => {
  fixture = await freshDatabase();
});
afterAll(() => fixture.drop());

interface Scene {
  readonly room: Newsroom;
  readonly document: TestDocument;
  readonly claim: (sentence?: number) => Promise<string>;
  readonly fill: (claimId: string, filling?: Parameters<typeof fillSlot>[3]) => ReturnType<typeof fillSlot>;
}

async function scene(desk: DeskWishes): Promise<Scene> {
  const room = await openNewsroom(fixture.db, desk);
  const document = await receive(room, TEXT);
  return {
    room,
    document,
    claim: (sentence = 0) => routeClaim(room, document, SENTENCES[sentence] ?? ''),
    fill: (claimId, filling) => fillSlot(fixture.db, room.workspaceId, claimId, filling),
  };
}

const held = async (claimId: string): Promise<{ slot: number; reviewer_id: string }[]> =>
  (
    await fixture.admin.query(
      "select slot, reviewer_id from app.assignments where claim_id = $1 and status = 'held' order by slot",
      [claimId],
    )
  ).rows;

test('twenty at once fill two slots with two people', async () => {
  const { claim, fill } = await scene({});
  const claimId = await claim();
  const results = await Promise.all(Array.from({ length: 20 }, () => fill(claimId)));
  expect(results.filter((result) => result === 'filled')).toHaveLength(2);
  const holders = await held(claimId);
  expect(holders.map(({ slot }) => slot)).toEqual([1, 2]);
  expect(new Set(holders.map(({ reviewer_id }) => reviewer_id)).size).toBe(2);
  expect(await fill(claimId)).toBe('nothing-open');
});

test('nobody is handed more than the desk’s limit, however many claims are filled at once', async () => {
  const { claim, fill } = await scene({ wipLimit: 2 });
  const claims: string[] = [];
  for (let one = 0; one < 6; one++) claims.push(await claim(one % 2));
  await Promise.all(claims.flatMap((claimId) => [fill(claimId), fill(claimId)]));
  // Contention may leave a choice untaken; what is left over is filled when it is quiet.
  for (const claimId of claims) for (let slot = 0; slot < 2; slot++) await fill(claimId);
  const { rows } = await fixture.admin.query(
    `select count(*)::int as held from app.assignments
      where status = 'held' and claim_id = any ($1::uuid[]) group by reviewer_id`,
    [claims],
  );
  expect(rows).toEqual([{ held: 2 }, { held: 2 }, { held: 2 }]);
});

test('a verdict taken back is held again only when nobody hands its reviewer something', async () => {
  const { room, claim } = await scene({});
  const claimId = await claim();
  await judge(room, claimId, 'rana', 'unverified');
  const { rows } = await fixture.admin.query('select id from app.assignments where claim_id = $1', [claimId]);
  await fixture.admin.query('begin');
  await fixture.admin.query('select from app.people where id = $1 for no key update', [room.people.rana]);
  const assignmentId: string = rows[0].id;
  const taken = room.run(room.as('rana'), { type: 'withdraw-verdict', claimId, assignmentId, fence: 1 });
  await eventually(() => isWaiting(fixture), true);
  await fixture.admin.query('rollback');
  await taken;
  expect(await held(claimId)).toEqual([{ slot: 1, reviewer_id: room.people.rana }]);
});

test('who submits, is handed the next and takes back again and again never holds more than the limit', async () => {
  const { room, claim, fill } = await scene({ wipLimit: 1, members: ['rana'] });
  const rana = room.as('rana');
  const submitted: { claimId: string; assignmentId: string }[] = [];
  for (let one = 0; one < 3; one++) {
    const claimId = await claim(one % 2);
    expect(await fill(claimId)).toBe('filled');
    const { rows } = await fixture.admin.query('select id from app.assignments where claim_id = $1', [
      claimId,
    ]);
    const of = { claimId, assignmentId: String(rows[0].id) };
    submitted.push(of);
    const verdict = { rating: 'unverified', rationale: 'Nothing is known.', evidence: [searched] } as const;
    await room.run(rana, { type: 'record-verdict', ...of, fence: 1, ...verdict });
  }
  const attempts = submitted.map((of) => room.run(rana, { type: 'withdraw-verdict', ...of, fence: 1 }));
  const outcomes = await Promise.allSettled(attempts);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason.code).toBe('work-in-progress-limit');
});

test('a slot waits while nobody may hold it, and is filled when there is room again', async () => {
  const { room, claim, fill } = await scene({ wipLimit: 1, independentVerdicts: 1, members: ['rana'] });
  const busy = await claim(0);
  const assignmentId = await takeSlot(room, busy, 'rana');
  const waiting = await claim(1);
  expect(await fill(waiting)).toBe('nobody');
  expect(await held(waiting)).toEqual([]);
  const back = { claimId: busy, assignmentId, fence: 1, reason: 'I was there.' };
  await room.run(room.as('rana'), { type: 'return-assignment', ...back });
  expect(await fill(waiting)).toBe('filled');
  // Whoever gave a claim back is not handed it again, even where nobody else is.
  expect(await fill(busy)).toBe('nobody');
});

test('a slot waits since nobody has it: since its round was opened, or whoever had it last left it', async () => {
  const { room, claim, fill } = await scene({ independentVerdicts: 1, members: ['rana'] });
  const { workspaceId, deskId, people } = room;
  const editor = room.as('edda');
  const since = async () => {
    const [waiting, turns] = await inWorkspace(fixture.db, workspaceId, async (tx) => [
      await readWaitingSlots(tx, editor, deskId, { limit: 1 }),
      await readTurns(tx, editor),
    ]);
    const all = [...waiting.items, ...turns.items.filter(({ kind }) => kind === 'waiting-slot')];
    return all.map((one) => one.since);
  };
  const time = async (what: string): Promise<string> =>
    (
      await fixture.admin.query(`select ${what} where workspace_id = $1`, [workspaceId])
    ).rows[0].at.toISOString();

  const away = { from: '2026-01-01T00:00:00.000Z', until: '2099-01-01T00:00:00.000Z' };
  await room.run(editor, { type: 'set-availability', personId: people.rana, away });
  const claimId = await claim();
  expect(await fill(claimId)).toBe('nobody');
  const opened = await time('opened_at as at from app.rounds');
  expect(await since()).toEqual([opened, opened]);

  await room.run(editor, { type: 'set-availability', personId: people.rana, away: null });
  const assignmentId = await takeSlot(room, claimId, 'rana');
  expect(await since()).toEqual([]);
  const back = { claimId, assignmentId, fence: 1, reason: 'I was there.' };
  await room.run(room.as('rana'), { type: 'return-assignment', ...back });
  expect(await fill(claimId)).toBe('nobody');
  const left = await time('max(ended_at) as at from app.assignments');
  expect(left > opened).toBe(true);
  expect(await since()).toEqual([left, left]);
});

test('a slot asked for by its fencing number is filled itself, and no other for it', async () => {
  const { claim, fill } = await scene({});
  const claimId = await claim();
  expect(await fill(claimId, { slot: { round: 1, number: 2, fence: 0 } })).toBe('filled');
  expect((await held(claimId)).map(({ slot }) => slot)).toEqual([2]);
  for (const slot of [
    { round: 1, number: 2, fence: 0 },
    { round: 1, number: 1, fence: 1 },
    { round: 2, number: 1, fence: 0 },
  ])
    expect(await fill(claimId, { slot })).toBe('nothing-open');
  expect(await fill(claimId, { slot: { round: 1, number: 1, fence: 0 } })).toBe('filled');
  expect(new Set((await held(claimId)).map(({ reviewer_id }) => reviewer_id)).size).toBe(2);
});

test('a claim that is decided, or was never there, has nothing to fill', async () => {
  const { room, claim, fill } = await scene({ independentVerdicts: 1 });
  const claimId = await claim();
  await judge(room, claimId, 'rana', 'unverified');
  expect(await fill(claimId)).toBe('nothing-open');
  expect(await fill(randomUUID())).toBe('nothing-open');
});
