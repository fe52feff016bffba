/** Desks that change while claims wait at them: through the log, the relay and the queues, on either backend. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { deskQueue } from '#jobs';
import { fillSlot, readTurns, readWaitingSlots, type Command } from '#workflow';
import { inWorkspace } from '#database';
import type { Processors } from '../../apps/worker/src/processors.ts';
import { relay } from '../../apps/worker/src/relay.ts';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, receive, routeClaim, type DeskWishes, type Newsroom } from '../support/newsroom.ts';
import type { Backend } from '../support/running.ts';
import { openProcessors, openQueues, type Queues } from './support/queues.ts';

const SENTENCES = ['The river rose four metres on Sunday.', 'Three hundred people were brought to safety.'];
const ALL = 1_000;

export function describeDesks(kind: Backend): void {
  let fixture: TestDatabase;
  let room: Newsroom;
  let queues: Queues;
  let processors: Processors;
  let claim: (sentence?: number) => Promise<string>;
  beforeEach(async () => {
    fixture = await freshDatabase();
    queues = openQueues(fixture, kind);
    processors = await openProcessors(fixture, queues);
  });
  afterEach(async () => {
    await processors.close();
    await queues.close();
    await fixture.drop();
  });

  async function open(desk: DeskWishes): Promise<void> {
    room = await openNewsroom(fixture.db, desk);
    const document = await receive(room, SENTENCES.join(' '));
    claim = (sentence = 0) => routeClaim(room, document, SENTENCES[sentence] ?? '');
    await pass();
  }
  /** What the worker's loops do, once. */
  async function pass(): Promise<void> {
    await processors.openMissing();
    await sequence(fixture.system, ALL);
    await relay(fixture.system, queues.enqueuer, ALL);
  }
  const editor = (command: Command) => room.run(room.as('edda'), command);
  const holders = async (claimId: string): Promise<string[]> => {
    const sql =
      "select reviewer_id as id from app.assignments where claim_id = $1 and status = 'held' order by slot";
    const { rows } = await fixture.admin.query(sql, [claimId]);
    return rows.map(({ id }) => Object.entries(room.people).find((one) => one[1] === id)?.[0] ?? '');
  };
  const reasons = async () =>
    (
      await inWorkspace(fixture.db, room.workspaceId, (tx) =>
        readWaitingSlots(tx, room.as('edda'), room.deskId, { limit: 50 }),
      )
    ).items.map((one) => one.reasons);
  const afterPass = <T>(read: () => Promise<T>, expected: unknown) =>
    eventually(async () => {
      await pass();
      return read();
    }, expected);

  const isPaused = async () => {
    const queue = queues.backend.queue(deskQueue(room.slug, 'floods'));
    const paused = await queue.isPaused();
    await queue.close();
    return paused;
  };

  test('a paused desk has a paused queue and hands out nothing; resumed, it hands out what waited', async () => {
    await open({ independentVerdicts: 1 });
    await editor({ type: 'pause-desk', deskId: room.deskId, reason: 'The rubric is being rewritten.' });
    await afterPass(isPaused, true);
    const claimId = await claim();
    await pass();
    expect(await fillSlot(fixture.db, room.workspaceId, claimId)).toBe('nobody');
    expect(await reasons()).toEqual([{ 'desk-paused': 1 }]);
    await expect(
      editor({ type: 'assign-slot', claimId, assignmentId: randomUUID(), reviewerId: room.people.rana }),
    ).rejects.toMatchObject({ code: 'desk-paused' });
    // A queue that forgot it, as a wiped one does, is told again.
    const queue = queues.backend.queue(deskQueue(room.slug, 'floods'));
    await queue.resume();
    await queue.close();
    await afterPass(isPaused, true);
    expect(await holders(claimId)).toEqual([]);

    await editor({ type: 'resume-desk', deskId: room.deskId });
    await afterPass(async () => (await holders(claimId)).length, 1);
    expect(await isPaused()).toBe(false);
    expect(await reasons()).toEqual([]);
  });

  test('what waits at a paused desk says so and nothing else, also what comes in meanwhile', async () => {
    await open({ independentVerdicts: 1, wipLimit: 1, members: ['rana'] });
    const first = await claim(0);
    await afterPass(() => holders(first), ['rana']);
    await claim(1);
    await afterPass(reasons, [{ 'work-in-progress-limit': 1 }]);
    await editor({ type: 'pause-desk', deskId: room.deskId, reason: 'The rubric is being rewritten.' });
    await afterPass(isPaused, true);
    await claim(1);
    await afterPass(reasons, [{ 'desk-paused': 1 }, { 'desk-paused': 1 }]);
    const turns = await inWorkspace(fixture.db, room.workspaceId, (tx) => readTurns(tx, room.as('edda')));
    const told = turns.items.filter(({ kind }) => kind === 'waiting-slot');
    expect(told.map((one) => one.reasons)).toEqual([{ 'desk-paused': 1 }, { 'desk-paused': 1 }]);

    await editor({ type: 'resume-desk', deskId: room.deskId });
    await afterPass(reasons, [{ 'work-in-progress-limit': 1 }, { 'work-in-progress-limit': 1 }]);
  });

  test('whatever is under way when a desk is paused, nothing is handed out after the answer', async () => {
    await open({ independentVerdicts: 3, wipLimit: 100 });
    const claims = await Promise.all(Array.from({ length: 6 }, (_, index) => claim(index % 2)));
    const filling = claims.flatMap((id) => [1, 2, 3].map(() => fillSlot(fixture.db, room.workspaceId, id)));
    await editor({ type: 'pause-desk', deskId: room.deskId, reason: 'Stop.' });
    const held = async () =>
      (await fixture.admin.query('select count(*)::int as count from app.assignments')).rows[0].count;
    const atTheAnswer = await held();
    await Promise.all(filling);
    expect(await held()).toBe(atTheAnswer);
  });

  test.each<[string, DeskWishes, (given: Newsroom) => Command[], object, (given: Newsroom) => Command]>([
    [
      'a skill is noted',
      { members: ['rana'] },
      ({ deskId }) => [{ type: 'edit-desk', deskId, ...SETTINGS, requiredSkills: ['statistics'] }],
      { 'skill-missing': 1 },
      ({ people }) => ({
        type: 'edit-person',
        personId: people.rana,
        languages: ['en'],
        skills: ['statistics'],
      }),
    ],
    [
      'somebody learns the language',
      { members: ['rana'] },
      ({ people }) => [{ type: 'edit-person', personId: people.rana, languages: ['pt'], skills: [] }],
      { 'language-not-read': 1 },
      ({ people }) => ({ type: 'edit-person', personId: people.rana, languages: ['pt', 'en'], skills: [] }),
    ],
    [
      'somebody comes back',
      { members: ['rana', 'remy'] },
      ({ people }) => [
        { type: 'set-availability', personId: people.rana, away: AWAY },
        { type: 'set-availability', personId: people.remy, away: AWAY },
      ],
      { 'person-away': 2 },
      ({ people }) => ({ type: 'set-availability', personId: people.rana, away: null }),
    ],
    [
      'a member comes',
      { members: ['rana'] },
      ({ deskId, people }) => [
        { type: 'remove-desk-member', deskId, personId: people.rana, reason: 'Another desk.' },
        { type: 'add-desk-member', deskId, personId: people.remy },
        { type: 'set-availability', personId: people.remy, away: AWAY },
      ],
      { 'person-away': 1 },
      ({ deskId, people }) => ({ type: 'add-desk-member', deskId, personId: people.rana }),
    ],
  ])('a slot waits and says why, and is filled when %s', async (_, desk, before, why, change) => {
    await open({ independentVerdicts: 1, ...desk });
    for (const command of before(room)) await editor(command);
    await pass();
    const claimId = await claim();
    await afterPass(reasons, [why]);
    await editor(change(room));
    await afterPass(async () => (await holders(claimId)).length, 1);
    expect(await reasons()).toEqual([]);
  });

  test('a limit that is raised, and a conflict that is withdrawn, let waiting claims through', async () => {
    await open({ independentVerdicts: 1, wipLimit: 1, members: ['rana'] });
    const first = await claim(0);
    await afterPass(() => holders(first), ['rana']);
    const second = await claim(1);
    await afterPass(reasons, [{ 'work-in-progress-limit': 1 }]);
    const { deskId, people } = room;
    const conflict = { kind: 'party', name: 'people' } as const;
    await room.run(room.as('rana'), { type: 'declare-conflict', personId: people.rana, conflict });
    await editor({ type: 'edit-desk', deskId, ...SETTINGS, wipLimit: 2 });
    await afterPass(reasons, [{ 'conflict-of-interest': 1 }]);
    const withdraw = { personId: people.rana, conflict, reason: 'Meant for another desk.' };
    await room.run(room.as('rana'), { type: 'withdraw-conflict', ...withdraw });
    await afterPass(() => holders(second), ['rana']);
  });
}

const AWAY = { from: '2026-01-01T00:00:00.000Z', until: '2099-01-01T00:00:00.000Z' };
const SETTINGS = {
  name: 'Floods',
  topic: 'floods',
  languages: ['en'],
  requiredSkills: [],
  independentVerdicts: 1,
  verifiedOrigins: 2,
  rubricVersion: 1,
  leaseMinutes: 60,
  dueHours: 24,
  wipLimit: 20,
};
