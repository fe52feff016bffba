/**
 * How the desks stand, for editors. While a round is open, a slot that is held and one whose verdict is in count alike:
 * no number here changes when a verdict comes in that does not close its round.
 */
import type { EntityManager } from 'typeorm';
import { hasOutcome } from '#database';
import {
  alphaInterval,
  fleissKappa,
  krippendorffAlpha,
  mostCommonSize,
  pairsOfRaters,
  percentAgreement,
  Refused,
  type Actor,
  type Judged,
} from '#domain';

type Person = Extract<Actor, { kind: 'person' }>;

function requireEditor({ role }: Person): void {
  if (role !== 'editor' && role !== 'admin')
    throw new Refused('forbidden', 'How the desks stand is for editors.');
}

interface DeskFigures {
  readonly deskId: string;
  readonly slug: string;
  readonly name: string;
  readonly paused: boolean;
  /** Slots that nobody has. */
  readonly waiting: number;
  /** Slots of open rounds that somebody was given, whether or not their verdict is in. */
  readonly assigned: number;
  /** Claims in review of which a slot was due before now. */
  readonly overdue: number;
  readonly contested: number;
  /** Rounds that were closed in the period; those that were recalled do not count. */
  readonly closed: number;
  /** Hours since the rounds that are not settled were opened; null when there are none. */
  readonly medianAgeHours: number | null;
  /** Hours from the opening to the closing of rounds that were closed in the period; null when there were none. */
  readonly medianHoursToClose: number | null;
}

interface ReviewerFigures {
  readonly personId: string;
  readonly name: string;
  /** Open rounds in which they were given a slot, whether or not their verdict is in. */
  readonly load: number;
  /** Rounds they took part in that were closed in the period. */
  readonly closed: number;
}

/** @param days how long the period is that ends now */
export async function readOverview(tx: EntityManager, actor: Person, days: number) {
  requireEditor(actor);
  const { workspaceId } = actor;
  const desks: DeskFigures[] = await tx.query(DESKS, [workspaceId, days]);
  const reviewers: ReviewerFigures[] = await tx.query(REVIEWERS, [workspaceId, days]);
  return { days, desks, reviewers };
}

const DESKS = `
select d.id as "deskId", d.slug, d.name, d.paused_for is not null as paused,
       coalesce(s.waiting, 0)::int as waiting, coalesce(s.assigned, 0)::int as assigned,
       coalesce(s.overdue, 0)::int as overdue, coalesce(r.contested, 0)::int as contested,
       coalesce(r.closed, 0)::int as closed, round(r.age)::float8 as "medianAgeHours",
       round(r.to_close::numeric, 1)::float8 as "medianHoursToClose"
  from app.desks d
  left join (
    select r.desk_id, count(*) filter (where s.status = 'open') as waiting,
           count(*) filter (where s.status <> 'open') as assigned,
           count(distinct s.claim_id) filter (where a.due_at <= now()) as overdue
      from app.rounds r
      join app.slots s on s.workspace_id = r.workspace_id and s.claim_id = r.claim_id and s.round = r.number
      left join app.assignments a on a.workspace_id = s.workspace_id and a.claim_id = s.claim_id
                                 and a.round = s.round and a.slot = s.number and a.status in ('held', 'submitted')
     where r.workspace_id = $1 and r.status = 'open' group by r.desk_id) s on s.desk_id = d.id
  left join (
    select r.desk_id, count(*) filter (where r.status = 'contested') as contested,
           count(*) filter (where ${hasOutcome('r')} and r.closed_at > now() - make_interval(days => $2)) as closed,
           percentile_cont(0.5) within group (order by extract(epoch from now() - r.opened_at) / 3600)
             filter (where r.status in ('open', 'contested')) as age,
           percentile_cont(0.5) within group (order by extract(epoch from r.closed_at - r.opened_at) / 3600)
             filter (where ${hasOutcome('r')} and r.closed_at > now() - make_interval(days => $2)) as to_close
      from app.rounds r
     where r.workspace_id = $1 and (r.status in ('open', 'contested')
        or r.closed_at > now() - make_interval(days => $2)) group by r.desk_id) r on r.desk_id = d.id
 where d.workspace_id = $1 order by d.slug`;

const REVIEWERS = `
select p.id as "personId", p.name,
       count(distinct (a.claim_id, a.round)) filter (where r.status = 'open')::int as load,
       count(distinct (a.claim_id, a.round)) filter (where r.status <> 'open')::int as closed
  from app.people p
  left join (
    app.assignments a
    join app.rounds r on r.workspace_id = a.workspace_id and r.claim_id = a.claim_id and r.number = a.round
     and (r.status = 'open' or r.closed_at > now() - make_interval(days => $2)))
    on a.workspace_id = p.workspace_id and a.reviewer_id = p.id and a.status in ('held', 'submitted')
 where p.workspace_id = $1 and p.active and 'reviewer' = any (p.roles)
 group by p.id, p.name order by load desc, p.name, p.id`;

export interface AgreementAsked {
  readonly deskId?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** More rounds than this are a sample that says as much; the newest are taken. */
const ROUNDS_MAX = 5_000;
const BOOTSTRAP = { seed: 1, samples: 1_000, confidence: 0.95 };

/**
 * How far reviewers agreed when none had seen another's verdict: those of the first round with an outcome alone, as they
 * stood under seal when it closed. What they said in a later round they said knowing how that one ended.
 */
export async function readAgreement(tx: EntityManager, actor: Person, asked: AgreementAsked) {
  requireEditor(actor);
  const rows: { claimId: string; reviewerId: string; rating: string }[] = await tx.query(
    `with closed as (
       select r.claim_id, r.number, r.closed_at from app.rounds r
        where r.workspace_id = $1 and ${hasOutcome('r')} and ($2::uuid is null or r.desk_id = $2)
          and not exists (select 1 from app.rounds e
                           where e.workspace_id = r.workspace_id and e.claim_id = r.claim_id and e.number < r.number
                             and ${hasOutcome('e')})
          and ($3::timestamptz is null or r.closed_at >= $3) and ($4::timestamptz is null or r.closed_at < $4)
        order by r.closed_at desc, r.claim_id limit $5)
     select v.claim_id as "claimId", v.reviewer_id as "reviewerId", v.rating
       from closed c
       join app.verdicts v on v.workspace_id = $1 and v.claim_id = c.claim_id and v.round = c.number and v.standing
      order by c.closed_at desc, v.claim_id, v.reviewer_id`,
    [actor.workspaceId, asked.deskId ?? null, asked.from ?? null, asked.until ?? null, ROUNDS_MAX],
  );
  const claims = new Map<string, Map<string, string>>();
  for (const { claimId, reviewerId, rating } of rows) {
    const claim = claims.get(claimId) ?? new Map<string, string>();
    claims.set(claimId, claim.set(reviewerId, rating));
  }
  return agreementOf([...claims.values()]);
}

function agreementOf(items: readonly Judged[]) {
  const twice = items.filter(({ size }) => size > 1);
  const even = mostCommonSize(items);
  return {
    claims: items.length,
    /** Those with two verdicts or more: all that can be compared. */
    comparable: twice.length,
    percent: percentAgreement(items),
    fleiss: { kappa: fleissKappa(even), claims: even.length, verdictsEach: even[0]?.size ?? 0 },
    krippendorff: {
      alpha: krippendorffAlpha(items),
      interval: alphaInterval(items, BOOTSTRAP),
      ...BOOTSTRAP,
    },
    pairs: pairsOfRaters(items),
  };
}
