import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import {
  beginJob,
  endJobs,
  execute,
  EXECUTIONS_MAX,
  Fenced,
  releaseJob,
  replayDeadLetters,
  type Job,
  type JobLease,
} from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';

let fixture: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db);
});
afterAll(() => fixture.drop());

const newJob = (): Job => ({
  jobKey: `render-report_${randomUUID()}_1`,
  queue: 'publish',
  name: 'render-report',
  data: { version: 1 },
  leaseSeconds: 30,
});
const begin = (job: Job) => beginJob(fixture.db, room.workspaceId, job);
const release = (lease: JobLease, how: Parameters<typeof releaseJob>[3]) =>
  releaseJob(fixture.db, room.workspaceId, lease, how);

async function begun(job: Job): Promise<JobLease> {
  const lease = await begin(job);
  if (!lease) throw new Error(`${job.jobKey} could not be begun`);
  return lease;
}

/** As after a crash: nobody ended it, and its time has passed. */
const runOut = ({ jobKey }: Job) =>
  fixture.admin.query(
    "update app.job_executions set lease_until = now() - interval '1 second' where job_key = $1",
    [jobKey],
  );

/** As when the clock is set back, by less than a lease: what was written down now is of a time to come. */
const setBack = ({ jobKey }: Job) =>
  fixture.admin.query(
    "update app.job_executions set lease_until = lease_until + interval '20 seconds' where job_key = $1",
    [jobKey],
  );

/** The effect of a job: a change with its entry, and the end of the execution with them. */
const register = (job: JobLease, originId: string) =>
  execute(
    fixture.db,
    room.as('edda'),
    { type: 'register-origin', originId, kind: 'witness', title: `Origin ${originId}` },
    { job },
  );

const rowOf = async ({ jobKey }: Job) =>
  (
    await fixture.admin.query(
      `select executions, finished_at is not null as finished, last_error from app.job_executions where job_key = $1`,
      [jobKey],
    )
  ).rows[0];
const deadLetters = async ({ jobKey }: Job) =>
  (
    await fixture.admin.query('select executions, reason, owner from app.dead_letters where job_key = $1', [
      jobKey,
    ])
  ).rows;
const traces = async (originId: string) =>
  (
    await fixture.admin.query(
      `select (select count(*)::int from app.origins where id = $1) as rows,
              (select count(*)::int from audit.entry) as entries,
              (select count(*)::int from audit.pending) as pending,
              (select sum(edition)::int from app.workspaces) as editions`,
      [originId],
    )
  ).rows[0];

test('of many who begin at once one may act; while its lease runs, nobody else', async () => {
  const job = newJob();
  const leases = await Promise.all(Array.from({ length: 10 }, () => begin(job)));
  expect(leases.filter((lease) => lease !== null)).toHaveLength(1);
  expect(await begin(job)).toBeNull();
});

test('every beginning raises the fence', async () => {
  const job = newJob();
  const fences: string[] = [];
  for (let time = 0; time < EXECUTIONS_MAX; time++) {
    fences.push((await begun(job)).fence);
    await runOut(job);
  }
  expect(fences).toEqual(['1', '2', '3']);
});

test('the effect ends the job, and a finished job never begins again', async () => {
  const job = newJob();
  const originId = randomUUID();
  await register(await begun(job), originId);
  expect(await rowOf(job)).toEqual({ executions: 1, finished: true, last_error: null });
  expect(await traces(originId)).toMatchObject({ rows: 1 });
  await runOut(job);
  expect(await begin(job)).toBeNull();
});

test('an execution that was overtaken leaves nothing, and its successor is not disturbed', async () => {
  const job = newJob();
  const first = await begun(job);
  await runOut(job);
  const second = await begun(job);
  const originId = randomUUID();
  const before = await traces(originId);
  await expect(register(first, originId)).rejects.toBeInstanceOf(Fenced);
  await release(first, { how: 'done' });
  expect(await traces(originId)).toEqual(before);
  expect(await rowOf(job)).toMatchObject({ finished: false });
  await register(second, originId);
  expect(await traces(originId)).toMatchObject({ rows: 1 });
});

test('an execution whose time has passed leaves nothing, even if nobody overtook it', async () => {
  const job = newJob();
  const lease = await begun(job);
  await runOut(job);
  const originId = randomUUID();
  const before = await traces(originId);
  await expect(register(lease, originId)).rejects.toBeInstanceOf(Fenced);
  expect(await traces(originId)).toEqual(before);
});

test('a refused effect does not end the job', async () => {
  const job = newJob();
  const lease = await begun(job);
  const lost = { type: 'expire-lease' as const, claimId: randomUUID(), assignmentId: randomUUID(), fence: 1 };
  const clock = { kind: 'system', workspaceId: room.workspaceId, name: 'clock' } as const;
  await expect(execute(fixture.db, clock, lost, { job: lease })).rejects.toMatchObject({ code: 'not-found' });
  expect(await rowOf(job)).toMatchObject({ finished: false });
});

test('nothing to do is an end too', async () => {
  const job = newJob();
  await release(await begun(job), { how: 'done' });
  expect(await rowOf(job)).toMatchObject({ finished: true });
  expect(await begin(job)).toBeNull();
});

test('waiting is no failure, however often', async () => {
  const job = newJob();
  for (let time = 0; time < EXECUTIONS_MAX + 3; time++) await release(await begun(job), { how: 'waiting' });
  expect(await rowOf(job)).toMatchObject({ executions: 0, finished: false });
  expect(await deadLetters(job)).toEqual([]);
});

test('after three failures the fourth beginning buries it, once, with the last reason', async () => {
  const job = newJob();
  for (const error of ['first', 'second', 'third']) await release(await begun(job), { how: 'failed', error });
  expect(await deadLetters(job)).toEqual([]);
  for (let time = 0; time < 3; time++) {
    expect(await begin(job)).toBeNull();
    await runOut(job);
  }
  expect(await deadLetters(job)).toEqual([{ executions: 3, reason: 'third', owner: 'admin' }]);
});

test('a job that kills its worker three times is buried at the fourth beginning', async () => {
  const job = newJob();
  for (let time = 0; time < EXECUTIONS_MAX; time++) {
    await begun(job);
    await runOut(job);
  }
  expect(await Promise.all([begin(job), begin(job), begin(job)])).toEqual([null, null, null]);
  expect(await deadLetters(job)).toEqual([
    { executions: 3, reason: expect.stringContaining('without an end'), owner: 'admin' },
  ]);
});

test.each<Parameters<typeof releaseJob>[3]>([{ how: 'waiting' }, { how: 'failed', error: 'first' }])(
  'an execution that ended $how holds up no other, though the clock was set back since, and has no effect any more',
  async (how) => {
    const job = newJob();
    const ended = await begun(job);
    await release(ended, how);
    await setBack(job);
    await expect(register(ended, randomUUID())).rejects.toBeInstanceOf(Fenced);
    expect(await begin(job)).toMatchObject({ fence: '2' });
  },
);

test('one that waits in the transaction of its effect, or is to be tried again, holds up no other either', async () => {
  const job = newJob();
  await begun(job);
  await inWorkspace(fixture.db, room.workspaceId, (tx) =>
    endJobs(tx, room.workspaceId, [{ jobKey: job.jobKey, how: 'waiting' }]),
  );
  await setBack(job);
  const error = 'no luck';
  for (let time = 0; time < EXECUTIONS_MAX; time++) await release(await begun(job), { how: 'failed', error });
  expect(await begin(job)).toBeNull();
  expect(await deadLetters(job)).toHaveLength(1);
  const admin = { ...room.as('alma'), role: 'admin' } as const;
  await inWorkspace(fixture.db, room.workspaceId, (tx) => replayDeadLetters(tx, admin, [job.jobKey]));
  await setBack(job);
  expect(await begin(job)).not.toBeNull();
});

test('the same job key in another workspace is another job', async () => {
  const job = newJob();
  await begun(job);
  const other = await openNewsroom(fixture.db);
  expect(await beginJob(fixture.db, other.workspaceId, job)).toMatchObject({ fence: '1' });
});
