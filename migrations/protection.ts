/** The last column of every row that is part of an aggregate's state: the entry of its last change, which `recorded` asks for. */
export const RECORDED = `
  entry_id bigint not null`;

/** The last columns of an aggregate's first row: where its stream in the log stands. */
export const ROOT = `
  version int not null,
  stream text not null unique,
  audit_seq int not null,
  audit_head bytea not null,
  ${RECORDED}`;

interface Tables {
  /** The first row of an aggregate. */
  roots?: string[];
  /** The other rows of an aggregate's state. */
  parts?: string[];
  /** Written once and never changed: no right to update. */
  kept?: string[];
  /** Not state of the review, so without an entry. */
  work?: string[];
}

/**
 * What every table of the application gets the day it is made: row-level security that not even its owner escapes,
 * and the coupling of each change to an audit entry of the same transaction.
 */
export function protect({ roots = [], parts = [], kept = [], work = [] }: Tables): string {
  const recorded = [...roots, ...parts];
  return [
    ...[...recorded, ...kept, ...work].map(
      (table) => `
        alter table app.${table} enable row level security;
        alter table app.${table} force row level security;
        create policy own_workspace on app.${table} to countersign_app
          using (workspace_id = app.current_workspace()) with check (workspace_id = app.current_workspace());`,
    ),
    ...recorded.map(
      (table) => `
        grant select, insert, update on app.${table} to countersign_app;
        create trigger recorded before insert or update on app.${table}
          for each row execute function app.require_entry();`,
    ),
    ...kept.map((table) => `grant select, insert on app.${table} to countersign_app;`),
    ...work.map((table) => `grant select, insert, update on app.${table} to countersign_app;`),
  ].join('\n');
}

/** Lets the worker's own role look over all workspaces: what it needs to find work that should be moving. */
export const watched = (...tables: string[]): string =>
  tables
    .map(
      (table) => `
        create policy watched on app.${table} for select to countersign_system using (true);
        grant select on app.${table} to countersign_system;`,
    )
    .join('\n');
