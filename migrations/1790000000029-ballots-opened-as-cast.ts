import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ballot that closes its round is open from the beginning: it does not wait for itself. */
export class BallotsOpenedAsCast1790000000029 implements MigrationInterface {
  name = 'BallotsOpenedAsCast1790000000029';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create trigger open_ballot_cast after insert on app.ballots
        for each row when (new.opened) execute function audit.open_ballot()`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}
