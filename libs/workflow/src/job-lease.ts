/**
 * Who may act for a job. BullMQ delivers at least once and gives no mutual exclusion, so every beginning is counted
 * here and raises a fencing number, which the effect must show in its own transaction.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { inWorkspace } from '#database';

export interface JobLease {
  readonly jobKey: string;
  readonly fence: string;
}

/** The job was taken over, or finished, by somebody else: whatever this execution found out is discarded. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

export const EXECUTIONS_MAX = 3;

export interface Job {
  readonly jobKey: string;
  readonly queue: string;
  readonly name: string;
  readonly data: unknown;
  /** How long this execution has before another may begin. */
  readonly leaseSeconds: number;
}

/**
 * Begins an execution by Postgres' clock. `null`: it is finished, someone else is at it, or it is dead. A job begun
 * `EXECUTIONS_MAX` times without an end goes to the dead letters with its reason and owner, and is not begun again.
 */
export function beginJob(db: DataSource, workspaceId: string, job: Job): Promise<JobLease | null> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const { jobKey } = job;
    const rows: { fence: string; executions: number; last_error: string | null }[] = await tx.query(
      `insert into app.job_executions as e (workspace_id, job_key, executions, fence, lease_until)
       values ($1, $2, 1, 1, now() + make_interval(secs => $3))
       on conflict (workspace_id, job_key) do update
          set executions = e.executions + 1, fence = e.fence + 1, lease_until = excluded.lease_until
        where e.finished_at is null and e.executions <= $4
          -- A lease that ends later than a new one would is of a time before the clock was set back.
          and (e.lease_until <= now() or e.lease_until > excluded.lease_until)
       returning fence, executions, last_error`,
      [workspaceId, jobKey, job.leaseSeconds, EXECUTIONS_MAX],
    );
    const [begun] = rows;
    if (!begun) return null;
    if (begun.executions <= EXECUTIONS_MAX) return { jobKey, fence: begun.fence };
    await bury(
      tx,
      workspaceId,
      job,
      begun.last_error ?? 'begun again and again without an end: it kills its worker',
    );
    return null;
  });
}

async function bury(tx: EntityManager, workspaceId: string, job: Job, reason: string): Promise<void> {
  await tx.query(
    `insert into app.dead_letters (workspace_id, job_key, queue, name, data, executions, reason, owner)
     values ($1, $2, $3, $4, $5, $6, $7, 'admin')
     -- It was tried again, and died again.
     on conflict (workspace_id, job_key) do update
        set reason = excluded.reason, died_at = now(), replayed_at = null, replayed_by = null`,
    [workspaceId, job.jobKey, job.queue, job.name, JSON.stringify(job.data), EXECUTIONS_MAX, reason],
  );
}

/** In the effect's own transaction: refuses an execution that is no longer the current one. */
export async function finishJob(
  tx: EntityManager,
  workspaceId: string,
  { jobKey, fence }: JobLease,
): Promise<void> {
  const [, affected]: [unknown, number] = await tx.query(
    `update app.job_executions set finished_at = now()
      where workspace_id = $1 and job_key = $2 and fence = $3 and finished_at is null and lease_until > now()`,
    [workspaceId, jobKey, fence],
  );
  if (affected !== 1) throw new Fenced(`${jobKey} is no longer ours at fence ${fence}`);
}

/**
 * How an execution ended that had no effect to end it: there was nothing to do; it waits for something else to change,
 * which is no failure and is not counted as one; or it failed, and may be begun again at once.
 */
export type Release = { how: 'done' } | { how: 'waiting' } | { how: 'failed'; error: string };

export function releaseJob(
  db: DataSource,
  workspaceId: string,
  { jobKey, fence }: JobLease,
  release: Release,
): Promise<void> {
  return inWorkspace(db, workspaceId, async (tx) => {
    await tx.query(
      `update app.job_executions
          set lease_until = now(),
              finished_at = case when $4 = 'done' then now() end,
              executions = case when $4 = 'waiting' then 0 else executions end,
              last_error = coalesce($5, last_error)
        where workspace_id = $1 and job_key = $2 and fence = $3 and finished_at is null`,
      [workspaceId, jobKey, fence, release.how, release.how === 'failed' ? release.error : null],
    );
  });
}
