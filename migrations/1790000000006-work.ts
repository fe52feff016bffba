import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, watched } from './protection.ts';

/** What keeps work moving and effects single, and the other half of the coupling: no entry without its change. */
export class Work1790000000006 implements MigrationInterface {
  name = 'Work1790000000006';

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(protect({ work: ['idempotency_keys', 'job_executions', 'dead_letters'] }));
    await db.query(RECHECKS);
    await db.query(watched('dead_letters'));
    await db.query(NO_ENTRY_WITHOUT_CHANGE);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

const TABLES = `
create table app.idempotency_keys (
  workspace_id uuid not null,
  actor text not null,
  key text not null check (length(key) between 1 and 255),
  request_sha256 text not null,
  outcome jsonb not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, actor, key)
);

create table app.job_executions (
  workspace_id uuid not null,
  job_key text not null,
  executions int not null,
  fence bigint not null,
  lease_until timestamptz not null,
  finished_at timestamptz,
  last_error text,
  primary key (workspace_id, job_key)
);

create table app.dead_letters (
  workspace_id uuid not null,
  job_key text not null,
  queue text not null,
  name text not null,
  data jsonb not null,
  executions int not null,
  reason text not null,
  owner text not null,
  died_at timestamptz not null default now(),
  primary key (workspace_id, job_key)
);
`;

/** Written by the worker's own role, for all workspaces: it says when to look again, never what to do. */
const RECHECKS = `
create table app.rechecks (
  workspace_id uuid not null,
  job_key text not null,
  attempts int not null,
  recheck_at timestamptz not null,
  primary key (workspace_id, job_key)
);
alter table app.rechecks enable row level security;
alter table app.rechecks force row level security;
create policy watched on app.rechecks to countersign_system using (true) with check (true);
grant select, insert, update, delete on app.rechecks to countersign_system;
`;

/** At commit every entry must be part of its aggregate's stream: the aggregate's row counts up to it. */
const NO_ENTRY_WITHOUT_CHANGE = `
create function audit.require_change() returns trigger language plpgsql as $$
declare found_it boolean;
begin
  execute format('select exists (select 1 from app.%I where workspace_id = $1 and stream = $2 and audit_seq >= $3)',
    case new.subject
      when 'workspace' then 'workspaces' when 'person' then 'people' when 'desk' then 'desks'
      when 'document' then 'documents' when 'claim' then 'claims' when 'report' then 'reports'
    end)
    into found_it using new.workspace_id, new.stream, new.seq;
  if not found_it then
    raise exception 'audit entry % of a % without its change', new.id, new.subject
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create constraint trigger require_change after insert on audit.entry
  deferrable initially deferred for each row execute function audit.require_change();
`;
