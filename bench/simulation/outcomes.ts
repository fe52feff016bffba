/** What must be true when all is over, read from the rows and the log by other means than the rules that are tried. */
import type pg from 'pg';

/** What a job may come late by: the step's own real time, and the time of grace before somebody looks. */
const SLACK_MS = 5 * 60_000;

interface Ended {
  readonly id: string;
  readonly status: string;
  readonly assigned_at: Date;
  readonly lease_until: Date;
  readonly due_at: Date;
  readonly ended_at: Date | null;
  readonly deadlines: Readonly<Record<string, string>>;
}

export interface DeadlineCounts {
  readonly passed: number;
  readonly expired: number;
  /** A sentence for each that is not as it should be. */
  readonly problems: string[];
}

const SHARES = { 'half-time': 0.5, due: 1, overdue: 1.125 };

/** Every deadline that an assignment came to has passed once, in its time, with one entry; every lease that ran out likewise. */
export async function checkDeadlines(owner: pg.Client, now: Date): Promise<DeadlineCounts> {
  const problems: string[] = [];
  const { rows } = await owner.query<Ended>(
    'select id, status, assigned_at, lease_until, due_at, ended_at, deadlines from app.assignments',
  );
  const entries = await readEntries(owner);
  let passed = 0;
  let expired = 0;
  for (const one of rows) {
    problems.push(...deadlineProblems(one, now));
    for (const name of Object.keys(one.deadlines)) {
      passed++;
      const count = entries.get(`${one.id} ${name}`) ?? 0;
      if (count !== 1) problems.push(`${one.id}: ${count} entries say that ${name} has passed`);
    }
    if (one.status !== 'expired') continue;
    expired++;
    const count = entries.get(`${one.id} expired`) ?? 0;
    if (count !== 1) problems.push(`${one.id}: ${count} entries say that its lease has run out`);
  }
  const recorded = [...entries.values()].reduce((sum, count) => sum + count, 0);
  if (recorded !== passed + expired) problems.push(`${recorded} entries for ${passed + expired} deadlines`);
  return { passed, expired, problems };
}

function deadlineProblems(one: Ended, now: Date): string[] {
  const problems: string[] = [];
  const until = one.ended_at ?? now;
  const given = one.due_at.getTime() - one.assigned_at.getTime();
  for (const [name, share] of Object.entries(SHARES)) {
    const at = one.assigned_at.getTime() + given * share;
    const when = one.deadlines[name];
    if (when === undefined && at + SLACK_MS < until.getTime())
      problems.push(`${one.id}: ${name} never passed`);
    // A lease that lapses at the due time leaves the claim overdue at once.
    const earliest = name === 'overdue' && one.status === 'expired' ? one.due_at.getTime() : at;
    if (when !== undefined && Date.parse(when) < Math.floor(earliest))
      problems.push(`${one.id}: ${name} passed before its time`);
  }
  if (one.status === 'expired' && until < one.lease_until)
    problems.push(`${one.id}: expired before its time`);
  if (one.status === 'held' && one.lease_until.getTime() + SLACK_MS < now.getTime())
    problems.push(`${one.id}: its lease ran out, and nobody noticed`);
  return problems;
}

/** How many entries the log has for each assignment and deadline. */
async function readEntries(owner: pg.Client): Promise<Map<string, number>> {
  const { rows } = await owner.query<{ what: string; entries: number }>(
    `select concat_ws(' ', o.fields->'assignmentId'->>'value', coalesce(o.fields->'deadline'->>'value', 'expired')) as what,
            count(*)::int as entries
       from audit.entry e join audit.opening o on o.entry_id = e.id
      where e.subject in ('claim', 'ballot')
        and convert_from(e.body, 'utf8')::jsonb->>'type' in ('deadline-passed', 'lease-expired')
      group by what`,
  );
  return new Map(rows.map(({ what, entries }) => [what, entries]));
}

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
