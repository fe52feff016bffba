import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose rows a transaction may see, and the rule that nothing changes without an audit entry. */
export class Foundations1790000000000 implements MigrationInterface {
  name = 'Foundations1790000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      grant usage on schema app to countersign_app, countersign_system;

      -- Set for one transaction by inWorkspace(); without it every table looks empty.
      create function app.current_workspace() returns uuid language sql stable
        return nullif(current_setting('app.workspace', true), '')::uuid;

      -- No change without an entry: the row names an entry that this very transaction appended.
      create function app.require_entry() returns trigger language plpgsql as $$
      begin
        perform 1 from audit.entry
          where workspace_id = new.workspace_id and id = new.entry_id and tx = pg_current_xact_id();
        if not found then
          raise exception '% on %.% without an audit entry of its own transaction',
            tg_op, tg_table_schema, tg_table_name using errcode = 'integrity_constraint_violation';
        end if;
        return new;
      end $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}
