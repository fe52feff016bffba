import { DEFAULT_SCHEMA, runMigrations } from 'bullmq';
import pg from 'pg';

/** The api looks at the queues, and BullMQ notes that it does; only the worker adds. */
const LOOKS = 'countersign_app';
const ADDS = 'countersign_system';

/** BullMQ's own tables in PostgreSQL, in a schema of their own. Run as an owner; again, it changes nothing. */
export async function migrateQueues(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // BullMQ types the client by the few methods it calls; pg's overloads say the same in other words.
    await runMigrations(client as unknown as Parameters<typeof runMigrations>[0]);
    const to = `${LOOKS}, ${ADDS}`;
    await client.query(`
      grant usage on schema ${DEFAULT_SCHEMA} to ${to};
      grant select, insert, update, delete on all tables in schema ${DEFAULT_SCHEMA} to ${to};
      grant usage on all sequences in schema ${DEFAULT_SCHEMA} to ${to};
      -- The first job of a queue creates the sequence of its ids.
      grant create on schema ${DEFAULT_SCHEMA} to ${ADDS};
      grant execute on all functions in schema ${DEFAULT_SCHEMA} to ${to};
    `);
  } finally {
    await client.end();
  }
}
