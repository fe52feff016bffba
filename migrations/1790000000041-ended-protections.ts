import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The protection of a person can be ended, with a reason. The names stay: what was published meanwhile has labels for them. */
export class EndedProtections1790000000041 implements MigrationInterface {
  name = 'EndedProtections1790000000041';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table app.protected_persons
        add column ended_at timestamptz,
        add column ended_by text,
        add column ended_for text,
        add check (num_nulls(ended_at, ended_by, ended_for) in (0, 3));
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}
