import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A slug is taken by what was published under it, and not by a draft in whichever workspace; a draft is discarded, and an
 * open correction cancelled.
 */
export class ReportsBetweenPublications1790000000048 implements MigrationInterface {
  name = 'ReportsBetweenPublications1790000000048';

  async up(db: QueryRunner): Promise<void> {
    await db.query(COLUMNS);
    await db.query(FILLED);
    await db.query(KEYS);
    await db.query(PUBLIC);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

const COLUMNS = `
alter table app.reports
  add column public_slug text,
  add column before_correction jsonb,
  add column discarded_reason text;
alter table app.reports drop constraint reports_status_check;
`;

/**
 * As replay will give it. What a correction that is open replaces is in the log alone: the last that was said of each
 * before the newest publication. An erased field has what remains of it.
 */
export const FILLED = `
alter table app.reports disable trigger recorded;
alter table app.reports no force row level security;
alter table app.report_versions no force row level security;
alter table audit.entry no force row level security;
alter table audit.opening no force row level security;

update app.reports r set public_slug = slug
 where exists (select 1 from app.report_versions v where v.workspace_id = r.workspace_id and v.report_id = r.id);

with told as materialized (
  select e.stream, e.seq, audit.type_of(e.body) as type, o.fields
    from app.reports r
    join audit.entry e on e.workspace_id = r.workspace_id and e.stream = r.stream
    join audit.opening o on o.entry_id = e.id
   where r.public_slug is not null and r.status in ('draft', 'signed-off')),
before as (
  select t.*, row_number() over (partition by stream, (case when type = 'report-edited' then 'report-drafted' else type end)
                                     order by seq desc) as back
    from told t
   where seq < (select max(p.seq) from told p where p.stream = t.stream and p.type = 'report-published')),
said as (
  select stream, type, jsonb_object_agg(f.name, coalesce(f.opening -> 'value', f.opening -> 'remains')) as fields
    from before, jsonb_each(fields) as f (name, opening) where back = 1 group by stream, type),
standing as (
  select w.stream, jsonb_build_object('title', w.fields -> 'title', 'summary', w.fields -> 'summary',
                                      'correction', c.fields -> 'reason', 'signedOffBy', s.fields -> 'signedOffBy') as was
    from said w
    left join said c on c.stream = w.stream and c.type = 'correction-opened'
    left join said s on s.stream = w.stream and s.type = 'report-signed-off'
   where w.type in ('report-drafted', 'report-edited'))
update app.reports r set before_correction = standing.was from standing where standing.stream = r.stream;

alter table audit.opening force row level security;
alter table audit.entry force row level security;
alter table app.report_versions force row level security;
alter table app.reports force row level security;
alter table app.reports enable trigger recorded;
`;

const KEYS = `
alter table app.reports
  drop constraint reports_slug_key,
  add constraint reports_status_check check (status in ('draft', 'signed-off', 'published', 'withdrawn', 'discarded')),
  add constraint reports_keep_their_slug check (public_slug = slug),
  add constraint reports_discarded check
    ((status = 'discarded') = (discarded_reason is not null) and (status <> 'discarded' or public_slug is null)),
  add constraint reports_before_correction check
    ((before_correction is not null) = (public_slug is not null and status in ('draft', 'signed-off')));

-- One address space for all workspaces: of two that publish at one address at once, this lets one through.
create unique index reports_public_slug on app.reports (public_slug);
-- What is in work is each workspace's own.
create unique index reports_draft_slug on app.reports (workspace_id, slug)
  where public_slug is null and status in ('draft', 'signed-off');
`;

/** Whether, and nothing else: it may be of another workspace. */
const PUBLIC = `
create function app.address_taken(wanted text) returns boolean
  language sql stable security definer set search_path = pg_catalog, app as
$$ select exists (select 1 from app.reports where public_slug = wanted) $$;
revoke all on function app.address_taken(text) from public;
grant execute on function app.address_taken(text) to countersign_app;

-- The rendered versions that readers may see: those that a published checkpoint covers, or all where no log is published.
-- What is withdrawn is so at once; whoever asks for one's pages has to look at that.
create or replace function app.shown_versions(report_slug text) returns setof app.report_versions language sql stable as
$$
  select v.*
    from app.reports r
    join app.report_versions v on v.workspace_id = r.workspace_id and v.report_id = r.id
   where r.public_slug = report_slug and v.page_sha256 is not null
     and (r.status = 'withdrawn'
          or not exists (select 1 from audit.checkpoint)
          or (select l.leaf_index from audit.leaf l where l.entry_id = v.entry_id)
             < (select max(c.size) from audit.checkpoint c))
$$;
`;
