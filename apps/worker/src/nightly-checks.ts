/** The check of each workspace's log that every night brings: found in Postgres, like all work. */
import type { EntityManager } from 'typeorm';
import { INSTALLATION } from '#domain';
import type { JobSpec } from '#jobs';
import { dueAmong } from './rechecks.ts';

const BATCH = 100;

/**
 * From two o'clock UTC on, where nobody made it yet. A workspace that was opened since has its first the night after.
 * What the log says of itself is checked likewise: it belongs to the installation, which has no row as a workspace.
 */
const LATE = `
       with logs as (
         select w.workspace_id, e.created_at
           from app.workspaces w join audit.entry e on e.stream = w.stream and e.seq = 1
         union all
         (select workspace_id, created_at from audit.entry where workspace_id = $2 order by id limit 1))
       select 'check-log' as name, concat_ws('_', 'check-log', w.workspace_id, d.night) as job_key, w.workspace_id,
              d.since, jsonb_build_object('workspaceId', w.workspace_id, 'night', d.night) as data
         from logs w
        cross join lateral (select (now() at time zone 'UTC' - interval '2 hours')::date as night) n
        cross join lateral (select n.night, (n.night + interval '2 hours') at time zone 'UTC' as since) d
        where w.created_at < d.since
          and not exists (select 1 from app.log_checks k
                           where k.workspace_id = w.workspace_id and k.night = d.night)`;

export const findNightlyChecks = (tx: EntityManager): Promise<JobSpec[]> =>
  dueAmong(tx, LATE, [BATCH, INSTALLATION]);
