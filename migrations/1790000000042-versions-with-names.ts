import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the api must know to keep names that were protected since out of tombstones and of older versions. */
export class VersionsWithNames1790000000042 implements MigrationInterface {
  name = 'VersionsWithNames1790000000042';

  async up(db: QueryRunner): Promise<void> {
    await db.query(FUNCTIONS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

const FUNCTIONS = `
drop function app.public_report(text);
create function app.public_report(report_slug text)
  returns table (workspace_id uuid, version int, title text, language text, withdrawn_reason text, page_sha256 text,
                 page text, proven boolean)
  language sql stable security definer set search_path = pg_catalog, app as
$$
  select v.workspace_id, v.number, v.content ->> 'title', v.content ->> 'language', r.withdrawn_reason, v.page_sha256,
         p.page,
         exists (select 1 from app.report_proofs f
                  where f.workspace_id = v.workspace_id and f.report_id = v.report_id and f.version = v.number)
    from app.shown_versions(report_slug) v
    join app.reports r on r.workspace_id = v.workspace_id and r.id = v.report_id
    join app.report_pages p on p.workspace_id = v.workspace_id and p.report_id = v.report_id and p.version = v.number
   order by v.number desc limit 1
$$;

-- With what it and the newest version say, if that is another: whoever asks has to look for names in it.
drop function app.public_report_version(text, int);
create function app.public_report_version(report_slug text, wanted int)
  returns table (workspace_id uuid, page_sha256 text, page text, proven boolean, content jsonb,
                 newest int, newest_content jsonb)
  language sql stable security definer set search_path = pg_catalog, app as
$$
  with shown as (
    select v.* from app.shown_versions(report_slug) v
      join app.reports r on r.workspace_id = v.workspace_id and r.id = v.report_id
     where r.status <> 'withdrawn'),
  newest as (select number, content from shown order by number desc limit 1)
  select v.workspace_id, v.page_sha256, p.page,
         exists (select 1 from app.report_proofs f
                  where f.workspace_id = v.workspace_id and f.report_id = v.report_id and f.version = v.number),
         case when v.number < newest.number then v.content end,
         newest.number,
         case when v.number < newest.number then newest.content end
    from shown v
   cross join newest
    join app.report_pages p on p.workspace_id = v.workspace_id and p.report_id = v.report_id and p.version = v.number
   where v.number = wanted
$$;

revoke all on function app.public_report(text), app.public_report_version(text, int) from public;
grant execute on function app.public_report(text), app.public_report_version(text, int) to countersign_app;
`;
