import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a slot waits follows from its round and from whoever had it last; of a slot that waited twice, this kept the first. */
export class WaitsWithoutABeginning1790000000031 implements MigrationInterface {
  name = 'WaitsWithoutABeginning1790000000031';

  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table app.slot_waits drop column since');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}
