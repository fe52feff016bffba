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

const WAITING = `
with open_slot as (
  select s.workspace_id, s.claim_id, s.round, s.number, r.desk_id
    from app.slots s
    join app.rounds r on r.workspace_id = s.workspace_id and r.claim_id = s.claim_id and r.number = s.round
   where s.status = 'open' and r.status = 'open'),
member as (
  select o.claim_id, o.round, o.number, p.id,
         not p.active as "person-inactive",
         exists (select 1 from app.assignments a where a.claim_id = o.claim_id and a.round = o.round
                    and a.reviewer_id = p.id and a.status in ('held', 'submitted')) as "already-in-round",
         exists (select 1 from jsonb_array_elements(p.conflicts) as c
                   join app.occurrences x on x.claim_id = o.claim_id
                   join app.documents d on d.id = x.document_id and d.publisher = c->>'name') as "conflict-of-interest",
         not (c.language = any (p.languages)) as "language-not-read",
         coalesce(simulated.now() >= p.away_from and simulated.now() < p.away_until, false) as "person-away",
         (select count(*) from app.assignments a where a.reviewer_id = p.id and a.status = 'held') >= k.wip_limit
           as "work-in-progress-limit",
         exists (select 1 from app.assignments a where a.claim_id = o.claim_id and a.round = o.round
                    and a.reviewer_id = p.id and a.status in ('returned', 'expired')) as "gave-up"
    from open_slot o
    join app.claims c on c.id = o.claim_id
    join app.desks k on k.id = o.desk_id
    join app.desk_members m on m.desk_id = o.desk_id and m.active
    join app.people p on p.id = m.person_id)
select concat_ws('/', o.claim_id, o.round, o.number) as slot, w.reasons, k.paused_for is not null as paused,
       (select count(*)::int from app.desk_members m where m.desk_id = o.desk_id and m.active) as members,
       (select jsonb_build_object(
          'person-inactive', count(*) filter (where m."person-inactive"),
          'already-in-round', count(*) filter (where m."already-in-round"),
          'conflict-of-interest', count(*) filter (where m."conflict-of-interest"),
          'language-not-read', count(*) filter (where m."language-not-read"),
          'person-away', count(*) filter (where m."person-away"),
          'work-in-progress-limit', count(*) filter (where m."work-in-progress-limit"),
          'gave-up', count(*) filter (where m."gave-up"))
          from member m where (m.claim_id, m.round, m.number) = (o.claim_id, o.round, o.number)) as facts,
       (select count(*)::int from member m
         where (m.claim_id, m.round, m.number) = (o.claim_id, o.round, o.number)
           and not (m."person-inactive" or m."already-in-round" or m."conflict-of-interest" or m."language-not-read"
                    or m."person-away" or m."work-in-progress-limit" or m."gave-up")) as free
  from open_slot o
  join app.desks k on k.id = o.desk_id
  left join app.slot_waits w on w.claim_id = o.claim_id and w.round = o.round and w.slot = o.number`;

async function counts(owner: pg.Client, sql: string): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ what: string; seen: number }>(sql);
  return Object.fromEntries(rows.map(({ what, seen }) => [what, seen]));
}
