/** A desk on which one reviewer holds a claim at a time; what becomes of the assignment, and time that has gone by. */
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { JobSpec } from '#jobs';
import type { Processors } from '../../../apps/worker/src/processors.ts';
import { reconcile } from '../../../apps/worker/src/reconciler.ts';
import { freshDatabase, type TestDatabase } from '../../support/database.ts';
import {
  openNewsroom,
  receive,
  routeClaim,
  takeSlot,
  type Newsroom,
  type TestDocument,
} from '../../support/newsroom.ts';
import type { Backend } from '../../support/running.ts';
import { enqueue, openProcessors, openQueues, turnBack, type Queues } from './queues.ts';

const TEXT = 'The river rose four metres on Sunday.';

interface Held {
  readonly claimId: string;
  readonly assignmentId: string;
  readonly fence: number;
}

/** The tests' own desk, with workers on its queues: for each test, its reviewer holds another claim. */
export class Holding {
  // Set before the first test.
  fixture!: TestDatabase;
  room!: Newsroom;
  queues!: Queues;
  held!: Held;
  private processors!: Processors;

  constructor(kind: Backend) {
    let document: TestDocument;
    beforeAll(async () => {
      this.fixture = await freshDatabase();
      this.room = await openNewsroom(this.fixture.db, { independentVerdicts: 1, wipLimit: 100 });
      document = await receive(this.room, TEXT);
      this.queues = openQueues(this.fixture, kind);
      await this.startWorkers();
    });
    afterAll(async () => {
      await this.stopWorkers();
      await this.queues.close();
      await this.fixture.drop();
    });
    beforeEach(async () => {
      const claimId = await routeClaim(this.room, document, TEXT);
      this.held = { claimId, assignmentId: await takeSlot(this.room, claimId, 'rana'), fence: 1 };
    });
  }

  async startWorkers(): Promise<void> {
    this.processors = await openProcessors(this.fixture, this.queues);
  }
  stopWorkers = (): Promise<void> => this.processors.close();

  expiry = (notBefore?: string): JobSpec => ({
    name: 'expire-lease',
    data: { workspaceId: this.room.workspaceId, ...this.held },
    ...(notBefore && { notBefore }),
  });
  enqueue = (specs: readonly JobSpec[]) => enqueue(this.fixture, this.queues, specs);
  assignment = () => assignmentOf(this.fixture, this.held);
  status = async (): Promise<string> => (await this.assignment()).status;
  entries = () => entriesOf(this.fixture, this.held);
  givenHoursAgo = (hours: number) => giveHoursAgo(this.fixture, this.held, hours);
  leaseEndsIn = (ms: number) => endLeaseIn(this.fixture, this.held, ms);
  lookAtOnce = () => reconcileAtOnce(this.fixture, this.queues);
}

const assignmentOf = async (fixture: TestDatabase, held: Held) =>
  (
    await fixture.admin.query(
      'select status, deadlines, lease_until, lease_until - now() as left from app.assignments where id = $1',
      [held.assignmentId],
    )
  ).rows[0];

/** As if the holder had been given the claim so long ago, of a day that it is due after. */
const giveHoursAgo = (fixture: TestDatabase, held: Held, hours: number) =>
  turnBack(
    fixture,
    `update app.assignments set assigned_at = now() - make_interval(hours => $2),
            due_at = now() - make_interval(hours => $2) + interval '24 hours' where id = $1`,
    [held.assignmentId, hours],
  );

/** Gives the time it ends at. */
async function endLeaseIn(fixture: TestDatabase, held: Held, ms: number): Promise<string> {
  await turnBack(
    fixture,
    `update app.assignments set lease_until = now() + $2 * interval '1 ms' where id = $1`,
    [held.assignmentId, ms],
  );
  return (await assignmentOf(fixture, held)).lease_until.toISOString();
}

/** Entries of this assignment, by what they say. */
async function entriesOf(fixture: TestDatabase, held: Held): Promise<Record<string, number>> {
  const { rows } = await fixture.admin.query<{ what: string; seen: number }>(
    `select concat_ws(' ', convert_from(e.body, 'utf8')::jsonb->>'type', o.fields->'deadline'->>'value') as what,
            count(*)::int as seen
       from audit.entry e join audit.opening o on o.entry_id = e.id
      where o.fields->'assignmentId'->>'value' = $1 group by 1 order by 1`,
    [held.assignmentId],
  );
  return Object.fromEntries(rows.map(({ what, seen }) => [what, seen]));
}

/** The reconciler's pass, as after a queue that was lost. */
async function reconcileAtOnce(fixture: TestDatabase, queues: Queues): Promise<void> {
  await turnBack(fixture, "update audit.relay set queue_incarnation = 'another'");
  await reconcile(fixture.system, queues.backend, queues.enqueuer);
}
