/**
 * Who may act for a job. BullMQ delivers at least once and gives no mutual exclusion, so every beginning is counted
 * here and raises a fencing number, which the effect must show in its own transaction.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { inCommand, prepared } from '#database';

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
export async function beginJob(db: DataSource, workspaceId: string, job: Job): Promise<JobLease | null> {
  return (await beginJobs(db, workspaceId, [job])).get(job.jobKey) ?? null;
}

/** Several at once, by their keys; those that may not begin are missing. */
export function beginJobs(
  db: DataSource,
  workspaceId: string,
  jobs: readonly Job[],
): Promise<Map<string, JobLease>> {
  return inCommand(db, workspaceId, async (tx) => {
    const byKey = new Map(jobs.map((job) => [job.jobKey, job]));
    const keys = [...byKey.keys()].sort();
    const { rows } = await prepared<Begun>(
      tx,
      `insert into app.job_executions as e (workspace_id, job_key, executions, fence, lease_until)
       select $1, key, 1, 1, now() + make_interval(secs => seconds)
         from unnest($2::text[], $3::int[]) as t (key, seconds)
       on conflict (workspace_id, job_key) do update
          set executions = e.executions + 1, fence = e.fence + 1, lease_until = excluded.lease_until
        where e.finished_at is null and e.executions <= $4
          -- A lease that ends later than a new one would is of a time before the clock was set back.
          and (e.lease_until <= now() or e.lease_until > excluded.lease_until)
       returning job_key, fence, executions, last_error`,
      [workspaceId, keys, keys.map((key) => byKey.get(key)?.leaseSeconds ?? 0), EXECUTIONS_MAX],
    );
    const leases = new Map<string, JobLease>();
    for (const { job_key: jobKey, fence, executions, last_error } of rows) {
      const job = byKey.get(jobKey);
      if (executions <= EXECUTIONS_MAX) leases.set(jobKey, { jobKey, fence });
      else if (job) await bury(tx, workspaceId, job, last_error ?? KILLS_ITS_WORKER);
    }
    return leases;
  });
}

interface Begun {
  readonly job_key: string;
  readonly fence: string;
  readonly executions: number;
  readonly last_error: string | null;
}

const KILLS_ITS_WORKER = 'begun again and again without an end: it kills its worker';

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
  const { count } = await prepared(
    tx,
    `update app.job_executions set finished_at = now()
      where workspace_id = $1 and job_key = $2 and fence = $3 and finished_at is null and lease_until > now()`,
    [workspaceId, jobKey, fence],
  );
  if (count !== 1) throw new Fenced(`${jobKey} is no longer ours at fence ${fence}`);
}

/**
 * How an execution ended that had no effect to end it: there was nothing to do; it waits for something else to change,
 * which is no failure and is not counted as one; or it failed, and may be begun again at once. Nobody has its lease then, at
 * any time: until the time of its end it would still be held after the clock was set back.
 */
export type Release = { how: 'done' } | { how: 'waiting' } | { how: 'failed'; error: string };

export const releaseJob = (
  db: DataSource,
  workspaceId: string,
  lease: JobLease,
  release: Release,
): Promise<void> => releaseJobs(db, workspaceId, [{ lease, release }]);

/** Several at once. */
export function releaseJobs(
  db: DataSource,
  workspaceId: string,
  ended: readonly { readonly lease: JobLease; readonly release: Release }[],
): Promise<void> {
  const byKey = ended.toSorted((a, b) => (a.lease.jobKey < b.lease.jobKey ? -1 : 1));
  return inCommand(db, workspaceId, async (tx) => {
    await prepared(
      tx,
      // Locked in the order of their keys, as everybody does who has several.
      `with mine as (
         select e.job_key, t.how, t.error
           from app.job_executions e
           join unnest($2::text[], $3::bigint[], $4::text[], $5::text[]) as t (job_key, fence, how, error) using (job_key, fence)
          where e.workspace_id = $1 and e.finished_at is null
          order by e.job_key for update of e)
       update app.job_executions e
          set lease_until = '-infinity',
              finished_at = case when mine.how = 'done' then now() end,
              executions = case when mine.how = 'waiting' then 0 else e.executions end,
              last_error = coalesce(mine.error, e.last_error)
         from mine where e.workspace_id = $1 and e.job_key = mine.job_key`,
      [
        workspaceId,
        byKey.map(({ lease }) => lease.jobKey),
        byKey.map(({ lease }) => lease.fence),
        byKey.map(({ release }) => release.how),
        byKey.map(({ release }) => (release.how === 'failed' ? release.error : null)),
      ],
    );
  });
}

/** The keys of those that are still ours; they stay so until the transaction ends. */
export async function holdJobs(
  tx: EntityManager,
  workspaceId: string,
  leases: readonly JobLease[],
): Promise<Set<string>> {
  if (!leases.length) return new Set();
  const { rows } = await prepared<{ job_key: string }>(
    tx,
    `select e.job_key
       from app.job_executions e
       join unnest($2::text[], $3::bigint[]) as t (job_key, fence) using (job_key, fence)
      where e.workspace_id = $1 and e.finished_at is null and e.lease_until > now()
      order by e.job_key for update of e`,
    [workspaceId, leases.map(({ jobKey }) => jobKey), leases.map(({ fence }) => fence)],
  );
  return new Set(rows.map(({ job_key }) => job_key));
}

/** In the transaction of the effect, of executions that it holds: finished, or waiting for something else to change. */
export async function endJobs(
  tx: EntityManager,
  workspaceId: string,
  ends: readonly { readonly jobKey: string; readonly how: 'done' | 'waiting' }[],
): Promise<void> {
  if (!ends.length) return;
  await prepared(
    tx,
    `update app.job_executions e
        set lease_until = '-infinity',
            finished_at = case when t.how = 'done' then now() end,
            executions = case when t.how = 'waiting' then 0 else e.executions end
       from unnest($2::text[], $3::text[]) as t (job_key, how)
      where e.workspace_id = $1 and e.job_key = t.job_key`,
    [workspaceId, ends.map(({ jobKey }) => jobKey), ends.map(({ how }) => how)],
  );
}
