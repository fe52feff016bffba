import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A changed row is asked for its entry once. `recorded` asks for one of the row's own transaction; the foreign key beside it
 * asked again, with a lock on the entry, for something that follows: entries are neither changed nor deleted.
 */
export class EntriesAskedForOnce1790000000028 implements MigrationInterface {
  name = 'EntriesAskedForOnce1790000000028';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      do $$
      declare k record;
      begin
        for k in select c.conname, c.conrelid::regclass as relation
                   from pg_constraint c
                   join pg_trigger t on t.tgrelid = c.conrelid and t.tgname = 'recorded'
                  where c.contype = 'f' and c.confrelid = 'audit.entry'::regclass
        loop execute format('alter table %s drop constraint %I', k.relation, k.conname); end loop;
      end $$`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}
