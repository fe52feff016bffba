/** Prepares a database: roles, schemas, tables. Run with an account that may create roles; again, it changes nothing. */
import pg from 'pg';
import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import { unreachable } from './reach.ts';
import { SnakeCase } from './rows/columns.ts';

type Migrations = NonNullable<DataSourceOptions['migrations']>;

export interface Accounts {
  /** The address whose account serves requests and runs jobs. It owns nothing and sees one workspace at a time. */
  readonly appUrl: string;
  /** The address whose account orders the log and looks for work that should be moving. */
  readonly systemUrl: string;
  /** The address whose account reads what is signed; undefined where no sealer reads this database. */
  readonly sealerUrl?: string | undefined;
}

/** Held while a database is prepared, so that several processes may be told to at once. */
const MIGRATION_LOCK = 7_706;

export async function migrate(ownerUrl: string, migrations: Migrations, accounts: Accounts): Promise<void> {
  const admin = new pg.Client({ connectionString: ownerUrl });
  await admin.connect().catch((error: unknown) => {
    throw unreachable(error, ownerUrl);
  });
  try {
    await admin.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await admin.query(ROLES_AND_SCHEMAS);
    await runMigrations(ownerUrl, migrations);
    await admitAccount(admin, accounts.appUrl, 'countersign_app');
    await admitAccount(admin, accounts.systemUrl, 'countersign_system');
    if (accounts.sealerUrl) await admitAccount(admin, accounts.sealerUrl, 'countersign_sealer');
  } catch (error) {
    // An owner that may not create roles is a setting to correct; anything else is a bug.
    throw isForbidden(error) ? unreachable(error, ownerUrl) : error;
  } finally {
    await admin.end();
  }
}

const isForbidden = (error: unknown) => error instanceof Error && 'code' in error && error.code === '42501';

/** The names of migrations the database has not run yet; empty when it fits this version of the program. */
export async function pendingMigrations(
  db: DataSource,
  migrations: readonly { name: string }[],
): Promise<string[]> {
  // An account that was never admitted cannot look: for it nothing is prepared either.
  const [table]: { readable: boolean }[] = await db.query(
    `select coalesce(has_schema_privilege(to_regnamespace('app'), 'usage')
                 and has_table_privilege((select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                           where n.nspname = 'app' and c.relname = 'migrations'), 'select'),
                     false) as readable`,
  );
  if (!table?.readable) return migrations.map(({ name }) => name);
  const rows: { name: string }[] = await db.query('select name from app.migrations');
  const ran = new Set(rows.map(({ name }) => name));
  return migrations.map(({ name }) => name).filter((name) => !ran.has(name));
}

/** In one transaction, as the role that owns all tables. `ownerUrl`: an account that may take that role. */
export async function asOwner<T>(ownerUrl: string, work: (db: QueryRunner) => Promise<T>): Promise<T> {
  const db = ownerSource(ownerUrl, []);
  await db.initialize();
  const runner = db.createQueryRunner();
  try {
    await runner.startTransaction();
    const result = await work(runner);
    await runner.commitTransaction();
    return result;
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
    await db.destroy();
  }
}

const ownerSource = (url: string, migrations: Migrations): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    schema: 'app',
    namingStrategy: new SnakeCase(),
    migrations,
    migrationsTransactionMode: 'each',
    poolSize: 1,
    // Everything belongs to a role that nobody can log in as.
    extra: { options: '-c role=countersign_owner -c search_path=app,public' },
  });

async function runMigrations(url: string, migrations: Migrations): Promise<void> {
  const db = ownerSource(url, migrations);
  await db.initialize();
  try {
    await db.runMigrations();
    await db.query(
      'grant select on app.migrations to countersign_app, countersign_system, countersign_sealer',
    );
  } finally {
    await db.destroy();
  }
}

const ROLES_AND_SCHEMAS = `
do $$
declare r text;
begin
  foreach r in array array['countersign_owner', 'countersign_app', 'countersign_system', 'countersign_sealer'] loop
    -- Roles belong to the server, not the database: another database may be creating them right now.
    begin
      execute format('create role %I nologin', r);
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
  execute format('grant countersign_owner to %I', current_user);
end $$;
create schema if not exists app authorization countersign_owner;
create schema if not exists audit authorization countersign_owner;
`;

/** Creates the account named in the address, or gives it that address's password, and puts it into its group. */
async function admitAccount(admin: pg.Client, url: string, group: string): Promise<void> {
  const { username, password } = new URL(url);
  const user = decodeURIComponent(username);
  const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [user]);
  const action = rowCount ? 'alter' : 'create';
  await admin.query(
    `${action} role ${admin.escapeIdentifier(user)} login password ${admin.escapeLiteral(decodeURIComponent(password))}`,
  );
  await admin.query(`grant ${group} to ${admin.escapeIdentifier(user)}`);
}
