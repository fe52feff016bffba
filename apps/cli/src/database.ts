/** The database that a command works on: the one that is named in the environment, or the private one. */
import { mkdirSync } from 'node:fs';
import { migrate } from '#database';
import { migrateQueues } from '#jobs';
import { startLocalPostgres } from '#local-postgres';
import { migrations } from '../../../migrations/index.ts';
import { dataDir, localAccounts } from './data-dir.ts';
import { Failure } from './failure.ts';
import { loadMigrateConfig, type MigrateConfig } from '#config';

export interface Database {
  readonly appUrl: string;
  readonly systemUrl: string;
  /** Null where the sealer runs elsewhere, or nowhere. */
  readonly sealerUrl: string | null;
  /** It ran before: what works beside a running installation leaves it running. */
  readonly ranBefore: boolean;
  stop(): Promise<void>;
}

/** Brings the schema up to this version of the program. */
async function prepare({
  DATABASE_OWNER_URL,
  DATABASE_URL,
  DATABASE_SYSTEM_URL,
  DATABASE_SEALER_URL,
}: MigrateConfig): Promise<void> {
  await migrate(DATABASE_OWNER_URL, migrations, {
    appUrl: DATABASE_URL,
    systemUrl: DATABASE_SYSTEM_URL,
    sealerUrl: DATABASE_SEALER_URL,
  });
  await migrateQueues(DATABASE_OWNER_URL);
}

/** DATABASE_OWNER_URL's, or the private one's. */
export async function migrateDatabase(tell: (line: string) => void): Promise<void> {
  if (process.env.DATABASE_OWNER_URL) await prepare(loadMigrateConfig());
  else await leave(await openPrivateDatabase(tell));
}

/** The database of an installation that may be running, and stays so: DATABASE_URL's as it is, or the private one, prepared. */
export async function withDatabase<T>(
  tell: (line: string) => void,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = process.env.DATABASE_URL ? namedDatabase() : await openPrivateDatabase(tell);
  try {
    return await work(database);
  } finally {
    await leave(database);
  }
}

const leave = async (database: Database): Promise<void> => {
  if (!database.ranBefore) await database.stop();
};

/** Starts the private PostgreSQL, or adopts the one that is still running, and prepares it. */
export async function openPrivateDatabase(tell: (line: string) => void): Promise<Database> {
  const folder = dataDir();
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Failure(
      `${folder} cannot be made: set DATA_DIR to a folder that can be written. (${String(error)})`,
    );
  }
  tell(`Starting the private PostgreSQL in ${folder} …`);
  const postgres = await startLocalPostgres(folder);
  tell(
    `PostgreSQL ${postgres.version} ${postgres.adopted ? 'was still running' : 'runs'} on port ${postgres.port}.`,
  );
  try {
    const accounts = localAccounts(folder, postgres.url);
    tell('Preparing the schema …');
    await prepare({
      DATABASE_OWNER_URL: postgres.url,
      DATABASE_URL: accounts.appUrl,
      DATABASE_SYSTEM_URL: accounts.systemUrl,
      DATABASE_SEALER_URL: accounts.sealerUrl,
    });
    return { ...accounts, ranBefore: postgres.adopted, stop: () => postgres.stop() };
  } catch (error) {
    if (!postgres.adopted) await postgres.stop();
    throw error;
  }
}

/** `countersign start`: with DATABASE_URL, that database, as it is. */
export async function openDatabase(tell: (line: string) => void): Promise<Database> {
  if (!process.env.DATABASE_URL) return openPrivateDatabase(tell);
  if (process.env.DATABASE_OWNER_URL) {
    tell('Preparing the schema …');
    await prepare(loadMigrateConfig());
  }
  const database = namedDatabase();
  if (!database.sealerUrl)
    tell('DATABASE_SEALER_URL is not set: the log is kept, and nothing is signed from here.');
  return database;
}

function namedDatabase(): Database {
  const { DATABASE_URL: appUrl = '', DATABASE_SYSTEM_URL: systemUrl, DATABASE_SEALER_URL } = process.env;
  if (!systemUrl)
    throw new Failure('DATABASE_URL is set: set DATABASE_SYSTEM_URL too, for the worker’s account.');
  const sealerUrl = DATABASE_SEALER_URL ?? null;
  // Its value is not repeated: there may be a password in it.
  const named = { DATABASE_URL: appUrl, DATABASE_SYSTEM_URL: systemUrl, DATABASE_SEALER_URL: sealerUrl };
  for (const [name, url] of Object.entries(named))
    if (url !== null && !URL.canParse(url))
      throw new Failure(`${name} is no address of a database: it is like postgres://account@host:5432/name.`);
  return { appUrl, systemUrl, sealerUrl, ranBefore: true, stop: () => Promise.resolve() };
}
