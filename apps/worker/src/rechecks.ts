/** When late work is looked at again, and so put back: after growing intervals with jitter, each subject for itself. */
import type { EntityManager } from 'typeorm';
import { jobKey, type JobSpec } from '#jobs';

const FIRST_INTERVAL_SECONDS = 4;
const LONGEST_INTERVAL_SECONDS = 30;
const FORGET_AFTER_SECONDS = 3_600;
/** How long before its time the work of a clock is asked for, to lie in the queue until then. */
export const LOOK_AHEAD_SECONDS = 30;
/** Nothing is postponed further than this: what is, was postponed by a clock that ran fast, before it was set back. */
const FARTHEST_SECONDS = LOOK_AHEAD_SECONDS + LONGEST_INTERVAL_SECONDS * 1.2;

/** Of a recheck `c`, or of none: it is time to look. */
export const RECHECK_DUE = `
  (c.recheck_at is null or c.recheck_at <= now() or c.recheck_at > now() + make_interval(secs => ${FARTHEST_SECONDS}))`;

/**
 * The jobs of work that should be moving, less what is not due for another look and what is dead. `late` selects name,
 * job_key (as `jobKey` makes it), workspace_id, since and data; what is since a time to come is not to be done before it.
 * $1, the first of the values, is how many are given at the most.
 */
export async function dueAmong(
  tx: EntityManager,
  late: string,
  values: readonly [most: number, ...unknown[]],
): Promise<JobSpec[]> {
  const found: (JobSpec & { notYet: boolean; since: Date })[] = await tx.query(
    `with late as (${late})
     select late.name, late.data, late.since, late.since > now() as "notYet"
       from late
       left join app.rechecks c on c.workspace_id = late.workspace_id and c.job_key = late.job_key
       left join app.dead_letters x on x.workspace_id = late.workspace_id and x.job_key = late.job_key
      where x.job_key is null and ${RECHECK_DUE}
      order by c.recheck_at nulls first, late.since limit $1`,
    [...values],
  );
  return found.map(({ notYet, since, ...spec }) =>
    notYet ? { ...spec, notBefore: since.toISOString() } : spec,
  );
}

/** What waits for its time is looked at again after it. */
export async function postpone(tx: EntityManager, specs: readonly JobSpec[]): Promise<void> {
  await tx.query(
    `insert into app.rechecks as c (workspace_id, job_key, attempts, recheck_at)
     select workspace_id, job_key, 1,
            greatest(now(), not_before) + make_interval(secs => $3 * (0.8 + 0.4 * random()))
       from unnest($1::uuid[], $2::text[], $5::timestamptz[]) as t (workspace_id, job_key, not_before)
     on conflict (workspace_id, job_key) do update
        set attempts = c.attempts + 1,
            -- On top of the first interval, which is in it.
            recheck_at = excluded.recheck_at + make_interval(
              secs => (least($3 * power(2, least(c.attempts, 16)), $4) - $3) * (0.8 + 0.4 * random()))`,
    [
      specs.map(({ data }) => data.workspaceId),
      specs.map(jobKey),
      FIRST_INTERVAL_SECONDS,
      LONGEST_INTERVAL_SECONDS,
      specs.map(({ notBefore }) => notBefore ?? null),
    ],
  );
}

/** Of work that has been on its way again for long. */
export async function forgetOld(tx: EntityManager): Promise<void> {
  await tx.query('delete from app.rechecks where recheck_at < now() - make_interval(secs => $1)', [
    FORGET_AFTER_SECONDS,
  ]);
}

/** A store that has none of our jobs may be asked for everything at once. */
export async function forgetAll(tx: EntityManager): Promise<void> {
  await tx.query('delete from app.rechecks');
}
