import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rounds that an editor took the claim out of: they have no outcome, and what was submitted in them keeps its seal. */
export class RecalledRounds1790000000046 implements MigrationInterface {
  name = 'RecalledRounds1790000000046';

  async up(db: QueryRunner): Promise<void> {
    await db.query(STATUSES);
    await db.query(SEAL);
    await db.query(READERS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

const STATUSES = `
alter table app.rounds drop constraint rounds_status_check;
alter table app.rounds add column recalled_for text,
  add constraint rounds_status_check check (status in ('open', 'agreed', 'contested', 'settled', 'recalled')),
  add constraint rounds_recalled_check check ((status = 'recalled') = (recalled_for is not null));
alter table app.slots drop constraint slots_status_check;
alter table app.slots add constraint slots_status_check check (status in ('open', 'held', 'submitted', 'closed'));
`;

/**
 * The ballots of a recalled round are opened with those of the next round that has its outcome. There is nothing to hold
 * against the sources of a round without one.
 */
const SEAL = `
drop trigger open_ballots on app.rounds;
create or replace function app.open_ballots() returns trigger language plpgsql as
$$ begin
  update app.ballots set opened = true, entry_id = new.entry_id
   where workspace_id = new.workspace_id and claim_id = new.claim_id and round <= new.number and not opened;
  return null;
end $$;
create trigger open_ballots after update on app.rounds
  for each row when (old.status = 'open' and new.status not in ('open', 'recalled')) execute function app.open_ballots();

drop trigger check_sources on app.rounds;
create trigger check_sources after update on app.rounds
  for each row when (old.status <> new.status and new.status <> 'recalled') execute function app.check_sources();
`;

/** What readers are told: a round that was recalled leaves the claim with an editor, and the next one may settle it. */
const READERS = `
create or replace function app.public_notices(report_slug text)
  returns table (version int, claim_number int, causes text[], since timestamptz, stage text)
  language sql stable security definer set search_path = pg_catalog, app as
$$
  with page as (
    select v.workspace_id, v.number, v.claim_ids, v.published_at
      from app.shown_versions(report_slug) v
      join app.reports r on r.workspace_id = v.workspace_id and r.id = v.report_id
     where r.status <> 'withdrawn'
     order by v.number desc limit 1)
  select page.number, n.number::int, m.causes, least(m.since, again.opened_at),
         case when again.status is null or again.status = 'recalled' then 'questioned'
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

create or replace function app.challenge_status(ticket text) returns text
  language sql stable security definer set search_path = pg_catalog, app as
$$
  select case when c.status <> 'accepted' then c.status
              when q.status = 'dismissed' then 'dismissed'
              when exists (select 1 from app.rounds r
                            where r.workspace_id = q.workspace_id and r.claim_id = q.claim_id
                              and r.number >= q.next_round and r.status in ('agreed', 'settled')) then 'reviewed'
              else 'accepted' end
    from app.challenges c
    left join app.rereviews q on q.workspace_id = c.workspace_id and q.id = c.rereview_id
   where c.ticket_sha256 = ticket
$$;
`;
