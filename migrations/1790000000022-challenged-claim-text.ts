import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The form on which readers report an error shows them the claim it is about, in the words of the published page. */
export class ChallengedClaimText1790000000022 implements MigrationInterface {
  name = 'ChallengedClaimText1790000000022';

  async up(db: QueryRunner): Promise<void> {
    await db.query('drop function app.challenged_claim(text, int)');
    await db.query(FUNCTION);
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward');
  }
}

const FUNCTION = `
create function app.challenged_claim(report_slug text, wanted int)
  returns table (workspace_id uuid, report_id uuid, report_version int, claim_id uuid, claim_text text, title text,
                 language text)
  language sql stable security definer set search_path = pg_catalog, app as
$$
  select page.workspace_id, page.report_id, page.number, page.claim_ids[wanted],
         page.content -> 'claims' -> (wanted - 1) ->> 'text', page.content ->> 'title', page.content ->> 'language'
    from (select v.* from app.reports r
            join app.report_versions v on v.workspace_id = r.workspace_id and v.report_id = r.id
           where r.slug = report_slug and r.status <> 'withdrawn' and v.page_sha256 is not null
           order by v.number desc limit 1) as page
   where wanted between 1 and cardinality(page.claim_ids)
$$;
revoke all on function app.challenged_claim(text, int) from public;
grant execute on function app.challenged_claim(text, int) to countersign_app;
`;
