/** Putting jobs on their queues. Only the relay and the reconciler call this; nothing is enqueued inside a request. */
import type { JobsOptions, Queue } from 'bullmq';
import type { EntityManager } from 'typeorm';
import { prepared } from '#database';
import { deskQueue, jobKey, JOBS, type JobSpec, type QueueBackend } from '#jobs';

const ATTEMPTS_MAX = 3;
const BACKOFF_MS = 1_000;

export class Enqueuer {
  private readonly queues = new Map<string, Promise<Queue>>();

  constructor(private readonly backend: QueueBackend) {}

  /** Adds every job, or throws; added again, a job that still waits is left as it is. */
  async enqueue(tx: EntityManager, specs: readonly JobSpec[]): Promise<void> {
    const byQueue = new Map<string, { name: string; data: unknown; opts: JobsOptions }[]>();
    const places = await placesOf(tx, specs);
    for (const spec of specs) {
      const place = places(spec);
      if (!place) continue; // somebody has the slot
      const jobs = byQueue.get(place.queue) ?? [];
      jobs.push({ name: spec.name, data: spec.data, opts: optionsOf(spec, place.priority) });
      byQueue.set(place.queue, jobs);
    }
    await Promise.all([...byQueue].map(async ([name, jobs]) => (await this.queue(name)).addBulk(jobs)));
  }

  async close(): Promise<void> {
    for (const opened of await Promise.allSettled(this.queues.values()))
      if (opened.status === 'fulfilled') await opened.value.close();
  }

  private queue(name: string): Promise<Queue> {
    const queue = this.queues.get(name) ?? this.open(name);
    this.queues.set(name, queue);
    return queue;
  }

  private async open(name: string): Promise<Queue> {
    const queue = this.backend.queue(name);
    try {
      await queue.waitUntilReady();
      return queue;
    } catch (error) {
      // BullMQ asks a store once whether it is ready: kept, this queue would refuse everything until a restart.
      this.queues.delete(name);
      await queue.close().catch(() => undefined);
      throw error;
    }
  }
}

function optionsOf(spec: JobSpec, priority: number | null): JobsOptions {
  const delay = spec.notBefore ? Math.max(0, Date.parse(spec.notBefore) - Date.now()) : 0;
  return {
    // One that waits for its time stands in nobody's way: when that was renewed, or when Postgres' clock comes to it
    // before ours, the same work is asked for beside it. Whichever begins first does it.
    jobId: delay > 0 ? `${jobKey(spec)}_${spec.notBefore}`.replaceAll(':', '-') : jobKey(spec),
    attempts: ATTEMPTS_MAX,
    backoff: { type: 'exponential', delay: BACKOFF_MS, jitter: 0.5 },
    // A finished job that is kept would make adding its id again a silent no-op.
    removeOnComplete: true,
    removeOnFail: true,
    ...(delay > 0 && { delay }),
    ...(priority !== null && { priority }),
  };
}

interface Place {
  readonly queue: string;
  readonly priority: number | null;
}

interface Waiting {
  readonly claimId: string;
  readonly slot: number;
  readonly turn: number;
  readonly desk: string;
  readonly workspace: string;
}

/** Where each job belongs; for a slot, the queue of its desk, in its turn. */
async function placesOf(
  tx: EntityManager,
  specs: readonly JobSpec[],
): Promise<(spec: JobSpec) => Place | null> {
  const slots = specs.flatMap((spec) => (spec.name === 'fill-slot' ? [spec.data] : []));
  const { rows } = slots.length
    ? await prepared<Waiting>(
        tx,
        `select s.claim_id as "claimId", s.number as slot, s.turn, d.slug as desk, w.slug as workspace
           from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[]) as asked (workspace_id, claim_id, round, number)
          -- By its key and nothing else: the index of open slots would be gone through for each of them.
          cross join lateral (
            select * from app.slots
             where workspace_id = asked.workspace_id and claim_id = asked.claim_id
               and round = asked.round and number = asked.number offset 0) s
           join app.desks d on d.workspace_id = s.workspace_id and d.id = s.desk_id
           join app.workspaces w on w.workspace_id = s.workspace_id
          where s.status = 'open'`,
        [
          slots.map(({ workspaceId }) => workspaceId),
          slots.map(({ claimId }) => claimId),
          slots.map(({ round }) => round),
          slots.map(({ slot }) => slot),
        ],
      )
    : { rows: [] };
  // Claims have one open round.
  const desks = new Map(
    rows.map(({ claimId, slot, turn, desk, workspace }) => [
      `${claimId} ${slot}`,
      // BullMQ takes the smallest number first, as turns do.
      { queue: deskQueue(workspace, desk), priority: turn },
    ]),
  );
  return (spec) => {
    const { queue } = JOBS[spec.name];
    if (queue !== 'desk') return { queue, priority: null };
    return spec.name === 'fill-slot' ? (desks.get(`${spec.data.claimId} ${spec.data.slot}`) ?? null) : null;
  };
}
