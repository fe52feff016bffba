/** What a clock brings is asked for shortly before its time (ADR 16). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jobKey, type JobSpec } from '#jobs';
import { beginJob, releaseJob } from '#workflow';
import { postpone } from '../../apps/worker/src/rechecks.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { dueNow, openLateWork, sorted, without, type LateWork } from './support/late-work.ts';
import { turnBack } from './support/queues.ts';

let fixture: TestDatabase;
let late: LateWork;
beforeAll(async () => {
  fixture = await freshDatabase();
  ({ late } = await openLateWork(fixture));
});
afterAll(() => fixture.drop());

const due = () => dueNow(fixture, 0);
test.each([
  ['expire-lease', 'update app.assignments set lease_until = now() + make_interval(secs => $1)'],
  [
    'pass-deadline',
    'update app.assignments set assigned_at = due_at - 2 * (due_at - now() - make_interval(secs => $1))',
  ],
  [
    'escalate-round',
    `update app.rounds set policy = policy || jsonb_build_object(
       'dueHours', extract(epoch from now() + make_interval(secs => $1) - opened_at) / 3600 / 1.125)`,
  ],
] as const)('%s is asked for shortly before its time, and for its time', async (kind, sql) => {
  await turnBack(fixture, sql, [60]);
  expect(await due()).toEqual(without(late, late[kind]));
  await turnBack(fixture, sql, [20]);
  const found = await due();
  const ahead = found.filter(({ name }) => name === kind);
  expect(sorted(found.filter(({ name }) => name !== kind))).toEqual(without(late, late[kind]));
  expect(ahead).toEqual([{ ...late[kind], notBefore: expect.any(String) }]);
  const left = Date.parse(ahead[0]?.notBefore ?? '') - Date.now();
  expect(left).toBeGreaterThan(10_000);
  expect(left).toBeLessThanOrEqual(20_000);
  await turnBack(fixture, sql, [-60]);
});

test('what was asked for ahead is looked at again after its time, and not every second until then', async () => {
  const spec: JobSpec = { ...late['expire-lease'], notBefore: new Date(Date.now() + 20_000).toISOString() };
  await fixture.system.transaction((tx) => postpone(tx, [spec]));
  const { rows } = await fixture.admin.query('select recheck_at from app.rechecks where job_key = $1', [
    jobKey(spec),
  ]);
  expect(rows[0].recheck_at.getTime()).toBeGreaterThan(Date.parse(spec.notBefore ?? ''));
  expect(await due()).toEqual(without(late, late['expire-lease']));
  await fixture.admin.query('delete from app.rechecks');
});

test('somebody’s return is asked for shortly before its time, and for an hour after it', async () => {
  const others = without(late, late['offer-work']);
  const back = async (inSeconds: number) => {
    await turnBack(
      fixture,
      'update app.people set away_until = now() + make_interval(secs => $1) where away_until is not null',
      [inSeconds],
    );
    const found = await due();
    expect(sorted(found.filter(({ name }) => name !== 'offer-work'))).toEqual(others);
    return found.flatMap((spec) => (spec.name === 'offer-work' ? [spec] : []));
  };
  expect(await back(60)).toEqual([]);
  const [ahead, ...more] = await back(20);
  expect(more).toEqual([]);
  expect(ahead?.data.cause).toBe(`back-${Date.parse(ahead?.notBefore ?? '')}`);
  expect(await back(-3_590)).toMatchObject([{ data: { personId: ahead?.data.personId } }]);
  expect(await back(-3_601)).toEqual([]);
});

test('a return that was seen to is not asked for again', async () => {
  await turnBack(
    fixture,
    "update app.people set away_until = now() - interval '1 minute' where away_until is not null",
  );
  const [spec] = (await due()).filter(({ name }) => name === 'offer-work');
  if (!spec) throw new Error('a return was due');
  const { workspaceId } = spec.data;
  const job = { jobKey: jobKey(spec), queue: 'clock', name: spec.name, data: spec.data, leaseSeconds: 30 };
  const begun = async () => {
    const lease = await beginJob(fixture.db, workspaceId, job);
    if (!lease) throw new Error('it could not be begun');
    return lease;
  };
  await releaseJob(fixture.db, workspaceId, await begun(), { how: 'waiting' });
  expect(await due()).toContainEqual(spec);
  await releaseJob(fixture.db, workspaceId, await begun(), { how: 'done' });
  expect(await due()).toEqual(without(late, late['offer-work']));
});

test('what a clock brings does not stand behind what is late, however much and however old that is', async () => {
  await turnBack(
    fixture,
    `insert into app.document_versions
     select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'ordinal', v.ordinal + n,
               'received_at', now() - interval '1 day',
               'bytes_sha256', encode(sha256(convert_to(v.id::text || n, 'utf8')), 'hex')))).*
       from app.document_versions v, generate_series(1, 600) as n
      where v.claims_found is null`,
  );
  const found = await due();
  for (const kind of ['expire-lease', 'pass-deadline', 'escalate-round'] as const)
    expect(found).toContainEqual(late[kind]);
});
