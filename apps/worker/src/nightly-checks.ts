/** The check of each workspace's log that every night brings: found in Postgres, like all work. */
import type { EntityManager } from 'typeorm';
import { INSTALLATION } from '#domain';
import type { JobSpec } from '#jobs';

const BATCH = 100;

/**
 * From two o'clock UTC on, where nobody made it yet. A workspace that was opened since has its first the night after.
 * What the log says of itself is checked likewise: it belongs to the installation, which has no row as a workspace.
 *
 * @param farthest a recheck that lies farther ahead, in seconds, was written by a clock that ran fast
 */
export function findNightlyChecks(tx: EntityManager, farthest: number): Promise<JobSpec[]> {
  return tx.query(
    `with logs as (
       select w.workspace_id, e.created_at
         from app.workspaces w join audit.entry e on e.stream = w.stream and e.seq = 1
       union all
       (select workspace_id, created_at from audit.entry where workspace_id = $3 order by id limit 1)),
     late as (
       select 'check-log' as name, concat_ws('_', 'check-log', w.workspace_id, d.night) as job_key, w.workspace_id,
              jsonb_build_object('workspaceId', w.workspace_id, 'night', d.night) as data
         from logs w
        cross join lateral (select (now() at time zone 'UTC' - interval '2 hours')::date as night) d
        where w.created_at < (d.night + interval '2 hours') at time zone 'UTC'
          and not exists (select 1 from app.log_checks k
                           where k.workspace_id = w.workspace_id and k.night = d.night))
     select late.name, late.data
       from late
       left join app.rechecks c on c.workspace_id = late.workspace_id and c.job_key = late.job_key
       left join app.dead_letters x on x.workspace_id = late.workspace_id and x.job_key = late.job_key
      where (c.recheck_at is null or c.recheck_at <= now() or c.recheck_at > now() + make_interval(secs => $2))
        and x.job_key is null
      order by c.recheck_at nulls first, late.job_key limit $1`,
    [BATCH, farthest, INSTALLATION],
  );
}
