/** Where every claim stands when all is over, and whether what waits says truly why: by other means than the rules tried. */
import type pg from 'pg';

export interface Standing {
  /** How many claims there are in each status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly waitingSlots: number;
  readonly heldSlots: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly problems: string[];
}

interface Waiting {
  readonly slot: string;
  readonly reasons: Readonly<Record<string, number>> | null;
  readonly members: number;
  readonly paused: boolean;
  /** Of how many members each is true, whatever else is. */
  readonly facts: Readonly<Record<string, number>>;
  /** How many members nothing keeps out. */
  readonly free: number;
}

/** Every claim is decided or contested, or its open slots are held or wait, for reasons that are so. */
export async function checkStanding(owner: pg.Client): Promise<Standing> {
  const problems: string[] = [];
  const statuses = await counts(
    owner,
    'select status as what, count(*)::int as seen from app.claims group by 1',
  );
  const held = await owner.query<{ seen: number }>(
    "select count(*)::int as seen from app.assignments where status = 'held'",
  );
  const { rows } = await owner.query<Waiting>(WAITING);
  const reasons: Record<string, number> = {};
  for (const one of rows) {
    problems.push(...reasonProblems(one));
    for (const name of Object.keys(one.reasons ?? {})) reasons[name] = (reasons[name] ?? 0) + 1;
  }
  for (const status of ['proposed', 'accepted'])
    if (statuses[status]) problems.push(`${statuses[status]} claims are ${status} and on no desk`);
  return { statuses, waitingSlots: rows.length, heldSlots: held.rows[0]?.seen ?? 0, reasons, problems };
}

function reasonProblems({ slot, reasons, members, paused, facts, free }: Waiting): string[] {
  if (!reasons) return [`${slot} waits without a reason`];
  if (reasons['desk-paused']) return paused ? [] : [`${slot} waits for a desk that is not paused`];
  if (paused) return [`${slot} does not say that its desk is paused`];
  const problems = Object.entries(reasons)
    .filter(([name, count]) => count > (facts[name] ?? 0))
    .map(([name, count]) => `${slot} names ${name} for ${count} members; it is so for ${facts[name] ?? 0}`);
  const named = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  if (named !== members) problems.push(`${slot} names reasons for ${named} of ${members} members`);
  if (free) problems.push(`${slot} waits although nothing keeps ${free} members from it`);
  return problems;
}

/** Each slot that waits with each member of its desk, once: what keeps the member from it. */
const WAITING = `
with open_slot as (
  select s.workspace_id, s.claim_id, s.round, s.number, r.desk_id
    from app.slots s
    join app.rounds r on r.workspace_id = s.workspace_id and r.claim_id = s.claim_id and r.number = s.round
   where s.status = 'open' and r.status = 'open'),
load as materialized (
  select workspace_id, reviewer_id, count(*) as held from app.assignments where status = 'held' group by 1, 2),
member as materialized (
  select o.claim_id, o.round, o.number,
         not p.active as "person-inactive",
         coalesce(a.in_round, false) as "already-in-round",
         exists (select 1 from jsonb_array_elements(p.conflicts) as c
                   join app.occurrences x on x.workspace_id = o.workspace_id and x.claim_id = o.claim_id
                   join app.documents d on d.workspace_id = o.workspace_id and d.id = x.document_id
                                       and d.publisher = c->>'name') as "conflict-of-interest",
         not (c.language = any (p.languages)) as "language-not-read",
         coalesce(simulated.now() >= p.away_from and simulated.now() < p.away_until, false) as "person-away",
         coalesce(l.held, 0) >= k.wip_limit as "work-in-progress-limit",
         coalesce(a.gave_up, false) as "gave-up"
    from open_slot o
    join app.claims c on c.workspace_id = o.workspace_id and c.id = o.claim_id
    join app.desks k on k.workspace_id = o.workspace_id and k.id = o.desk_id
    join app.desk_members m on m.workspace_id = o.workspace_id and m.desk_id = o.desk_id and m.active
    join app.people p on p.workspace_id = o.workspace_id and p.id = m.person_id
    left join load l on l.workspace_id = o.workspace_id and l.reviewer_id = p.id
    left join lateral (
      select bool_or(a.status in ('held', 'submitted')) as in_round, bool_or(a.status in ('returned', 'expired')) as gave_up
        from app.assignments a
       where a.workspace_id = o.workspace_id and a.claim_id = o.claim_id and a.round = o.round and a.reviewer_id = p.id) a
      on true),
kept_out as materialized (
  select claim_id, round, number, count(*)::int as members,
         jsonb_build_object(
           'person-inactive', count(*) filter (where "person-inactive"),
           'already-in-round', count(*) filter (where "already-in-round"),
           'conflict-of-interest', count(*) filter (where "conflict-of-interest"),
           'language-not-read', count(*) filter (where "language-not-read"),
           'person-away', count(*) filter (where "person-away"),
           'work-in-progress-limit', count(*) filter (where "work-in-progress-limit"),
           'gave-up', count(*) filter (where "gave-up")) as facts,
         count(*) filter (where not ("person-inactive" or "already-in-round" or "conflict-of-interest" or "language-not-read"
                                     or "person-away" or "work-in-progress-limit" or "gave-up"))::int as free
    from member group by 1, 2, 3)
select concat_ws('/', o.claim_id, o.round, o.number) as slot, w.reasons, k.paused_for is not null as paused,
       coalesce(m.members, 0) as members, coalesce(m.facts, '{}') as facts, coalesce(m.free, 0) as free
  from open_slot o
  join app.desks k on k.workspace_id = o.workspace_id and k.id = o.desk_id
  left join kept_out m using (claim_id, round, number)
  left join app.slot_waits w
    on w.workspace_id = o.workspace_id and w.claim_id = o.claim_id and w.round = o.round and w.slot = o.number`;

async function counts(owner: pg.Client, sql: string): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ what: string; seen: number }>(sql);
  return Object.fromEntries(rows.map(({ what, seen }) => [what, seen]));
}
