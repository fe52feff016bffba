import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, RECORDED, ROOT } from './protection.ts';

/** Workspaces, the people in them, the desks they sit at, the origins they have named. */
export class Workspaces1790000000002 implements MigrationInterface {
  name = 'Workspaces1790000000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(protect({ roots: ['workspaces', 'people', 'desks'] }));
    await db.query(protect({ parts: ['origins', 'protected_persons', 'tokens', 'desk_members'] }));
    await db.query(AUTHENTICATE);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

const TABLES = `
create table app.workspaces (
  workspace_id uuid not null,
  id uuid not null check (id = workspace_id),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  corrections_policy text not null,
  edition int not null,
  ${ROOT},
  primary key (workspace_id, id)
);

create table app.origins (
  workspace_id uuid not null,
  id uuid not null,
  ordinal int not null,
  kind text not null check (kind in ('leak', 'official-statement', 'research', 'witness', 'wire', 'other')),
  title text not null,
  ${RECORDED},
  primary key (workspace_id, id)
);

create table app.protected_persons (
  workspace_id uuid not null,
  id uuid not null,
  ordinal int not null,
  label text not null,
  names text[] not null,
  ${RECORDED},
  primary key (workspace_id, id)
);

create table app.people (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  roles text[] not null
    check (roles <@ array['editor', 'reviewer', 'adjudicator', 'publisher', 'reader', 'admin']),
  languages text[] not null,
  active boolean not null,
  edition int not null,
  conflicts jsonb not null,
  ${ROOT},
  primary key (workspace_id, id)
);

create table app.tokens (
  workspace_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  ordinal int not null,
  role text not null check (role in ('editor', 'reviewer', 'adjudicator', 'publisher', 'reader', 'admin')),
  label text not null,
  sha256 text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
  ${RECORDED},
  primary key (workspace_id, id),
  foreign key (workspace_id, person_id) references app.people (workspace_id, id)
);

create table app.desks (
  workspace_id uuid not null,
  id uuid not null,
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  topic text not null,
  languages text[] not null,
  independent_verdicts int not null check (independent_verdicts between 1 and 3),
  verified_origins int not null check (verified_origins >= 1),
  lease_minutes int not null check (lease_minutes >= 1),
  due_hours int not null check (due_hours >= 1),
  wip_limit int not null check (wip_limit >= 1),
  edition int not null,
  ${ROOT},
  primary key (workspace_id, id),
  unique (workspace_id, slug)
);

create table app.desk_members (
  workspace_id uuid not null,
  desk_id uuid not null,
  person_id uuid not null,
  ordinal int not null,
  ${RECORDED},
  primary key (workspace_id, desk_id, person_id),
  foreign key (workspace_id, desk_id) references app.desks (workspace_id, id),
  foreign key (workspace_id, person_id) references app.people (workspace_id, id)
);
create index on app.desk_members (workspace_id, person_id);
`;

/**
 * The one look-up that comes before the workspace is known. It runs as the owner, gives only what the actor is made
 * of, and finds nothing for people who were deactivated.
 */
const AUTHENTICATE = `
create policy look_up on app.tokens for select to countersign_owner using (true);
create policy look_up on app.people for select to countersign_owner using (true);
create function app.authenticate(token_sha256 text)
  returns table (workspace_id uuid, person_id uuid, role text)
  language sql stable security definer set search_path = pg_catalog, app as
$$
  select t.workspace_id, t.person_id, t.role
    from app.tokens t
    join app.people p on p.workspace_id = t.workspace_id and p.id = t.person_id
   where t.sha256 = token_sha256 and p.active and t.role = any (p.roles)
$$;
revoke all on function app.authenticate(text) from public;
grant execute on function app.authenticate(text) to countersign_app;
`;
