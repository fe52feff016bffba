import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A new kind of subject is a new table, and nothing here has to be listed again: its entries are counted by that table. */
export class Subjects1790000000008 implements MigrationInterface {
  name = 'Subjects1790000000008';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table audit.entry drop constraint entry_subject_check;
      alter table audit.entry add constraint entry_subject_check check (subject ~ '^[a-z]+(-[a-z]+)*$');

      create or replace function audit.require_change() returns trigger language plpgsql as $$
      declare
        found_it boolean;
        counted_by text := case new.subject
          when 'person' then 'people' when 'match' then 'matches' else replace(new.subject, '-', '_') || 's' end;
      begin
        -- A subject without a table of its own has no aggregate, and so no change: the query fails.
        execute format('select exists (select 1 from app.%I where workspace_id = $1 and stream = $2 and audit_seq >= $3)',
          counted_by)
          into found_it using new.workspace_id, new.stream, new.seq;
        if not found_it then
          raise exception 'audit entry % of a % without its change', new.id, new.subject
            using errcode = 'integrity_constraint_violation';
        end if;
        return null;
      end $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}
