import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log. Entries are appended unordered, in the transaction of the change they record; one sequencer numbers them
 * afterwards, so no writer waits for another. The tables of tiles and checkpoints join when the tree does.
 */
export class AuditLog1790000000001 implements MigrationInterface {
  name = 'AuditLog1790000000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(GUARDS);
    await db.query(ACCESS);
  }

  async down(): Promise<void> {
    throw new Error('the log is not taken back');
  }
}

const TABLES = `
create table audit.entry (
  id bigint generated always as identity primary key, -- cache 1: a causally later insert has a larger id
  workspace_id uuid not null,
  subject text not null check (subject in ('workspace', 'person', 'desk', 'document', 'claim', 'report')),
  stream text not null check (stream ~ '^[0-9a-f]{32}$'),
  seq int not null check (seq > 0),
  -- 65,535 is not a taste: bundles of entries carry a 16-bit length.
  body bytea not null check (octet_length(body) between 1 and 65535),
  leaf_hash bytea not null generated always as (sha256('\\x00'::bytea || body)) stored,
  tx xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default clock_timestamp(),
  unique (stream, seq),
  unique (workspace_id, id)
);

-- The erasable half of an entry: salts and values whose digests are in its body.
create table audit.opening (
  entry_id bigint primary key,
  workspace_id uuid not null,
  fields jsonb not null,
  foreign key (workspace_id, entry_id) references audit.entry (workspace_id, id)
);

-- What the sequencer still has to number. A set, not a cursor: nothing can be stepped over.
create table audit.pending (entry_id bigint primary key)
  with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, fillfactor = 70);

create table audit.leaf (
  leaf_index bigint primary key,
  entry_id bigint not null unique references audit.entry (id)
);

create table audit.tree (one boolean primary key default true check (one), size bigint not null);
insert into audit.tree values (true, 0);

-- How far the relay has come, and which Redis it fed. A cursor is safe here: one writer assigns leaf_index.
create table audit.relay (
  one boolean primary key default true check (one),
  next_index bigint not null,
  queue_incarnation text
);
insert into audit.relay values (true, 0, null);
`;

const GUARDS = `
create function audit.enqueue() returns trigger language plpgsql security definer
  set search_path = pg_catalog, audit as
$$ begin insert into audit.pending values (new.id); return null; end $$;
create trigger enqueue after insert on audit.entry for each row execute function audit.enqueue();
alter table audit.entry enable always trigger enqueue;

-- Loud guards. They stop accidents and a compromised application; the tree and its witnesses catch an administrator.
create function audit.deny() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only (% on %.%)', tg_op, tg_table_schema, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;
do $$
declare t text;
begin
  foreach t in array array['entry', 'leaf'] loop
    execute format('create trigger deny_change before update or delete on audit.%I
                    for each row execute function audit.deny()', t);
    execute format('create trigger deny_truncate before truncate on audit.%I
                    for each statement execute function audit.deny()', t);
    -- "always": they fire even with session_replication_role = replica
    execute format('alter table audit.%I enable always trigger deny_change', t);
    execute format('alter table audit.%I enable always trigger deny_truncate', t);
  end loop;
end $$;
`;

const ACCESS = `
grant usage on schema audit to countersign_app, countersign_system;

alter table audit.entry enable row level security;
alter table audit.entry force row level security;
alter table audit.opening enable row level security;
alter table audit.opening force row level security;
create policy own_workspace on audit.entry to countersign_app
  using (workspace_id = app.current_workspace()) with check (workspace_id = app.current_workspace());
create policy own_workspace on audit.opening to countersign_app
  using (workspace_id = app.current_workspace()) with check (workspace_id = app.current_workspace());
create policy ordering on audit.entry for select to countersign_system using (true);
create policy relaying on audit.opening for select to countersign_system using (true);

-- By column: with an INSERT on the whole table the application could choose id (OVERRIDING SYSTEM VALUE), and so the order.
grant select, insert (workspace_id, subject, stream, seq, body) on audit.entry to countersign_app;
grant select, insert on audit.opening to countersign_app;
grant select on audit.leaf, audit.tree to countersign_app;

grant select on audit.entry, audit.opening to countersign_system;
grant select, delete on audit.pending to countersign_system;
grant select, insert on audit.leaf to countersign_system;
grant select, update on audit.tree, audit.relay to countersign_system;
`;
