/** A claim that was taken out of review: whatever was on its way for its round finds nothing to do, and its reviewer is told. */
import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import type { JobSpec } from '#jobs';
import { findNotices, setMailAddress } from '#workflow';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { eventually } from '../support/eventually.ts';
import type { Backend } from '../support/running.ts';
import { Holding } from './support/assignments.ts';
import { executionOf } from './support/queues.ts';

export function describeRecalled(kind: Backend): void {
  const holding = new Holding(kind);
  const recall = () => {
    const { room, held } = holding;
    return room.run(room.as('edda'), {
      type: 'recall-claim',
      claimId: held.claimId,
      reason: 'The wrong desk.',
    });
  };
  const finished = async (spec: JobSpec) => (await executionOf(holding.fixture, spec))?.state;

  /** Each job there can be about whoever holds the slot, and about the round. */
  function jobsOfTheRound(): JobSpec[] {
    const { workspaceId } = holding.room;
    const { claimId } = holding.held;
    return [
      holding.expiry(),
      { name: 'pass-deadline', data: { workspaceId, ...holding.held, deadline: 'overdue' } },
      { name: 'escalate-round', data: { workspaceId, claimId, round: 1 } },
    ];
  }

  test('jobs for its round end without an effect, however late they come', async () => {
    await holding.givenHoursAgo(28);
    await holding.leaseEndsIn(-1_000);
    await recall();
    const jobs = jobsOfTheRound();
    await holding.enqueue(jobs);
    for (const job of jobs) await eventually(() => finished(job), 'finished');
    // A queue that was lost brings nothing of it back.
    await holding.lookAtOnce();
    expect(await holding.entries()).toEqual({ 'slot-assigned': 1, 'slot-released': 1 });
    const { rows } = await holding.fixture.admin.query(
      `select r.status, r.overdue_since, s.status as slot, (select count(*)::int from app.dead_letters) as dead
         from app.rounds r join app.slots s on s.claim_id = r.claim_id where r.claim_id = $1`,
      [holding.held.claimId],
    );
    expect(rows).toEqual([{ status: 'recalled', overdue_since: null, slot: 'closed', dead: 0 }]);
  });

  test('the job of an open slot that was on its way gives it to nobody', async () => {
    const { room, held } = holding;
    const { claimId, assignmentId } = held;
    await holding.stopWorkers();
    const back = { type: 'return-assignment', claimId, assignmentId, fence: null, reason: 'Ill.' } as const;
    await room.run(room.as('edda'), back);
    const slot = { workspaceId: room.workspaceId, claimId, round: 1, slot: 1, fence: 2 };
    const fill: JobSpec = { name: 'fill-slot', data: slot };
    await holding.enqueue([fill]);
    await recall();
    await holding.startWorkers();
    await eventually(() => finished(fill), 'finished');
    expect(await holding.entries()).toEqual({ 'slot-assigned': 1, 'slot-returned': 1 });
  });

  test('its reviewer gets a mail, programs are told, and each of them once', async () => {
    const { room, fixture, held } = holding;
    const { workspaceId, people } = room;
    await inWorkspace(fixture.db, workspaceId, (tx) =>
      setMailAddress(tx, room.as('rana'), 'rana@example.org'),
    );
    const [webhookId, url] = [randomUUID(), 'https://hooks.example/countersign'];
    await room.run(room.as('alma'), { type: 'register-webhook', webhookId, url, secret: 'A secret.' });
    await recall();
    while (await sequence(fixture.system, 1_000));
    for (let time = 0; time < 2; time++) await findNotices(fixture.db, workspaceId);
    const { rows } = await fixture.admin.query(
      `select channel, kind, target_id from app.deliveries
        where subject_id = $1 and kind like '%recalled' order by channel`,
      [held.claimId],
    );
    expect(rows).toEqual([
      { channel: 'mail', kind: 'recalled', target_id: people.rana },
      { channel: 'webhook', kind: 'claim-recalled', target_id: webhookId },
    ]);
  });
}
