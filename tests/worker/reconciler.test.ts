/** What is late is found in Postgres, as the jobs that the log asked for. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jobKey } from '#jobs';
import { beginJob } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import type { Newsroom } from '../support/newsroom.ts';
import { dueNow, openLateWork, sorted, without, type LateWork } from './support/late-work.ts';
import { turnBack } from './support/queues.ts';

const GRACE_SECONDS = 5;

let fixture: TestDatabase;
let room: Newsroom;
let late: LateWork;
beforeAll(async () => {
  fixture = await freshDatabase();
  ({ room, late } = await openLateWork(fixture));
});
afterAll(() => fixture.drop());

const due = (graceSeconds = GRACE_SECONDS) => dueNow(fixture, graceSeconds);
const KINDS = [
  'read-intake',
  'map-anchors',
  'extract-claims',
  'match-document',
  'fill-slot',
  'expire-lease',
  'pass-deadline',
  'escalate-round',
  'offer-work',
  'question-rounds',
  'render-report',
  'build-proof',
] as const;

test('what is late is found as the very jobs that the log asked for, and nothing else', async () => {
  expect(await due()).toEqual(sorted(Object.values(late)));
});

test.each(KINDS)(
  '%s is left alone until its recheck, which is kept under the job’s own key',
  async (kind) => {
    const key = [room.workspaceId, jobKey(late[kind])];
    await fixture.admin.query(
      `insert into app.rechecks values ($1, $2, 1, now() + interval '30 seconds')`,
      key,
    );
    expect(await due()).toEqual(without(late, late[kind]));
    await fixture.admin.query(`update app.rechecks set recheck_at = now() - interval '1 second'`);
    expect(await due()).toEqual(sorted(Object.values(late)));
    await fixture.admin.query('delete from app.rechecks');
  },
);

test.each(KINDS)('%s is left alone when it is dead', async (kind) => {
  const { name, data } = late[kind];
  const job = { jobKey: jobKey(late[kind]), queue: 'any', name, data, leaseSeconds: 30 };
  // Begun three times without an end, as by a job that kills its worker; the fourth beginning buries it.
  for (let beginning = 0; beginning < 4; beginning++) {
    await beginJob(fixture.db, room.workspaceId, job);
    await fixture.admin.query(`update app.job_executions set lease_until = now() - interval '1 second'`);
  }
  expect(await due()).toEqual(without(late, late[kind]));
  await fixture.admin.query('delete from app.dead_letters');
});

const SINCE = [
  ['read-intake', 'update app.intakes set handed_in_at = now() - make_interval(secs => $1)'],
  ['fill-slot', 'update app.rounds set opened_at = now() - make_interval(secs => $1)'],
  ['render-report', 'update app.report_versions set published_at = now() - make_interval(secs => $1)'],
] as const;

test.each(SINCE)(
  '%s of a time before the clock was set back is late, and waits for no time',
  async (_, sql) => {
    await turnBack(fixture, sql, [-22 * 60]);
    expect(await due()).toEqual(sorted(Object.values(late)));
    await turnBack(fixture, sql, [60]);
  },
);

test.each(SINCE)('%s has the grace period to move by itself', async (kind, sql) => {
  await turnBack(fixture, sql, [1]);
  // What a clock brings, and what a declared conflict puts in question, have no ordinary way of their own to wait for.
  const foundHere = [
    'question-rounds',
    'expire-lease',
    'pass-deadline',
    'escalate-round',
    'offer-work',
  ] as const;
  expect(await due(36_000)).toEqual(sorted(foundHere.map((name) => late[name])));
  expect(await due(30)).toEqual(without(late, late[kind]));
  expect(await due(0)).toEqual(sorted(Object.values(late)));
  await turnBack(fixture, sql, [60]);
});
