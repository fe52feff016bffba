/** How the work was spread, and who waited how long. */
import type pg from 'pg';

export interface Spread {
  readonly least: number;
  readonly median: number;
  readonly most: number;
  /** Standard deviation over mean. */
  readonly variation: number;
}

export interface Waits {
  /** Priorities from this one up to the next band. */
  readonly from: number;
  readonly slots: number;
  /** Minutes from the time a slot was open to the time somebody held it. */
  readonly median: number;
  readonly p95: number;
  readonly most: number;
}

export interface Fairness {
  /** Assignments a reviewer was given, over all who stayed to the end. */
  readonly given: Spread;
  readonly waits: readonly Waits[];
}

const GIVEN = `
select count(a.id)::int as given
  from app.people p
  left join app.assignments a on a.workspace_id = p.workspace_id and a.reviewer_id = p.id
 where 'reviewer' = any (p.roles) and p.active group by p.id order by given`;

const WAITS = `
with opened as (
  select c.priority, extract(epoch from a.assigned_at - coalesce(
           lag(a.ended_at) over (partition by a.claim_id, a.round, a.slot order by a.fence), r.opened_at)) / 60 as minutes
    from app.assignments a
    join app.claims c on c.workspace_id = a.workspace_id and c.id = a.claim_id
    join app.rounds r on r.workspace_id = a.workspace_id and r.claim_id = a.claim_id and r.number = a.round)
select least(priority / 250 * 250, 750) as from, count(*)::int as slots,
       percentile_cont(0.5) within group (order by minutes) as median,
       percentile_cont(0.95) within group (order by minutes) as p95, max(minutes)::float as most
  from opened group by 1 order by 1 desc`;

export async function measureFairness(owner: pg.Client): Promise<Fairness> {
  const given = await owner.query<{ given: number }>(GIVEN);
  const waits = await owner.query<Waits>(WAITS);
  return { given: spreadOf(given.rows.map((row) => row.given)), waits: waits.rows };
}

function spreadOf(sorted: readonly number[]): Spread {
  const mean = sorted.reduce((sum, one) => sum + one, 0) / Math.max(1, sorted.length);
  const variance = sorted.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, sorted.length);
  return {
    least: sorted[0] ?? 0,
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
    most: sorted.at(-1) ?? 0,
    variation: mean ? Math.sqrt(variance) / mean : 0,
  };
}
