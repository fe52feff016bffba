import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, RECORDED, ROOT, watched } from './protection.ts';

/** Reports, their frozen versions and the pages readers get. */
export class Reports1790000000005 implements MigrationInterface {
  name = 'Reports1790000000005';

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(protect({ roots: ['reports'], parts: ['report_versions'], kept: ['report_pages'] }));
    await db.query(watched('reports', 'report_versions'));
    await db.query(PUBLIC_PAGE);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

const TABLES = `
create table app.reports (
  workspace_id uuid not null,
  id uuid not null,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,98}$'), -- one address space for all workspaces
  title text not null,
  summary text not null,
  claim_ids uuid[] not null,
  status text not null check (status in ('draft', 'signed-off', 'published', 'withdrawn')),
  edition int not null,
  correction text,
  signed_off_by text,
  withdrawn_reason text,
  ${ROOT},
  primary key (workspace_id, id),
  check ((status = 'withdrawn') = (withdrawn_reason is not null))
);

create table app.report_versions (
  workspace_id uuid not null,
  report_id uuid not null,
  number int not null check (number > 0),
  published_at timestamptz not null,
  published_by text not null,
  override_reason text,
  content jsonb not null,
  page_sha256 text check (page_sha256 ~ '^[0-9a-f]{64}$'),
  ${RECORDED},
  primary key (workspace_id, report_id, number),
  foreign key (workspace_id, report_id) references app.reports (workspace_id, id)
);

create table app.report_pages (
  workspace_id uuid not null,
  report_id uuid not null,
  version int not null,
  page text not null,
  primary key (workspace_id, report_id, version),
  foreign key (workspace_id, report_id, version) references app.report_versions (workspace_id, report_id, number)
);
`;

/** What the public may have, by its address: the newest rendered page, or the tombstone's reason. It runs as the owner. */
const PUBLIC_PAGE = `
create policy look_up on app.reports for select to countersign_owner using (true);
create policy look_up on app.report_versions for select to countersign_owner using (true);
create policy look_up on app.report_pages for select to countersign_owner using (true);
create function app.public_report(report_slug text)
  returns table (title text, language text, withdrawn_reason text, page_sha256 text, page text)
  language sql stable security definer set search_path = pg_catalog, app as
$$
  select v.content ->> 'title', v.content ->> 'language', r.withdrawn_reason, v.page_sha256, p.page
    from app.reports r
    join app.report_versions v on v.workspace_id = r.workspace_id and v.report_id = r.id
    join app.report_pages p on p.workspace_id = r.workspace_id and p.report_id = r.id and p.version = v.number
   where r.slug = report_slug
   order by v.number desc limit 1
$$;
revoke all on function app.public_report(text) from public;
grant execute on function app.public_report(text) to countersign_app;
`;
