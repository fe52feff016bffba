import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, watched } from './protection.ts';

/** What a published version rests on, its proof, and that readers get its page once the log is signed over it. */
export class ReportProofs1790000000017 implements MigrationInterface {
  name = 'ReportProofs1790000000017';

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(protect({ kept: ['report_proofs'] }));
    await db.query(watched('report_proofs'));
    await db.query(SHOWN);
    await db.query(PUBLIC);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

const TABLES = `
alter table app.report_versions add column rests_on jsonb;

-- The file readers get, byte for byte. It is made from the log and says nothing that the log does not: no entry of its own.
create table app.report_proofs (
  workspace_id uuid not null,
  report_id uuid not null,
  version int not null,
  proof bytea not null,
  primary key (workspace_id, report_id, version),
  foreign key (workspace_id, report_id, version) references app.report_versions (workspace_id, report_id, number)
);
`;

const SHOWN = `
-- The rendered versions that readers may see: those that a published checkpoint covers, or all where no log is published.
-- What is withdrawn is so at once; whoever asks for one's pages has to look at that.
create function app.shown_versions(report_slug text) returns setof app.report_versions language sql stable as
$$
  select v.*
    from app.reports r
    join app.report_versions v on v.workspace_id = r.workspace_id and v.report_id = r.id
   where r.slug = report_slug and v.page_sha256 is not null
     and (r.status = 'withdrawn'
          or not exists (select 1 from audit.checkpoint)
          or (select l.leaf_index from audit.leaf l where l.entry_id = v.entry_id)
             < (select max(c.size) from audit.checkpoint c))
$$;
revoke all on function app.shown_versions(text) from public;
`;

const PUBLIC = `
create policy look_up on app.report_proofs for select to countersign_owner using (true);

drop function app.public_report(text);
create function app.public_report(report_slug text)
  returns table (version int, title text, language text, withdrawn_reason text, page_sha256 text, page text, proven boolean)
  language sql stable security definer set search_path = pg_catalog, app as
$$
  select v.number, v.content ->> 'title', v.content ->> 'language', r.withdrawn_reason, v.page_sha256, p.page,
         exists (select 1 from app.report_proofs f
                  where f.workspace_id = v.workspace_id and f.report_id = v.report_id and f.version = v.number)
    from app.shown_versions(report_slug) v
    join app.reports r on r.workspace_id = v.workspace_id and r.id = v.report_id
    join app.report_pages p on p.workspace_id = v.workspace_id and p.report_id = v.report_id and p.version = v.number
   order by v.number desc limit 1
$$;

create or replace function app.public_report_version(report_slug text, wanted int)
  returns table (page_sha256 text, page text)
  language sql stable security definer set search_path = pg_catalog, app as
$$
  select v.page_sha256, p.page
    from app.shown_versions(report_slug) v
    join app.reports r on r.workspace_id = v.workspace_id and r.id = v.report_id
    join app.report_pages p on p.workspace_id = v.workspace_id and p.report_id = v.report_id and p.version = v.number
   where r.status <> 'withdrawn' and v.number = wanted
$$;

-- The newest version's, or the wanted one's, also of a report that was withdrawn: it holds hashes, times and ratings.
create function app.public_report_proof(report_slug text, wanted int)
  returns table (version int, proof bytea, provable boolean, log_published boolean)
  language sql stable security definer set search_path = pg_catalog, app as
$$
  select v.number, f.proof, v.rests_on is not null, exists (select 1 from audit.checkpoint)
    from app.shown_versions(report_slug) v
    left join app.report_proofs f
      on f.workspace_id = v.workspace_id and f.report_id = v.report_id and f.version = v.number
   where wanted is null or v.number = wanted
   order by v.number desc limit 1
$$;

-- The claims of the newest version that readers see which are in question, or were opened again after it was published.
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

revoke all on function app.public_report(text), app.public_report_proof(text, int) from public;
grant execute on function app.public_report(text), app.public_report_proof(text, int) to countersign_app;
`;
