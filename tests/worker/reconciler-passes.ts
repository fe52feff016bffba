/** What one pass after another puts back onto the queues. No worker runs here. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { jobKey } from '#jobs';
import { reconcile } from '../../apps/worker/src/reconciler.ts';
import { freshDatabase, isWaiting, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, receive, type Newsroom } from '../support/newsroom.ts';
import type { Backend } from '../support/running.ts';
import { openQueues, turnBack, type Queues } from './support/queues.ts';

const TEXT = 'The river rose four metres on Sunday.';
const FIRST = 4;
const LONGEST = 30;

export function describeReconciler(kind: Backend, redisUrl?: () => string): void {
  let fixture: TestDatabase;
  let room: Newsroom;
  let queues: Queues;
  let keys: string[];
  beforeAll(async () => {
    fixture = await freshDatabase();
    room = await openNewsroom(fixture.db);
    queues = openQueues(fixture, kind, redisUrl?.());
    const documents = [await receive(room, TEXT), await receive(room, `${TEXT} Again.`)];
    keys = documents
      .map(({ documentId, versionId }) => ({ workspaceId: room.workspaceId, documentId, versionId }))
      .map((data) => jobKey({ name: 'extract-claims', data }))
      .sort();
    await pass();
  });
  afterAll(async () => {
    await queues.close();
    await fixture.drop();
  });
  beforeEach(async () => {
    await fixture.admin.query('delete from app.rechecks');
    await turnBack(fixture, "update app.document_versions set received_at = now() - interval '1 minute'");
  });

  const pass = () => reconcile(fixture.system, queues.backend, queues.enqueuer);
  const waiting = async (): Promise<string[]> => {
    const queue = queues.backend.queue('intake');
    const jobs = await queue.getJobs(['waiting', 'delayed', 'prioritized']);
    await queue.close();
    return jobs.map(({ id }) => id ?? '').sort();
  };
  const rechecks = async (): Promise<{ job_key: string; attempts: number; seconds: number }[]> =>
    (
      await fixture.admin.query(
        `select job_key, attempts, extract(epoch from recheck_at - now())::float as seconds
           from app.rechecks order by job_key`,
      )
    ).rows;
  const itIsTime = () => fixture.admin.query('update app.rechecks set recheck_at = now()');

  test('what arrived just now is left to the relay, for the time of grace', async () => {
    await turnBack(fixture, "update app.document_versions set received_at = now() - interval '1 second'");
    expect(await pass()).toBe(0);
    expect(await rechecks()).toEqual([]);
  });

  test('what came in before the clock was set back is late, and waits for no time', async () => {
    await turnBack(fixture, "update app.document_versions set received_at = now() + interval '22 minutes'");
    expect([await pass(), await pass()]).toEqual([2, 0]);
    // Each in the place of work that need not wait.
    expect(await waiting()).toEqual(keys);
    for (const { seconds } of await rechecks()) expect(seconds).toBeLessThanOrEqual(FIRST * 1.2);
  });

  test('late work is put back once, not again at the next pass, and lies on its queue once', async () => {
    expect([await pass(), await pass(), await pass()]).toEqual([2, 0, 0]);
    await itIsTime();
    expect([await pass(), await pass()]).toEqual([2, 0]);
    expect(await waiting()).toEqual(keys);
    expect((await rechecks()).map(({ job_key }) => job_key)).toEqual(keys);
  });

  test('the intervals grow to a longest one, each a little different', async () => {
    const seen: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt++) {
      expect(await pass()).toBe(2);
      for (const { attempts, seconds } of await rechecks()) {
        const interval = Math.min(FIRST * 2 ** (attempt - 1), LONGEST);
        expect(attempts).toBe(attempt);
        // A second for the time between the pass and this look.
        expect(seconds).toBeGreaterThan(interval * 0.8 - 1);
        expect(seconds).toBeLessThanOrEqual(interval * 1.2);
        if (interval === LONGEST) seen.push(seconds);
      }
      await itIsTime();
    }
    expect(Math.max(...seen) - Math.min(...seen)).toBeGreaterThan(1);
  });

  test('while one reconciler is at it, another puts nothing back', async () => {
    await fixture.admin.query('begin');
    await fixture.admin.query('lock table app.document_versions in access exclusive mode');
    const first = pass();
    await eventually(() => isWaiting(fixture), true);
    expect(await pass()).toBe(0);
    await fixture.admin.query('commit');
    expect(await first).toBe(2);
    expect((await rechecks()).map(({ attempts }) => attempts)).toEqual([1, 1]);
  });

  test('another store has none of the jobs: everything is asked for at once, without grace', async () => {
    await pass();
    await turnBack(fixture, 'update app.document_versions set received_at = now()');
    expect(await pass()).toBe(0);
    await fixture.admin.query("update audit.relay set queue_incarnation = 'another store'");
    expect([await pass(), await pass()]).toEqual([2, 0]);
  });

  test('a queue that refuses leaves no recheck behind, and the wipe unnoticed for the next pass', async () => {
    await turnBack(fixture, 'update app.document_versions set received_at = now()');
    await fixture.admin.query("update audit.relay set queue_incarnation = 'another store'");
    const closed = openQueues(fixture, kind, redisUrl?.());
    await closed.backend.close();
    await expect(reconcile(fixture.system, queues.backend, closed.enqueuer)).rejects.toThrow();
    expect(await rechecks()).toEqual([]);
    expect(await pass()).toBe(2);
  });

  test('a pass takes a bounded batch; the next ones take the rest', async () => {
    await turnBack(
      fixture,
      `insert into app.document_versions
       select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'ordinal', v.ordinal + n,
                 'bytes_sha256', encode(sha256(convert_to(v.id::text || n, 'utf8')), 'hex')))).*
         from app.document_versions v, generate_series(1, 300) as n`,
    );
    expect([await pass(), await pass(), await pass()]).toEqual([500, 102, 0]);
    expect((await waiting()).length).toBe(602);
  });
}
