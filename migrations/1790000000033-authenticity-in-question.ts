import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An outcome comes into question when the one source it rests on is no longer found to be authentic. */
export class AuthenticityInQuestion1790000000033 implements MigrationInterface {
  name = 'AuthenticityInQuestion1790000000033';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table app.rereviews drop constraint rereviews_cause_check;
      alter table app.rereviews add constraint rereviews_cause_check check (cause in
        ('source-changed', 'source-corrected', 'source-retracted', 'origins-changed', 'authenticity-doubted',
         'new-evidence', 'challenged'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}
