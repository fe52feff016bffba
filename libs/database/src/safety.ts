import type { DataSource } from 'typeorm';
import { openDataSource } from './data-source.ts';
import { pendingMigrations } from './migrate.ts';
import { UnusableDatabase } from './reach.ts';

/** Passwords that stand in examples. */
const DEFAULT_SECRETS = [
  'postgres',
  'password',
  'secret',
  'changeme',
  'change-me',
  'countersign',
  'admin',
  'example',
];

/** Every reason not to run on this database with this account, a sentence each; empty when there is none. */
export async function unsafeSettings(db: DataSource, url: string): Promise<string[]> {
  const reasons: string[] = [];
  if (DEFAULT_SECRETS.includes(decodeURIComponent(new URL(url).password).toLowerCase()))
    reasons.push('The database password is one that stands in examples: choose another.');
  if (db.options.synchronize)
    reasons.push('`synchronize` is on: the schema may only come from the migrations.');

  const [role]: { rolname: string; unsafe: boolean; owner: boolean }[] = await db.query(
    `select r.rolname, r.rolsuper or r.rolbypassrls as unsafe,
            exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where n.nspname in ('app', 'audit') and c.relowner = r.oid) as owner
       from pg_roles r where r.rolname = current_user`,
  );
  if (role?.unsafe)
    reasons.push(
      `The account ${role.rolname} is a superuser or bypasses row-level security: use one that only belongs to countersign_app.`,
    );
  if (role?.owner)
    reasons.push(`The account ${role.rolname} owns tables of the application: use one that owns nothing.`);

  const settings: { name: string; setting: string }[] = await db.query(
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')`,
  );
  for (const { name, setting } of settings)
    if (setting === 'off')
      reasons.push(`PostgreSQL runs with ${name} off: an answered request could be lost. Turn it on.`);
  return reasons;
}

/** The database, when it may be used: safe settings, an account that cannot do too much, the schema of this version. */
export async function openSafely(
  url: string,
  poolSize: number,
  migrations: readonly { name: string }[],
): Promise<DataSource> {
  const db = await openDataSource(url, poolSize);
  try {
    const reasons = await unsafeSettings(db, url);
    if (!reasons.length && (await pendingMigrations(db, migrations)).length)
      reasons.push(
        'The database is not prepared for this version of the program: run `countersign migrate`.',
      );
    if (reasons.length) throw new UnusableDatabase(reasons.join('\n'));
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
