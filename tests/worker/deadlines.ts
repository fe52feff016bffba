/** Deadlines as jobs: in their time, once, whatever becomes of the queue, the worker or a clock. */
import { expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import { DEADLINES, type Deadline } from '#domain';
import type { JobSpec } from '#jobs';
import { findNotices, readTurns, setMailAddress } from '#workflow';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { eventually } from '../support/eventually.ts';
import type { Backend } from '../support/running.ts';
import { Holding } from './support/assignments.ts';
import { executionOf, turnBack } from './support/queues.ts';

export function describeDeadlines(kind: Backend): void {
  const holding = new Holding(kind);
  const { expiry, assignment, status, entries, givenHoursAgo, leaseEndsIn, lookAtOnce } = holding;
  const passing = (deadline: Deadline): JobSpec => ({
    name: 'pass-deadline',
    data: { workspaceId: holding.room.workspaceId, ...holding.held, deadline },
  });
  const passed = async (): Promise<string[]> => Object.keys((await assignment()).deadlines).sort();

  test('each deadline is recorded once, however often its job runs', async () => {
    await givenHoursAgo(28);
    for (let time = 0; time < 3; time++) await holding.enqueue(DEADLINES.map(passing));
    await eventually(passed, [...DEADLINES].sort());
    for (const deadline of DEADLINES) {
      await holding.enqueue([passing(deadline)]);
      await eventually(
        async () => (await executionOf(holding.fixture, passing(deadline)))?.state,
        'finished',
      );
    }
    const once = Object.fromEntries(DEADLINES.map((deadline) => [`deadline-passed ${deadline}`, 1]));
    expect(await entries()).toEqual({ ...once, 'slot-assigned': 1 });
    expect(await status()).toBe('held');
  });

  test('a job that comes before Postgres’ clock waits, and the deadline passes in its time', async () => {
    await holding.enqueue([passing('half-time')]);
    await eventually(() => executionOf(holding.fixture, passing('half-time')), {
      executions: 0,
      state: 'waits',
    });
    expect(await passed()).toEqual([]);
    await givenHoursAgo(13);
    await eventually(async () => {
      await lookAtOnce();
      return passed();
    }, ['half-time']);
  });

  test('deadlines that passed while nobody looked are all recorded', async () => {
    await givenHoursAgo(28);
    await eventually(
      async () => {
        await lookAtOnce();
        return passed();
      },
      [...DEADLINES].sort(),
    );
  });

  test('a queue that lost everything, and a worker that was down, delay a deadline and lose none', async () => {
    const leaseUntil = await leaseEndsIn(60_000);
    await holding.enqueue([expiry(leaseUntil)]);
    await holding.stopWorkers();
    const clock = holding.queues.backend.queue('clock');
    await clock.obliterate({ force: true });
    await clock.close();
    await leaseEndsIn(-1_000);
    await givenHoursAgo(13);
    await holding.startWorkers();
    await eventually(async () => {
      await lookAtOnce();
      return status();
    }, 'expired');
    expect(await entries()).toEqual({
      'deadline-passed half-time': 1,
      'lease-expired': 1,
      'slot-assigned': 1,
    });
  });

  test('editors hear once of a round that takes too long: an event, their turn, a mail', async () => {
    const { workspaceId } = holding.room;
    const editor = holding.room.as('edda');
    await inWorkspace(holding.fixture.db, workspaceId, (tx) =>
      setMailAddress(tx, editor, 'edda@example.org'),
    );
    await turnBack(
      holding.fixture,
      "update app.rounds set opened_at = now() - interval '28 hours' where claim_id = $1",
      [holding.held.claimId],
    );
    const told = async () => {
      const { rows } = await holding.fixture.admin.query<{ what: string }>(
        `select convert_from(e.body, 'utf8')::jsonb->>'type' as what
           from audit.entry e join app.claims c on c.stream = e.stream
          where c.id = $1 and convert_from(e.body, 'utf8')::jsonb->>'type' = 'round-overdue'`,
        [holding.held.claimId],
      );
      return rows.length;
    };
    await eventually(async () => {
      await lookAtOnce();
      return told();
    }, 1);
    await lookAtOnce();
    await holding.enqueue([
      { name: 'escalate-round', data: { workspaceId, claimId: holding.held.claimId, round: 1 } },
    ]);
    while (await sequence(holding.fixture.system, 1_000));
    await findNotices(holding.fixture.db, workspaceId);
    await findNotices(holding.fixture.db, workspaceId);
    const mails = await holding.fixture.admin.query(
      "select target_id from app.deliveries where channel = 'mail' and kind = 'escalated' and subject_id = $1",
      [holding.held.claimId],
    );
    expect(mails.rows).toEqual([{ target_id: editor.personId }]);
    const turns = await inWorkspace(holding.fixture.db, workspaceId, (tx) => readTurns(tx, editor));
    expect(turns.items).toContainEqual(
      expect.objectContaining({ kind: 'overdue-claim', claimId: holding.held.claimId }),
    );
    expect(await told()).toBe(1);
  });
}
