import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, ROOT, watched } from './protection.ts';

/** Erasing what entries open, aliases of reviewers and who asked to have one opened, and what the nightly check found. */
export class ErasureAndAliases1790000000019 implements MigrationInterface {
  name = 'ErasureAndAliases1790000000019';

  async up(db: QueryRunner): Promise<void> {
    await db.query(ERASURES);
    await db.query(OPENINGS);
    await db.query(KEPT);
    await db.query(ALIASES);
    await db.query(LOG_CHECKS);
    await db.query(protect({ roots: ['alias_openings'], work: ['log_checks'] }) + watched('log_checks'));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

/** The entries that erase something, so that what they allow can be asked for by transaction. Nobody writes it by hand. */
const ERASURES = `
create table audit.erasure (
  entry_id bigint primary key,
  workspace_id uuid not null,
  tx xid8 not null,
  foreign key (workspace_id, entry_id) references audit.entry (workspace_id, id)
);
create index on audit.erasure (tx);
alter table audit.erasure enable row level security;
alter table audit.erasure force row level security;
create policy own_workspace on audit.erasure for select to countersign_app
  using (workspace_id = app.current_workspace());
create policy noting on audit.erasure to countersign_owner using (true) with check (true);
grant select on audit.erasure to countersign_app;

create or replace function audit.enqueue() returns trigger language plpgsql security definer
  set search_path = pg_catalog, audit as
$$ begin
  if new.subject = 'ballot' then
    insert into audit.sealed values (new.id, new.stream);
    insert into audit.unrelayed values (new.id);
  else
    insert into audit.pending values (new.id);
  end if;
  -- The type is the one place in an entry where these bytes can stand.
  if position('"type":"content-erased"'::bytea in new.body) > 0 then
    insert into audit.erasure values (new.id, new.workspace_id, new.tx);
  end if;
  return null;
end $$;
`;

/**
 * An opening changes in one way: a field gives up salt and value for its digest and what remains, exactly as an entry of
 * this very transaction says. Nobody takes one away.
 */
const OPENINGS = `
alter table audit.opening add column erased_by bigint,
  add foreign key (workspace_id, erased_by) references audit.entry (workspace_id, id);
grant update (fields, erased_by) on audit.opening to countersign_app;

create function audit.only_erased() returns trigger language plpgsql as $$
declare
  said jsonb;
  leaf text;
  field text;
  became jsonb;
begin
  select o.fields #> '{erased,value}' into said
    from audit.erasure x join audit.opening o on o.entry_id = x.entry_id
   where x.entry_id = new.erased_by and x.workspace_id = old.workspace_id and x.tx = pg_current_xact_id();
  select encode(e.leaf_hash, 'hex') into leaf from audit.entry e where e.id = old.entry_id;
  if said is not null and (new.entry_id, new.workspace_id) = (old.entry_id, old.workspace_id)
     and array(select jsonb_object_keys(new.fields) order by 1) = array(select jsonb_object_keys(old.fields) order by 1) then
    for field, became in select key, value from jsonb_each(new.fields) loop
      continue when became = old.fields -> field;
      if not jsonb_exists(old.fields -> field, 'salt')
         or became <> jsonb_build_object('digest', became -> 'digest', 'remains', became -> 'remains')
         or not said @> jsonb_build_array(became || jsonb_build_object('leafHash', leaf, 'name', field)) then
        said := null;
      end if;
    end loop;
  else
    said := null;
  end if;
  if said is null then
    raise exception 'an opening changes only as an entry of the same transaction erases it (entry %)', old.entry_id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger only_erased before update on audit.opening for each row execute function audit.only_erased();
create trigger deny_delete before delete on audit.opening for each row execute function audit.deny();
create trigger deny_truncate before truncate on audit.opening for each statement execute function audit.deny();
alter table audit.opening enable always trigger only_erased;
alter table audit.opening enable always trigger deny_delete;
alter table audit.opening enable always trigger deny_truncate;
`;

/** What is kept beside the rows and written once: it goes, or changes, with an erasure of the same transaction alone. */
const KEPT = `
create function app.require_erasure() returns trigger language plpgsql as $$
begin
  perform 1 from audit.erasure where workspace_id = old.workspace_id and tx = pg_current_xact_id();
  if not found then
    raise exception '% on %.% without an erasure of its own transaction', tg_op, tg_table_schema, tg_table_name
      using errcode = 'integrity_constraint_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
do $$
declare t text;
begin
  foreach t in array array['document_texts', 'anchors', 'report_pages', 'extractions', 'model_runs'] loop
    execute format('create trigger erasure before update or delete on app.%I
                    for each row execute function app.require_erasure()', t);
  end loop;
  foreach t in array array['drafts', 'idempotency_keys'] loop
    execute format('create trigger erasure before delete on app.%I
                    for each row execute function app.require_erasure()', t);
  end loop;
end $$;
grant update (text, regions) on app.document_texts to countersign_app;
grant update (anchor) on app.anchors to countersign_app;
grant update (page) on app.report_pages to countersign_app;
grant update (findings) on app.extractions to countersign_app;
grant delete on app.model_runs, app.drafts, app.idempotency_keys to countersign_app;
`;

const ALIASES = `
alter table app.people add column alias text check (alias ~ '^[A-Z][a-z]+-[1-9][0-9]{2}$');
create unique index people_alias on app.people (workspace_id, alias);

alter table app.workspaces add column reviewers_shown text not null default 'hidden'
  check (reviewers_shown in ('hidden', 'alias'));
alter table app.workspaces alter column reviewers_shown drop default;

create table app.alias_openings (
  workspace_id uuid not null,
  id uuid not null,
  alias text not null,
  reason text not null,
  requested_by text not null,
  requested_at timestamptz not null,
  lapses_at timestamptz not null,
  status text not null check (status in ('requested', 'approved', 'refused', 'opened')),
  decided_by text,
  decided_for text,
  edition int not null,
  ${ROOT},
  primary key (workspace_id, id),
  check (decided_by <> requested_by), -- it takes two
  check ((status = 'requested') = (decided_by is null))
);
create index on app.alias_openings (workspace_id, requested_at, id);
`;

const LOG_CHECKS = `
create table app.log_checks (
  workspace_id uuid not null,
  id uuid not null,
  -- The night it was made for, UTC; null: somebody asked for it.
  night date,
  began_at timestamptz not null,
  ended_at timestamptz not null,
  size bigint not null,
  pending bigint not null,
  streams bigint not null,
  found int not null check (found >= 0),
  problems jsonb not null,
  primary key (workspace_id, id),
  unique (workspace_id, night)
);
create index on app.log_checks (workspace_id, began_at, id);
`;
