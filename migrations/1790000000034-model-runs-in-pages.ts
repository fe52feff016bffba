import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pages go by time in whole milliseconds, as everything that is shown: a finer one would come up on two pages. */
export class ModelRunsInPages1790000000034 implements MigrationInterface {
  name = 'ModelRunsInPages1790000000034';

  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table app.model_runs alter column made_at type timestamptz(3)');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}
