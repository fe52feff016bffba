import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every change does, done without reading a whole table and without making the same plan each time. */
export class WhatIsReadMost1790000000021 implements MigrationInterface {
  name = 'WhatIsReadMost1790000000021';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A claim is read with all of them, also those that have ended: the partial indexes know only those that count.
      create index on app.assignments (workspace_id, claim_id);
      create index on app.verdicts (workspace_id, claim_id);
      ${COUNTED}
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

/** As before; but almost all entries are of claims and ballots, and those two questions keep their plan. */
const COUNTED = `
create or replace function audit.require_change() returns trigger language plpgsql as $$
declare
  found_it boolean;
begin
  case new.subject
    when 'claim' then
      found_it := exists (select 1 from app.claims c
        where c.workspace_id = new.workspace_id and c.stream = new.stream and c.audit_seq >= new.seq);
    when 'ballot' then
      found_it := exists (select 1 from app.ballots b
        where b.workspace_id = new.workspace_id and b.stream = new.stream and b.audit_seq >= new.seq);
    else
      -- A subject without a table of its own has no aggregate, and so no change: the query fails.
      execute format('select exists (select 1 from app.%I where workspace_id = $1 and stream = $2 and audit_seq >= $3)',
        case new.subject when 'person' then 'people' when 'match' then 'matches'
          else replace(new.subject, '-', '_') || 's' end)
        into found_it using new.workspace_id, new.stream, new.seq;
  end case;
  if not found_it then
    raise exception 'audit entry % of a % without its change', new.id, new.subject
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
`;
