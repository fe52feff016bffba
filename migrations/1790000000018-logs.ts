import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, ROOT } from './protection.ts';

/** What the log says of itself: the keys it goes over to, and the log it continues. */
export class Logs1790000000018 implements MigrationInterface {
  name = 'Logs1790000000018';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table app.logs (
        -- Of no workspace: of the installation.
        workspace_id uuid not null check (workspace_id = '00000000-0000-0000-0000-000000000000'),
        id uuid not null,
        origin text not null unique check (length(origin) between 1 and 255),
        keys text[] not null check (cardinality(keys) > 0),
        continues jsonb,
        edition int not null,
        ${ROOT},
        primary key (workspace_id, id)
      );
    `);
    await db.query(protect({ roots: ['logs'] }));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}
