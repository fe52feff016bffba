/** Somebody comes back, and is offered what waited: in their time, whatever becomes of the queue or a clock. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { jobKey, type JobSpec } from '#jobs';
import type { Processors } from '../../apps/worker/src/processors.ts';
import { reconcile } from '../../apps/worker/src/reconciler.ts';
import { relay } from '../../apps/worker/src/relay.ts';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, receive, routeClaim, type Newsroom } from '../support/newsroom.ts';
import type { Backend } from '../support/running.ts';
import { enqueue, executionOf, openProcessors, openQueues, turnBack, type Queues } from './support/queues.ts';

const TEXT = 'The river rose four metres on Sunday.';
const ALL = 1_000;
const FROM = '2026-01-01T00:00:00.000Z';
const LONG = '2099-01-01T00:00:00.000Z';

export function describeAbsences(kind: Backend): void {
  let fixture: TestDatabase;
  let room: Newsroom;
  let queues: Queues;
  let processors: Processors;
  let claimId: string;
  /** The only reviewer is away, and a slot waits for them. */
  beforeEach(async () => {
    fixture = await freshDatabase();
    room = await openNewsroom(fixture.db, { independentVerdicts: 1, members: ['rana'] });
    await setAway({ from: FROM, until: LONG });
    claimId = await routeClaim(room, await receive(room, TEXT), TEXT);
    queues = openQueues(fixture, kind);
    processors = await openProcessors(fixture, queues);
    await relayAll();
    await eventually(() => executionOf(fixture, fillSlot()), WAITS);
    // Looked at not long ago: the slot is not asked again by itself before all this is over.
    await fixture.admin.query(`insert into app.rechecks values ($1, $2, 1, now() + interval '30 seconds')`, [
      room.workspaceId,
      jobKey(fillSlot()),
    ]);
    await fixture.admin.query('update audit.relay set queue_incarnation = $1', [
      await queues.backend.incarnation(),
    ]);
  });
  afterEach(async () => {
    await processors.close();
    await queues.close();
    await fixture.drop();
  });

  const setAway = (away: { from: string; until: string } | null) =>
    room.run(room.as('edda'), { type: 'set-availability', personId: room.people.rana, away });
  const fillSlot = (): JobSpec => ({
    name: 'fill-slot',
    data: { workspaceId: room.workspaceId, claimId, round: 1, slot: 1, fence: 0 },
  });
  /** The job of their return, as the reconciler asks for it. */
  const back = (until: string): JobSpec => ({
    name: 'offer-work',
    data: {
      workspaceId: room.workspaceId,
      personId: room.people.rana,
      cause: `back-${Date.parse(until)}`,
    },
  });
  async function relayAll(): Promise<void> {
    await processors.openMissing();
    while (await sequence(fixture.system, ALL));
    while (await relay(fixture.system, queues.enqueuer, ALL));
  }
  const holders = async (): Promise<string[]> => {
    const sql = "select reviewer_id from app.assignments where claim_id = $1 and status = 'held'";
    return (await fixture.admin.query(sql, [claimId])).rows.map(({ reviewer_id: id }) => id);
  };
  const soon = () => new Date(Date.now() + 1_500).toISOString();
  const reconcileUntil = <T>(read: () => Promise<T>, expected: T) =>
    eventually(async () => {
      await reconcile(fixture.system, queues.backend, queues.enqueuer);
      return read();
    }, expected);

  test('whoever comes back is offered what waits, also when the queue lost everything meanwhile', async () => {
    const until = soon();
    await setAway({ from: FROM, until });
    await relayAll();
    const clock = queues.backend.queue('clock');
    await clock.obliterate({ force: true });
    await clock.close();
    await reconcileUntil(holders, [room.people.rana]);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until));
    await eventually(() => executionOf(fixture, back(until)), DONE);
  });

  test('a return that is asked for too early waits, and is done in its time', async () => {
    // As by a worker whose clock is ahead of Postgres'.
    await enqueue(fixture, queues, [back(LONG)]);
    await eventually(() => executionOf(fixture, back(LONG)), WAITS);
    expect(await holders()).toEqual([]);
    await turnBack(fixture, 'update app.people set away_until = now() where id = $1', [room.people.rana]);
    await enqueue(fixture, queues, [back(LONG)]);
    await eventually(holders, [room.people.rana]);
    await eventually(() => executionOf(fixture, back(LONG)), DONE);
  });

  test('whoever is back early is offered what waits at once, whatever later absence they enter', async () => {
    await setAway({ from: '2098-01-01T00:00:00.000Z', until: LONG });
    await relayAll();
    await eventually(holders, [room.people.rana]);
  });
}

const WAITS = { executions: 0, state: 'waits' };
const DONE = { executions: 1, state: 'finished' };
