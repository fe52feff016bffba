import pg from 'pg';
import { errorCode, LocalPostgresError } from './errors.ts';
import type { Layout } from './layout.ts';

export const ADMIN = 'countersign_admin';
const DATABASE = 'countersign';

const CONNECT_TIMEOUT_MS = 2_000;
const QUERY_TIMEOUT_MS = 30_000;
const WRONG_PASSWORD = '28P01';
const DUPLICATE_DATABASE = '42P04';

export const urlOf = (port: number, password: string): string =>
  `postgres://${ADMIN}:${password}@127.0.0.1:${port}/${DATABASE}`;

/**
 * Greets the server on this port and makes sure that our database is there: a crash may have come between initdb
 * and this. Returns the server's version, or null when it is not (yet) our server that answers.
 */
export async function greet(layout: Layout, port: number, password: string): Promise<string | null> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: ADMIN,
    password,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
  });
  // A server that goes away is reported by the query as well; without a listener it would end our process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await introduce(client, layout.data);
  } catch (error) {
    if (errorCode(error) !== WRONG_PASSWORD) return null;
    throw new LocalPostgresError(
      `The server of ${layout.data} does not accept the password in ${layout.password}: restore that file from ` +
        `your backup.`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function introduce(client: pg.Client, data: string): Promise<string | null> {
  const { rows } = await client.query<{ version: string; data: string; created: boolean }>(
    `select current_setting('server_version') as version, current_setting('data_directory') as data,
            exists (select from pg_database where datname = $1) as created`,
    [DATABASE],
  );
  const [row] = rows;
  // A copy of the whole directory has the same password and may hold the port that we meant to use.
  if (!row || row.data !== data) return null;
  if (!row.created) await createDatabase(client);
  return row.version;
}

async function createDatabase(client: pg.Client): Promise<void> {
  try {
    await client.query(`create database ${DATABASE}`);
  } catch (error) {
    if (errorCode(error) !== DUPLICATE_DATABASE) throw error;
  }
}
