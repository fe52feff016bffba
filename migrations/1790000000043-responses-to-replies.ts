import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a reviewer says to the reply of somebody who was asked: why a denial does not carry. */
export class ResponsesToReplies1790000000043 implements MigrationInterface {
  name = 'ResponsesToReplies1790000000043';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table app.evidence add column response text,
        add constraint evidence_response_check check (response is null or (kind = 'reply' and answer is not null));
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}
