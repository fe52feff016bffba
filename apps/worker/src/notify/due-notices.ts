/** Notices that should be on their way and are not, and jobs that an admin wants tried again: found in Postgres, like all work. */
import type { EntityManager } from 'typeorm';
import type { JobSpec } from '#jobs';
import { DELIVERY_DUE } from '#workflow';
import { dueAmong, RECHECK_DUE } from '../rechecks.ts';

const BATCH = 200;
/** How much of the log one look for news of a workspace covers. */
const LOOK_AHEAD = 2_000;

/**
 * The log moved past where a workspace's notices were looked for; a delivery's time has come; a deadline passed whose
 * holder was not reminded. Where that is written down for a time to come, the clock was set back since: it waits for nothing.
 */
const LATE = `
       select 'notify' as name, concat_ws('_', 'notify', n.workspace_id, t.size) as job_key, n.workspace_id,
              timestamptz '-infinity' as since, jsonb_build_object('workspaceId', n.workspace_id, 'upTo', t.size) as data
         from app.notice_cursors n
        cross join audit.tree t
        where n.next_index < t.size
          and (t.size > n.next_index + $2
               or exists (select 1 from audit.leaf l join audit.entry e on e.id = l.entry_id
                           where l.leaf_index >= n.next_index and l.leaf_index < n.next_index + $2
                             and e.workspace_id = n.workspace_id))
       union all
       select 'deliver', concat_ws('_', 'deliver', d.id, d.attempts), d.workspace_id,
              least(d.next_at, now()),
              jsonb_build_object('workspaceId', d.workspace_id, 'deliveryId', d.id, 'attempt', d.attempts)
         from app.deliveries d
        where d.status = 'waiting' and ${DELIVERY_DUE}
       union all
       select 'remind', concat_ws('_', 'remind', a.id, a.fence, k.deadline), a.workspace_id,
              least(k.passed_at::timestamptz, now()),
              jsonb_build_object('workspaceId', a.workspace_id, 'assignmentId', a.id, 'fence', a.fence,
                                 'deadline', k.deadline)
         from app.assignments a
         join app.notice_cursors n on n.workspace_id = a.workspace_id
        cross join lateral jsonb_each_text(a.deadlines) as k (deadline, passed_at)
        where a.status = 'held' and a.deadlines <> '{}'
          and not exists (select 1 from app.deliveries d
                           where d.workspace_id = a.workspace_id and d.channel = 'mail'
                             and d.leaf_hash = concat_ws('_', a.id, k.deadline))`;

export const findDueNotices = (tx: EntityManager): Promise<JobSpec[]> =>
  dueAmong(tx, LATE, [BATCH, LOOK_AHEAD]);

/** Dead letters that are to be tried again, until they are done, or die again. */
export function findReplayed(tx: EntityManager): Promise<JobSpec[]> {
  return tx.query(
    `select x.name, x.data
       from app.dead_letters x
       left join app.job_executions e on e.workspace_id = x.workspace_id and e.job_key = x.job_key
       left join app.rechecks c on c.workspace_id = x.workspace_id and c.job_key = x.job_key
      where x.replayed_at is not null and e.finished_at is null and ${RECHECK_DUE}
      order by x.replayed_at limit $1`,
    [BATCH],
  );
}
