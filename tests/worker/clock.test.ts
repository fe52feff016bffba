/** What a clock brings is asked for shortly before its time (ADR 16). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jobKey, type JobSpec } from '#jobs';
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
