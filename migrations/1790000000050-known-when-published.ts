import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A notice beside a page tells what was known when the page was published from what has come up since. */
export class KnownWhenPublished1790000000050 implements MigrationInterface {
  name = 'KnownWhenPublished1790000000050';

  async up(db: QueryRunner): Promise<void> {
    await db.query(FUNCTION);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

const FUNCTION = `
-- The claims of the newest version that readers see which are in question, or were opened again after it was published.
-- What put a claim in question before the version was published, which takes a reason, stands in a row of its own.
drop function app.public_notices(text);
create function app.public_notices(report_slug text)
  returns table (version int, claim_number int, causes text[], since timestamptz, known boolean, stage text)
  language sql stable security definer set search_path = pg_catalog, app as
$$
  with page as (
    select v.workspace_id, v.number, v.claim_ids, v.published_at
      from app.shown_versions(report_slug) v
      join app.reports r on r.workspace_id = v.workspace_id and r.id = v.report_id
     where r.status <> 'withdrawn'
     order by v.number desc limit 1),
  claims as (
    select page.workspace_id, page.number as version, page.published_at, n.claim_id, n.number::int as number,
           again.opened_at, again.status
      from page
     cross join lateral unnest(page.claim_ids) with ordinality as n (claim_id, number)
      left join lateral (
        select l.opened_at, l.status from app.rounds l
         where l.workspace_id = page.workspace_id and l.claim_id = n.claim_id and l.opened_at > page.published_at
         order by l.number desc limit 1) as again on true),
  marks as (
    select c.number, q.marked_at <= c.published_at as known,
           array_agg(distinct q.cause order by q.cause) as causes, min(q.marked_at) as since
      from claims c
      join app.rereviews q on q.workspace_id = c.workspace_id and q.claim_id = c.claim_id
     where q.status = 'open' or (q.status = 'reopened' and q.settled_at > c.published_at)
     group by c.number, q.marked_at <= c.published_at)
  select c.version, c.number, coalesce(m.causes, '{}'),
         case when m.known then m.since else least(m.since, c.opened_at) end, coalesce(m.known, false),
         case when c.status is null or c.status = 'recalled' then 'questioned'
              when c.status in ('open', 'contested') then 'in-review' else 'decided' end
    from claims c
    left join marks m on m.number = c.number
   where c.status is not null or m.number is not null
   order by c.number, m.known desc
$$;

revoke all on function app.public_notices(text) from public;
grant execute on function app.public_notices(text) to countersign_app;
`;
