import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What readers are told an origin is; of those that are registered, nothing until an editor says so. */
export class NamesForReaders1790000000052 implements MigrationInterface {
  name = 'NamesForReaders1790000000052';

  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table app.origins add column public_title text');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}
