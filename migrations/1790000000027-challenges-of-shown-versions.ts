import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Readers report errors in the version that they see, and are shown no claim of one that still waits for the log. */
export class ChallengesOfShownVersions1790000000027 implements MigrationInterface {
  name = 'ChallengesOfShownVersions1790000000027';

  async up(db: QueryRunner): Promise<void> {
    await db.query(FUNCTION);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

const FUNCTION = `
create or replace function app.challenged_claim(report_slug text, wanted int)
  returns table (workspace_id uuid, report_id uuid, report_version int, claim_id uuid, claim_text text, title text,
                 language text)
  language sql stable security definer set search_path = pg_catalog, app as
$$
  select page.workspace_id, page.report_id, page.number, page.claim_ids[wanted],
         page.content -> 'claims' -> (wanted - 1) ->> 'text', page.content ->> 'title', page.content ->> 'language'
    from (select v.* from app.shown_versions(report_slug) v
            join app.reports r on r.workspace_id = v.workspace_id and r.id = v.report_id
           where r.status <> 'withdrawn'
           order by v.number desc limit 1) as page
   where wanted between 1 and cardinality(page.claim_ids)
$$;
`;
