/** Whether every deadline passed once, in its time: read from the rows and the log by other means than the rules tried. */
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
  const submissions = await readSubmissions(owner);
  let passed = 0;
  let expired = 0;
  for (const one of rows) {
    problems.push(...deadlineProblems(one, now, submissions.get(one.id) ?? []));
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

function deadlineProblems(one: Ended, now: Date, submissions: readonly Submission[]): string[] {
  const problems: string[] = [];
  const until = one.ended_at ?? now;
  const given = one.due_at.getTime() - one.assigned_at.getTime();
  for (const [name, share] of Object.entries(SHARES)) {
    const at = one.assigned_at.getTime() + given * share;
    const when = one.deadlines[name];
    // While a verdict is in, nobody is reminded: the deadline comes with its withdrawal, or never.
    const submitted = submissions.find(({ from, to }) => from <= at && at < to);
    if (when === undefined && (submitted?.to ?? at) + SLACK_MS < until.getTime())
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

/** A verdict was in from then on, until it was withdrawn; for ever: to Infinity. Milliseconds since 1970. */
interface Submission {
  readonly from: number;
  to: number;
}

async function readSubmissions(owner: pg.Client): Promise<Map<string, Submission[]>> {
  const { rows } = await owner.query<{ id: string; type: string; at: string }>(
    `select o.fields->'assignmentId'->>'value' as id, convert_from(e.body, 'utf8')::jsonb->>'type' as type,
            o.fields->'at'->>'value' as at
       from audit.entry e join audit.opening o on o.entry_id = e.id
      where e.subject in ('claim', 'ballot')
        and convert_from(e.body, 'utf8')::jsonb->>'type' in ('verdict-recorded', 'verdict-withdrawn')
      order by e.id`,
  );
  const submissions = new Map<string, Submission[]>();
  for (const { id, type, at } of rows) {
    const known = submissions.get(id) ?? [];
    const last = known.at(-1);
    if (type === 'verdict-recorded') known.push({ from: Date.parse(at), to: Infinity });
    else if (last) last.to = Date.parse(at);
    submissions.set(id, known);
  }
  return submissions;
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

export interface EscalationCounts {
  readonly escalated: number;
  readonly problems: string[];
}

/** Every round that took longer than its desk allows was escalated once, and no other. */
export async function checkEscalations(owner: pg.Client, now: Date): Promise<EscalationCounts> {
  const { rows } = await owner.query<{
    round: string;
    at: Date;
    until: Date;
    told: Date | null;
    entries: number;
  }>(
    `select concat_ws('/', r.claim_id, r.number) as round, r.overdue_since as told, coalesce(r.closed_at, $1) as until,
            r.opened_at + make_interval(secs => (r.policy->>'dueHours')::float * 3600 * 1.125) as at,
            coalesce(e.entries, 0)::int as entries
       from app.rounds r
       left join (select o.fields->'subjectId'->>'value' as claim_id, (o.fields->'round'->>'value')::int as round,
                         count(*) as entries
                    from audit.entry e join audit.opening o on o.entry_id = e.id
                   where e.subject = 'claim' and convert_from(e.body, 'utf8')::jsonb->>'type' = 'round-overdue'
                   group by 1, 2) e on e.claim_id = r.claim_id::text and e.round = r.number`,
    [now],
  );
  const problems: string[] = [];
  let escalated = 0;
  for (const { round, at, until, told, entries } of rows) {
    if (told) escalated++;
    if (entries !== (told ? 1 : 0)) problems.push(`${round}: ${entries} entries say that it is overdue`);
    if (told && told < at) problems.push(`${round}: overdue before its time`);
    if (!told && at.getTime() + SLACK_MS < until.getTime())
      problems.push(`${round}: nobody heard that it is overdue`);
  }
  return { escalated, problems };
}
