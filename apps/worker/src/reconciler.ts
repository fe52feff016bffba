/**
 * Finds work that should be moving and is not, and puts it back; and work whose time has nearly come. Queues may lose
 * everything; this is what brings it back from Postgres. Each subject is looked at again after growing intervals with
 * jitter, in bounded batches: asking for everything that is late, again and again, was measured to be an outage of its own.
 */
import type { DataSource, EntityManager } from 'typeorm';
import type { JobSpec, QueueBackend } from '#jobs';
import type { Enqueuer } from './enqueue.ts';
import { findNightlyChecks } from './nightly-checks.ts';
import { findDueNotices, findReplayed } from './notify/due-notices.ts';
import { dueAmong, forgetAll, forgetOld, LOOK_AHEAD_SECONDS, postpone } from './rechecks.ts';

const RECONCILE_LOCK = 7_708;
const BATCH = 500;
/** The time the ordinary way gets before somebody looks. */
const GRACE_SECONDS = 5;

/** One pass. Gives how many jobs it put back. */
export async function reconcile(db: DataSource, backend: QueueBackend, enqueuer: Enqueuer): Promise<number> {
  const incarnation = await backend.incarnation();
  return db.transaction(async (tx) => {
    const [lock]: { held: boolean }[] = await tx.query('select pg_try_advisory_xact_lock($1) as held', [
      RECONCILE_LOCK,
    ]);
    if (!lock?.held) return 0;
    const wiped = await noticeIncarnation(tx, incarnation);
    const due = [
      ...(await findDue(tx, wiped ? 0 : GRACE_SECONDS)),
      ...(await findDueNotices(tx)),
      ...(await findReplayed(tx)),
      ...(await findNightlyChecks(tx)),
    ];
    if (!due.length) return 0;
    await enqueuer.enqueue(tx, due);
    await postpone(tx, due);
    return due.length;
  });
}

/** Another store than last time has none of our jobs: everything may be asked for at once. */
async function noticeIncarnation(tx: EntityManager, incarnation: string): Promise<boolean> {
  const [, changed]: [unknown, number] = await tx.query(
    'update audit.relay set queue_incarnation = $1 where one and queue_incarnation is distinct from $1',
    [incarnation],
  );
  await (changed ? forgetAll(tx) : forgetOld(tx));
  return changed > 0;
}

/** Everything that waits for a job, since when, and which job that is. */
const LATE = `
       select 'read-intake' as name, 'read-intake_' || i.id as job_key, i.workspace_id, i.handed_in_at as since,
              jsonb_build_object('workspaceId', i.workspace_id, 'intakeId', i.id) as data
         from app.intakes i
        where i.status = 'waiting'
       union all
       -- The steps of a version come one after the other.
       select step.name, step.name || '_' || v.id, v.workspace_id, v.received_at,
              jsonb_build_object('workspaceId', v.workspace_id, 'documentId', v.document_id, 'versionId', v.id)
         from app.document_versions v
        cross join lateral (select case when v.anchors_mapped is null then 'map-anchors'
                                        when v.claims_found is null then 'extract-claims'
                                        else 'match-document' end as name) step
        where v.claims_found is null or v.anchors_mapped is null or v.proposals is null
       union all
       select 'fill-slot', concat_ws('_', 'fill-slot', s.claim_id, s.round, s.number, s.fence), s.workspace_id, r.opened_at,
              jsonb_build_object('workspaceId', s.workspace_id, 'claimId', s.claim_id, 'round', s.round,
                                 'slot', s.number, 'fence', s.fence)
         from app.slots s
         join app.rounds r on r.workspace_id = s.workspace_id and r.claim_id = s.claim_id and r.number = s.round
        where s.status = 'open' and r.status = 'open'
       union all
       -- Conflicts of interest declared since the rounds this person judged were held against them.
       select 'question-rounds', concat_ws('_', 'question-rounds', p.id, left(encode(audit.leaf_hash(e.body), 'hex'), 16)),
              p.workspace_id, timestamptz '-infinity',
              jsonb_build_object('workspaceId', p.workspace_id, 'personId', p.id,
                                 'cause', left(encode(audit.leaf_hash(e.body), 'hex'), 16))
         from app.people p
         join audit.entry e on e.workspace_id = p.workspace_id and e.id = p.entry_id
         left join app.conflict_checks k on k.workspace_id = p.workspace_id and k.person_id = p.id
        where p.conflicts <> '[]' and p.edition > coalesce(k.checked_edition, 0)
       union all
       select 'recheck-claim', concat_ws('_', 'recheck-claim', k.claim_id, k.round, k.outcome), k.workspace_id, k.since,
              jsonb_build_object('workspaceId', k.workspace_id, 'claimId', k.claim_id, 'round', k.round,
                                 'outcome', k.outcome)
         from app.source_checks k
       union all
       select 'render-report', concat_ws('_', 'render-report', v.report_id, v.number), v.workspace_id, v.published_at,
              jsonb_build_object('workspaceId', v.workspace_id, 'reportId', v.report_id, 'version', v.number)
         from app.report_versions v
        where v.page_sha256 is null
       union all
       -- Late once a published checkpoint covers it.
       select 'build-proof', concat_ws('_', 'build-proof', v.report_id, v.number), v.workspace_id, c.published_at,
              jsonb_build_object('workspaceId', v.workspace_id, 'reportId', v.report_id, 'version', v.number)
         from app.report_versions v
         join audit.leaf l on l.entry_id = v.entry_id
        cross join lateral (
          select k.published_at from audit.checkpoint k where k.size > l.leaf_index order by k.size limit 1) c
        where v.page_sha256 is not null and v.rests_on is not null
          and not exists (select 1 from app.report_proofs p
                           where p.workspace_id = v.workspace_id and p.report_id = v.report_id
                             and p.version = v.number)`;

/** A return that is longer ago is not looked for: each slot that waits is asked again by itself meanwhile. */
const BACK_FOR = '1 hour';

/**
 * What a clock brings, and the time it comes at. Asked for here alone, shortly before: most assignments and rounds are
 * done long before their deadlines, and every renewal moves a lease, so that a job for each from the beginning would lie
 * in the queue for days and find nothing to do.
 */
const ON_THE_CLOCK = `
       select 'expire-lease' as name, concat_ws('_', 'expire-lease', a.id, a.fence) as job_key, a.workspace_id,
              a.lease_until as since,
              jsonb_build_object('workspaceId', a.workspace_id, 'claimId', a.claim_id, 'assignmentId', a.id,
                                 'fence', a.fence) as data
         from app.assignments a
        where a.status = 'held'
       union all
       select 'pass-deadline', concat_ws('_', 'pass-deadline', a.id, a.fence, d.name), a.workspace_id, d.at,
              jsonb_build_object('workspaceId', a.workspace_id, 'claimId', a.claim_id, 'assignmentId', a.id,
                                 'fence', a.fence, 'deadline', d.name)
         from app.assignments a
        cross join lateral (values ('half-time', 0.5), ('due', 1), ('overdue', 1.125)) as share (name, of_time)
        cross join lateral (select share.name, a.assigned_at + (a.due_at - a.assigned_at) * share.of_time as at) d
        where a.status = 'held' and not jsonb_exists(a.deadlines, d.name)
       union all
       select 'escalate-round', concat_ws('_', 'escalate-round', r.claim_id, r.number), r.workspace_id, d.at,
              jsonb_build_object('workspaceId', r.workspace_id, 'claimId', r.claim_id, 'round', r.number)
         from app.rounds r
        cross join lateral (
          select r.opened_at + make_interval(secs => (r.policy->>'dueHours')::float * 3600 * 1.125) as at) d
        where r.status = 'open' and r.overdue_since is null
       union all
       -- Somebody's return, until they were offered what waits.
       select 'offer-work', k.job_key, p.workspace_id, p.away_until,
              jsonb_build_object('workspaceId', p.workspace_id, 'personId', p.id, 'cause', b.cause)
         from app.people p
        cross join lateral (select 'back-' || floor(extract(epoch from p.away_until) * 1000)::bigint as cause) b
        cross join lateral (select concat_ws('_', 'offer-work', p.id, b.cause) as job_key) k
        where p.active and p.away_until > now() - interval '${BACK_FOR}'
          and not exists (select 1 from app.job_executions e
                           where e.workspace_id = p.workspace_id and e.job_key = k.job_key
                             and e.finished_at is not null)`;

/** What should be moving; a test holds its keys against those that `jobKey` makes. */
export async function findDue(tx: EntityManager, graceSeconds: number): Promise<JobSpec[]> {
  return [...(await findOnTheClock(tx)), ...(await findLate(tx, graceSeconds))];
}

/** In a batch of its own: after a wipe it would stand behind every slot that waits, though its time is now. */
function findOnTheClock(tx: EntityManager): Promise<JobSpec[]> {
  const soon = `select * from (${ON_THE_CLOCK}) as work where since <= now() + make_interval(secs => $2)`;
  return dueAmong(tx, soon, [BATCH, LOOK_AHEAD_SECONDS]);
}

/**
 * What is late since a time to come was there before the clock was set back: it has had its grace, and waits for
 * nothing.
 */
function findLate(tx: EntityManager, graceSeconds: number): Promise<JobSpec[]> {
  const late = `
    select name, job_key, workspace_id, least(since, now()) as since, data from (${LATE}) as work
     where since not between now() - make_interval(secs => $2) and now() + make_interval(secs => $2)`;
  return dueAmong(tx, late, [BATCH, graceSeconds]);
}
