import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A ticket follows the re-review that its challenge led to: an editor may dismiss it, and its round ends. */
export class TicketsFollowReReviews1790000000040 implements MigrationInterface {
  name = 'TicketsFollowReReviews1790000000040';

  async up(db: QueryRunner): Promise<void> {
    await db.query(FUNCTION);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

const FUNCTION = `
create or replace function app.challenge_status(ticket text) returns text
  language sql stable security definer set search_path = pg_catalog, app as
$$
  select case when c.status <> 'accepted' then c.status
              when q.status = 'dismissed' then 'dismissed'
              when r.status in ('agreed', 'settled') then 'reviewed'
              else 'accepted' end
    from app.challenges c
    left join app.rereviews q on q.workspace_id = c.workspace_id and q.id = c.rereview_id
    left join app.rounds r on r.workspace_id = q.workspace_id and r.claim_id = q.claim_id and r.number = q.next_round
   where c.ticket_sha256 = ticket
$$;
`;
