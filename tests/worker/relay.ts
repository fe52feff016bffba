/** From the ordered log onto the queues. No worker runs here: what is added stays to be looked at. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Job, JobType } from 'bullmq';
import { deskQueue, QUEUES } from '#jobs';
import { relay } from '../../apps/worker/src/relay.ts';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { freshDatabase, isWaiting, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, receive, routeClaim, type Newsroom, type TestDocument } from '../support/newsroom.ts';
import type { Backend } from '../support/running.ts';
import { openQueues, type Queues } from './support/queues.ts';

const TEXT = 'The river rose four metres on Sunday.';
const ALL = 1_000;
const STATES: JobType[] = ['waiting', 'prioritized', 'delayed', 'completed', 'failed'];

export function describeRelay(kind: Backend): void {
  let fixture: TestDatabase;
  let room: Newsroom;
  let queues: Queues;
  let document: TestDocument;
  let claimId: string;
  beforeAll(async () => {
    fixture = await freshDatabase();
    room = await openNewsroom(fixture.db, { members: ['rana', 'remy'], leaseMinutes: 60 });
    document = await receive(room, TEXT);
    claimId = await routeClaim(room, document, TEXT);
    await sequence(fixture.system, ALL);
    queues = openQueues(fixture, kind);
  });
  afterAll(async () => {
    await queues.close();
    await fixture.drop();
  });

  const pass = (through = queues, limit = ALL) => relay(fixture.system, through.enqueuer, limit);
  const cursor = async (): Promise<number> =>
    Number((await fixture.admin.query('select next_index from audit.relay')).rows[0].next_index);
  const desk = () => deskQueue(room.slug, 'floods');
  async function jobsOn(name: string, states: JobType[] = STATES): Promise<Job[]> {
    const queue = queues.backend.queue(name);
    const jobs: Job[] = await queue.getJobs(states);
    await queue.close();
    return jobs;
  }
  const idsOn = async (name: string) => (await jobsOn(name)).map(({ id }) => id ?? '').sort();

  test('a queue that refuses leaves the cursor where it is, and the next pass adds the jobs', async () => {
    const closed = openQueues(fixture, kind);
    await closed.backend.close();
    await expect(pass(closed)).rejects.toThrow();
    expect(await cursor()).toBe(0);
    const { rows } = await fixture.admin.query('select count(*)::int as count from audit.leaf');
    expect(await pass()).toBe(rows[0].count);
    expect(await cursor()).toBe(rows[0].count);
    expect(await idsOn('intake')).toEqual([`extract-claims_${document.versionId}`]);
    expect(await idsOn(desk())).toEqual([1, 2].map((slot) => `fill-slot_${claimId}_1_${slot}_0`));
    const offers = [room.people.rana, room.people.remy].map((id) =>
      expect.stringContaining(`offer-work_${id}_`),
    );
    expect(await idsOn('clock')).toEqual(expect.arrayContaining(offers));
    expect(await idsOn('clock')).toHaveLength(2);
    expect(await pass()).toBe(0);
  });

  test('entries that are passed twice leave one job for each id', async () => {
    const everything = async () => (await Promise.all([...QUEUES, desk()].map((name) => idsOn(name)))).flat();
    const before = await everything();
    await fixture.admin.query('update audit.relay set next_index = 0');
    expect(await pass()).toBeGreaterThan(0);
    expect(await everything()).toEqual(before);
  });

  test('it goes on from where it stopped, no further than its limit', async () => {
    await fixture.admin.query('update audit.relay set next_index = 0');
    expect([await pass(queues, 3), await cursor()]).toEqual([3, 3]);
    expect([await pass(queues, 4), await cursor()]).toEqual([4, 7]);
    await pass();
  });

  test('while one relay is at it, another passes nothing', async () => {
    await fixture.admin.query('update audit.relay set next_index = 0');
    await fixture.admin.query('begin');
    await fixture.admin.query('lock table app.slots in access exclusive mode');
    const first = pass();
    await eventually(() => isWaiting(fixture), true);
    expect(await pass()).toBe(0);
    await fixture.admin.query('commit');
    expect(await first).toBe(await cursor());
  });

  test('a slot’s job stands in the claim’s turn, and no job leaves a trace when it ends', async () => {
    const sql = 'select turn from app.slots where claim_id = $1';
    const [turn] = (await fixture.admin.query(sql, [claimId])).rows.map((row) => row.turn);
    expect((await jobsOn(desk())).map(({ opts }) => opts.priority)).toEqual([turn, turn]);
    for (const name of [...QUEUES, desk()])
      for (const { opts } of await jobsOn(name))
        expect(opts).toMatchObject({ removeOnComplete: true, removeOnFail: true, attempts: 3 });
  });
}
