import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which deadlines an assignment came to, and when that was recorded. */
export class Deadlines1790000000013 implements MigrationInterface {
  name = 'Deadlines1790000000013';

  async up(db: QueryRunner): Promise<void> {
    await db.query(DEADLINES);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

/** An object has each key once: no deadline can pass twice. A default that is a constant rewrites no row, and wakes no trigger. */
const DEADLINES = `
alter table app.assignments add column deadlines jsonb not null default '{}';
alter table app.assignments
  alter column deadlines drop default,
  add constraint assignments_deadlines check (
    jsonb_typeof(deadlines) = 'object' and deadlines - array['half-time', 'due', 'overdue']::text[] = '{}');
`;
