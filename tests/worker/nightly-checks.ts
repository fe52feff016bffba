/** The nightly check of a log, from the queue to what admins are told. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { jobKey } from '#jobs';
import { inWorkspace } from '#database';
import { INSTALLATION } from '#domain';
import { logSigner } from '#transparency-log';
import { execute, readLogChecks, recordLogCheck, setMailAddress } from '#workflow';
import { countLogChecks } from '../../apps/worker/src/log-check-metrics.ts';
import { findNightlyChecks } from '../../apps/worker/src/nightly-checks.ts';
import type { Processors } from '../../apps/worker/src/processors.ts';
import { reconcile } from '../../apps/worker/src/reconciler.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';
import type { Backend } from '../support/running.ts';
import { openProcessors, openQueues, type Queues } from './support/queues.ts';

export function describeNightlyChecks(backend: Backend): void {
  describe(`the nightly check of the log, on ${backend}`, () => {
    let fixture: TestDatabase;
    let room: Newsroom;
    let queues: Queues;
    let processors: Processors;
    beforeAll(async () => {
      fixture = await freshDatabase();
      room = await openNewsroom(fixture.db);
      queues = openQueues(fixture, backend);
      processors = await openProcessors(fixture, queues);
    });
    afterAll(async () => {
      await processors.close();
      await queues.close();
      await fixture.drop();
    });

    const due = () => fixture.system.transaction((tx) => findNightlyChecks(tx));
    const checks = () =>
      inWorkspace(fixture.db, room.workspaceId, (tx) => readLogChecks(tx, room.as('alma')));
    /** As if the workspace had been opened some days ago, and no night had passed since the last check. */
    const turnBack = async (sql: string) => {
      await fixture.admin.query('alter table audit.entry disable trigger deny_change');
      await fixture.admin.query(sql);
      await fixture.admin.query('alter table audit.entry enable always trigger deny_change');
    };

    test('a workspace that was opened since the night began waits for the next', async () => {
      expect(await due()).toEqual([]);
    });

    test('it is made once a night, kept, and asked for under the job’s own key', async () => {
      await turnBack(`update audit.entry set created_at = created_at - interval '3 days'`);
      const [job] = await due();
      if (job?.name !== 'check-log') throw new Error('a check was due');
      const key = [room.workspaceId, jobKey(job)];
      await fixture.admin.query(
        `insert into app.rechecks values ($1, $2, 1, now() + interval '30 seconds')`,
        key,
      );
      expect(await due()).toEqual([]);
      await fixture.admin.query('delete from app.rechecks');

      await reconcile(fixture.system, queues.backend, queues.enqueuer);
      await eventually(async () => (await checks()).length, 1);
      expect(await due()).toEqual([]);
      const [check] = await checks();
      expect(check).toMatchObject({ night: job.data.night, found: 0, problems: [] });
      expect((check?.size ?? 0) + (check?.pending ?? 0)).toBeGreaterThan(10);
      // A second worker with the same job: nothing is checked again.
      expect(await recordLogCheck(fixture.db, room.workspaceId, job.data.night)).toBeNull();
      expect(await checks()).toHaveLength(1);
    });

    test('what it finds is told to admins who want mail, to nobody else, and is in the metrics', async () => {
      for (const name of ['alma', 'edda'] as const)
        await inWorkspace(fixture.db, room.workspaceId, (tx) =>
          setMailAddress(tx, room.as(name), `${name}@mail.example`),
        );
      await fixture.admin.query('alter table app.desks disable trigger recorded');
      await fixture.admin.query(`update app.desks set name = 'Droughts'`);
      // A night has passed: what was done in the one before is of another key.
      await fixture.admin.query(`update app.log_checks set night = night - 1`);
      await fixture.admin.query('delete from app.job_executions');
      await fixture.admin.query('delete from app.rechecks');
      await reconcile(fixture.system, queues.backend, queues.enqueuer);
      await eventually(async () => (await checks()).length, 2);
      const [check] = await checks();
      expect(check?.problems).toEqual([`desk ${room.deskId}: its rows are not what its entries say`]);
      const { rows } = await fixture.admin.query(
        `select target_id, kind, subject, subject_id from app.deliveries where kind = 'log-problems'`,
      );
      expect(rows).toEqual([
        { target_id: room.people.alma, kind: 'log-problems', subject: 'log-check', subject_id: check?.id },
      ]);
      const metrics = new Registry();
      countLogChecks(metrics, fixture.system);
      expect(await metrics.metrics()).toMatch(/^countersign_log_check_problems 1$/m);
      expect(await metrics.metrics()).toMatch(/^countersign_log_check_age_seconds \d/m);
      const asEditor = inWorkspace(fixture.db, room.workspaceId, (tx) => readLogChecks(tx, room.as('edda')));
      await expect(asEditor).rejects.toMatchObject({ code: 'forbidden' });
    });

    test('what the log says of itself is checked every night too, and its problems are in the metrics', async () => {
      const { name: origin, vkey } = logSigner('log.example.org/audit', Buffer.alloc(32, 8));
      await execute(
        fixture.db,
        { kind: 'system', workspaceId: INSTALLATION, name: 'setup' },
        { type: 'add-log-key', logId: randomUUID(), origin, vkey },
      );
      expect(await due()).toEqual([]);
      await turnBack(`update audit.entry set created_at = created_at - interval '3 days'`);
      expect(await due()).toEqual([
        { name: 'check-log', data: expect.objectContaining({ workspaceId: INSTALLATION }) },
      ]);
      const found = async () =>
        (
          await fixture.admin.query(
            'select size, pending, found from app.log_checks where workspace_id = $1',
            [INSTALLATION],
          )
        ).rows.map((row) => ({ entries: Number(row.size) + Number(row.pending), found: row.found }));
      const check = () => reconcile(fixture.system, queues.backend, queues.enqueuer);
      await check();
      await eventually(found, [{ entries: 1, found: 0 }]);

      await fixture.admin.query('alter table app.logs disable trigger recorded');
      await fixture.admin.query(`update app.logs set keys = '{forged}'`);
      await fixture.admin.query('delete from app.log_checks where workspace_id = $1', [INSTALLATION]);
      await fixture.admin.query('delete from app.job_executions');
      await fixture.admin.query('delete from app.rechecks');
      await check();
      await eventually(found, [{ entries: 1, found: 1 }]);
      const metrics = new Registry();
      countLogChecks(metrics, fixture.system);
      // Beside the desk that was renamed.
      expect(await metrics.metrics()).toMatch(/^countersign_log_check_problems 2$/m);
    });
  });
}
