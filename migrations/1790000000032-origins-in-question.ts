import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An outcome comes into question when people say that what it rests on goes back to fewer origins than its policy asks for. */
export class OriginsInQuestion1790000000032 implements MigrationInterface {
  name = 'OriginsInQuestion1790000000032';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table app.rereviews drop constraint rereviews_cause_check;
      alter table app.rereviews add constraint rereviews_cause_check check (cause in
        ('source-changed', 'source-corrected', 'source-retracted', 'origins-changed', 'new-evidence', 'challenged'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}
