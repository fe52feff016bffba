/** Where a text stands in a database: every column of every table, as a dump would have it. */
import type pg from 'pg';

/** The tables of the application and of the log that hold it, each once. */
export async function placesOf(admin: pg.Client, text: string): Promise<string[]> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('app', 'audit') and c.relkind = 'r' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    // Bytes that are stored as bytes are looked through as text, too.
    const { rows } = await admin.query<{ holds: boolean }>(
      `select exists (select 1 from ${name} t
                       where strpos(t::text, $1) > 0 or strpos(t::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0) as holds`,
      [text],
    );
    if (rows[0]?.holds) found.push(name);
  }
  return found;
}
