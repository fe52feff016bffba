import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, ROOT, watched } from './protection.ts';

/** Claims whose outcome is in question, publishers' notices about documents, and what readers say is wrong. */
export class ReReview1790000000014 implements MigrationInterface {
  name = 'ReReview1790000000014';

  async up(db: QueryRunner): Promise<void> {
    await db.query(EARLIER);
    await db.query(TABLES);
    await db.query(
      protect({
        roots: ['rereviews', 'challenges'],
        kept: ['challenge_texts'],
        work: ['challenge_salts', 'challenge_rates', 'source_checks'],
      }),
    );
    await db.query(watched('source_checks'));
    await db.query(GROUNDS);
    await db.query(PUBLIC);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

/** What earlier tables get. `recorded` wants an entry for every change of a row; filling a new column is none. */
const EARLIER = `
alter table app.documents add column notices jsonb not null default '[]';
alter table app.documents alter column notices drop default;

alter table app.report_versions disable trigger recorded;
alter table app.report_versions no force row level security;
alter table app.reports no force row level security;
alter table app.report_versions add column claim_ids uuid[];
update app.report_versions v set claim_ids = r.claim_ids
  from app.reports r where r.workspace_id = v.workspace_id and r.id = v.report_id;
alter table app.report_versions alter column claim_ids set not null;
alter table app.report_versions enable trigger recorded;

-- Outcomes that are still to be held against what became of their sources while they were sealed. A set, not a cursor.
create table app.source_checks (
  workspace_id uuid not null,
  claim_id uuid not null,
  round int not null,
  outcome text not null check (outcome in ('contested', 'decided')),
  since timestamptz not null default now(),
  primary key (workspace_id, claim_id, round, outcome),
  foreign key (workspace_id, claim_id, round) references app.rounds (workspace_id, claim_id, number)
);
alter table app.rounds no force row level security;
insert into app.source_checks (workspace_id, claim_id, round, outcome)
  select workspace_id, claim_id, number, case status when 'contested' then 'contested' else 'decided' end
    from app.rounds where status <> 'open';
alter table app.rounds force row level security;

-- As the application, in the transaction that closes the round.
create function app.check_sources() returns trigger language plpgsql as
$$ begin
  insert into app.source_checks (workspace_id, claim_id, round, outcome)
    values (new.workspace_id, new.claim_id, new.number,
            case new.status when 'contested' then 'contested' else 'decided' end);
  return null;
end $$;
create trigger check_sources after update on app.rounds
  for each row when (old.status <> new.status) execute function app.check_sources();

alter table app.report_versions force row level security;
alter table app.reports force row level security;
`;

const TABLES = `
create table app.rereviews (
  workspace_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  cause text not null check (cause in
    ('source-changed', 'source-corrected', 'source-retracted', 'new-evidence', 'challenged')),
  cause_id uuid not null,
  document_id uuid,
  changed jsonb not null,
  evidence jsonb not null,
  reason text,
  round int not null,
  status text not null check (status in ('open', 'dismissed', 'reopened')),
  marked_at timestamptz not null,
  marked_by text not null,
  settled_at timestamptz,
  settled_by text,
  settled_for text,
  next_round int,
  edition int not null,
  ${ROOT},
  primary key (workspace_id, id),
  unique (workspace_id, claim_id, cause, cause_id), -- once for each claim and cause
  check ((status = 'open') = (settled_at is null)),
  check ((status = 'dismissed') = (settled_for is not null)),
  check ((status = 'reopened') = (next_round is not null)),
  foreign key (workspace_id, claim_id, round) references app.rounds (workspace_id, claim_id, number),
  foreign key (workspace_id, document_id) references app.documents (workspace_id, id)
);
create index rereviews_open on app.rereviews (workspace_id, claim_id) where status = 'open';
create index on app.rereviews (workspace_id, marked_at, id);

create table app.challenges (
  workspace_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  report_version int not null,
  claim_number int not null,
  claim_id uuid not null,
  ticket_sha256 text not null unique check (ticket_sha256 ~ '^[0-9a-f]{64}$'),
  status text not null check (status in ('received', 'accepted', 'rejected', 'answered')),
  received_at timestamptz not null,
  rereview_id uuid,
  reason text,
  decided_by text,
  erased_for text,
  edition int not null,
  ${ROOT},
  primary key (workspace_id, id),
  foreign key (workspace_id, report_id, report_version) references app.report_versions (workspace_id, report_id, number),
  foreign key (workspace_id, claim_id) references app.claims (workspace_id, id)
);
create index on app.challenges (workspace_id, received_at, id);

-- What a reader wrote. Not in the log, and gone when it is erased.
create table app.challenge_texts (
  workspace_id uuid not null,
  challenge_id uuid not null,
  text text not null,
  contact text,
  primary key (workspace_id, challenge_id),
  foreign key (workspace_id, challenge_id) references app.challenges (workspace_id, id)
);

-- How many challenges came from one address within an hour. The address is known by a keyed hash whose key is of that
-- day and deleted with it: afterwards nobody can say whose it was.
create table app.challenge_salts (
  workspace_id uuid not null,
  day date not null,
  salt bytea not null,
  primary key (workspace_id, day)
);
create table app.challenge_rates (
  workspace_id uuid not null,
  address_mac bytea not null,
  hour timestamptz not null,
  count int not null,
  primary key (workspace_id, address_mac, hour)
);
`;

/**
 * The passages that outcomes rest on: the standing verdicts' and the adjudicator's, in rounds that are closed. `latest`
 * says whether it is the round that counts. As whoever asks: row-level security holds in it.
 */
const GROUNDS = `
create view app.grounds with (security_invoker = true) as
select e.workspace_id, e.claim_id, e.round, e.slot, e.fence, e.ordinal, e.version_id,
       not exists (select 1 from app.rounds later
                    where later.workspace_id = r.workspace_id and later.claim_id = r.claim_id
                      and later.number > r.number) as latest
  from app.evidence e
  join app.rounds r on r.workspace_id = e.workspace_id and r.claim_id = e.claim_id and r.number = e.round
 where e.kind = 'passage' and r.status <> 'open'
   and (e.slot = 0
        or exists (select 1 from app.assignments a
                     join app.verdicts v on v.workspace_id = a.workspace_id and v.assignment_id = a.id
                    where a.workspace_id = e.workspace_id and a.claim_id = e.claim_id and a.round = e.round
                      and a.slot = e.slot and v.fence = e.fence and v.standing));
grant select on app.grounds to countersign_app;

grant delete on app.challenge_texts, app.challenge_salts, app.challenge_rates, app.source_checks to countersign_app;
`;

/** What readers may ask, by a report's address or a ticket. They run as the owner. */
const PUBLIC = `
create policy look_up on app.claims for select to countersign_owner using (true);
create policy look_up on app.rounds for select to countersign_owner using (true);
create policy look_up on app.rereviews for select to countersign_owner using (true);
create policy look_up on app.challenges for select to countersign_owner using (true);

-- The claims of the newest rendered version that are in question, or were opened again after it was published.
create function app.public_notices(report_slug text)
  returns table (version int, claim_number int, causes text[], since timestamptz, stage text)
  language sql stable security definer set search_path = pg_catalog, app as
$$
  with page as (
    select v.workspace_id, v.number, v.claim_ids, v.published_at
      from app.reports r
      join app.report_versions v on v.workspace_id = r.workspace_id and v.report_id = r.id
     where r.slug = report_slug and r.status <> 'withdrawn' and v.page_sha256 is not null
     order by v.number desc limit 1)
  select page.number, n.number::int, m.causes, least(m.since, again.opened_at),
         case when again.status is null then 'questioned'
              when again.status in ('open', 'contested') then 'in-review' else 'decided' end
    from page
   cross join lateral unnest(page.claim_ids) with ordinality as n (claim_id, number)
    left join lateral (
      select l.opened_at, l.status from app.rounds l
       where l.workspace_id = page.workspace_id and l.claim_id = n.claim_id and l.opened_at > page.published_at
       order by l.number desc limit 1) as again on true
   cross join lateral (
      select coalesce(array_agg(distinct q.cause order by q.cause), '{}') as causes, min(q.marked_at) as since
        from app.rereviews q
       where q.workspace_id = page.workspace_id and q.claim_id = n.claim_id
         and (q.status = 'open' or (q.status = 'reopened' and q.settled_at > page.published_at))) as m
   where again.status is not null or m.since is not null
   order by n.number
$$;

-- The claim that a reader sees under this number, in the newest rendered version of a report that is not withdrawn.
create function app.challenged_claim(report_slug text, wanted int)
  returns table (workspace_id uuid, report_id uuid, report_version int, claim_id uuid, title text, language text)
  language sql stable security definer set search_path = pg_catalog, app as
$$
  select page.workspace_id, page.report_id, page.number, page.claim_ids[wanted],
         page.content ->> 'title', page.content ->> 'language'
    from (select v.* from app.reports r
            join app.report_versions v on v.workspace_id = r.workspace_id and v.report_id = r.id
           where r.slug = report_slug and r.status <> 'withdrawn' and v.page_sha256 is not null
           order by v.number desc limit 1) as page
   where wanted between 1 and cardinality(page.claim_ids)
$$;

create function app.challenge_status(ticket text) returns text
  language sql stable security definer set search_path = pg_catalog, app as
$$ select status from app.challenges where ticket_sha256 = ticket $$;

-- A version's page as it was rendered, byte for byte; not of a report that was withdrawn.
create function app.public_report_version(report_slug text, wanted int)
  returns table (page_sha256 text, page text)
  language sql stable security definer set search_path = pg_catalog, app as
$$
  select v.page_sha256, p.page
    from app.reports r
    join app.report_versions v on v.workspace_id = r.workspace_id and v.report_id = r.id
    join app.report_pages p on p.workspace_id = r.workspace_id and p.report_id = r.id and p.version = v.number
   where r.slug = report_slug and r.status <> 'withdrawn' and v.number = wanted
$$;

revoke all on function app.public_notices(text), app.challenged_claim(text, int), app.challenge_status(text),
  app.public_report_version(text, int) from public;
grant execute on function app.public_notices(text), app.challenged_claim(text, int), app.challenge_status(text),
  app.public_report_version(text, int) to countersign_app;
`;
