/** One BullMQ worker for each queue: the fixed ones, and one for each desk there is, also those opened while running. */
import type { Job, Queue, Worker } from 'bullmq';
import type { DataSource } from 'typeorm';
import type { Logger } from 'pino';
import {
  deskQueue,
  jobKey,
  JOBS,
  parseJob,
  QUEUES,
  runJob,
  type JobHandlers,
  type QueueBackend,
} from '#jobs';
import { nameError } from '#process';
import {
  beginJobs,
  Fenced,
  releaseJobs,
  type Job as Execution,
  type JobLease,
  type Release,
} from '#workflow';
import type { JobContext } from './handlers.ts';
import { together } from './together.ts';

/** How many jobs of a queue are at work at once. Slots are filled, and work is offered, in one transaction for all of them. */
const CONCURRENCY: Readonly<Record<(typeof QUEUES)[number] | 'desk', number>> = {
  intake: 4,
  clock: 20,
  publish: 4,
  notify: 4,
  desk: 250,
};
const TOGETHER = 250;

interface Released {
  readonly lease: JobLease;
  readonly release: Release;
}

export class Processors {
  private readonly workers = new Map<string, Worker>();
  private readonly paused = new Map<string, Queue>();
  private readonly begin = together<Execution, JobLease | null>(
    { most: TOGETHER },
    async (workspaceId, jobs) => {
      const leases = await beginJobs(this.db, workspaceId, jobs);
      // Of a job that was delivered twice at once, the first has the lease.
      return jobs.map(({ jobKey }) => {
        const lease = leases.get(jobKey) ?? null;
        leases.delete(jobKey);
        return lease;
      });
    },
  );
  private readonly release = together<Released, true>({ most: TOGETHER }, async (workspaceId, ended) => {
    await releaseJobs(this.db, workspaceId, ended);
    return ended.map(() => true);
  });

  constructor(
    private readonly db: DataSource,
    private readonly system: DataSource,
    private readonly backend: QueueBackend,
    private readonly handlers: JobHandlers<JobContext>,
    private readonly log: Logger,
  ) {}

  /**
   * Opens the workers that are missing, and brings each desk's queue to what its desk says: paused or at work. A queue
   * that was wiped forgets that it was paused; the next pass tells it again. Gives how many workers it opened.
   */
  async openMissing(): Promise<number> {
    const desks: { desk: string; workspace: string; paused: boolean }[] = await this.system.query(
      `select d.slug as desk, w.slug as workspace, d.paused_for is not null as paused
         from app.desks d join app.workspaces w on w.workspace_id = d.workspace_id`,
    );
    const places = desks.map(({ desk, workspace, paused }) => ({ name: deskQueue(workspace, desk), paused }));
    const queues = [
      ...QUEUES.map((name) => ({ name, concurrency: CONCURRENCY[name] })),
      ...places.map(({ name }) => ({ name, concurrency: CONCURRENCY.desk })),
    ];
    const missing = queues.filter(({ name }) => !this.workers.has(name));
    for (const { name, paused } of places)
      await this.pauseOrResume(
        name,
        paused,
        missing.some((one) => one.name === name),
      );
    for (const { name, concurrency } of missing)
      this.workers.set(
        name,
        this.backend.worker(name, (job) => this.process(name, job), concurrency),
      );
    return missing.length;
  }

  private async pauseOrResume(name: string, paused: boolean, isNew: boolean): Promise<void> {
    // Of desks at work only those are asked that were not yet, or have just been resumed.
    if (!paused && !isNew && !this.paused.has(name)) return;
    const queue = this.paused.get(name) ?? this.backend.queue(name);
    const isPaused = await queue.isPaused();
    if (paused && !isPaused) await queue.pause();
    if (!paused && isPaused) await queue.resume();
    if (paused) this.paused.set(name, queue);
    else {
      this.paused.delete(name);
      await queue.close();
    }
  }

  /** Takes no new jobs, and ends when those at work have ended. */
  async close(): Promise<void> {
    await Promise.all([...this.workers.values(), ...this.paused.values()].map((one) => one.close()));
  }

  private async process(queue: string, job: Job): Promise<void> {
    try {
      await this.execute(queue, job);
    } catch (error) {
      this.log.error({ err: error, job: job.id, queue }, 'a job failed');
      // Kept in the queue, where others read it: an error of the database would quote values.
      throw new Error(nameError(error));
    }
  }

  private async execute(queue: string, job: Job): Promise<void> {
    const spec = parseJob(job.name, job.data);
    const { workspaceId } = spec.data;
    const { leaseSeconds } = JOBS[spec.name];
    const about = { jobKey: jobKey(spec), queue, name: spec.name, data: spec.data, leaseSeconds };
    const lease = await this.begin(workspaceId, about);
    if (!lease) return;
    try {
      const how = await runJob(this.handlers, spec, { lease, queue });
      if (how !== 'ended') await this.release(workspaceId, { lease, release: { how } });
    } catch (error) {
      // Somebody else has it, or has done it: nothing of this execution remains.
      if (error instanceof Fenced) return;
      await this.writeDown(workspaceId, lease, error);
      throw error;
    }
  }

  /** Where it cannot be written down that a job failed, its lease runs out, and it is counted all the same. */
  private async writeDown(workspaceId: string, lease: JobLease, failure: unknown): Promise<void> {
    const release = { how: 'failed' as const, error: nameError(failure) };
    await this.release(workspaceId, { lease, release }).catch((error: unknown) =>
      this.log.error({ err: error, job: lease.jobKey }, 'a failure could not be written down'),
    );
  }
}
