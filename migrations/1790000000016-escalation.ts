import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When editors were told that a round takes longer than its desk allows. */
export class Escalation1790000000016 implements MigrationInterface {
  name = 'Escalation1790000000016';

  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table app.rounds add column overdue_since timestamptz');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}
