import type { DataSource } from 'typeorm';

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
