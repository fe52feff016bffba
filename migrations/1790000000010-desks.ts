import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './protection.ts';

/** Desks that change while they work, what people can do and when they are away, routing by rules, and slots in their turn. */
export class Desks1790000000010 implements MigrationInterface {
  name = 'Desks1790000000010';

  async up(db: QueryRunner): Promise<void> {
    await db.query(COLUMNS);
    await db.query(TURNS);
    await db.query(WAITS);
    await db.query(protect({ work: ['slot_waits'] }));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

const COLUMNS = `
alter table app.desks
  add column required_skills text[] not null default '{}',
  add column rubric_version int not null default 1 check (rubric_version >= 1),
  add column paused_for text;
alter table app.desks alter column required_skills drop default, alter column rubric_version drop default;

-- Whoever left keeps the row: it names the entry that says so.
alter table app.desk_members add column active boolean not null default true;
alter table app.desk_members alter column active drop default;

alter table app.people
  add column skills text[] not null default '{}',
  add column away_from timestamptz,
  add column away_until timestamptz,
  add check (away_until > away_from),
  add check ((away_from is null) = (away_until is null));
alter table app.people alter column skills drop default;

alter table app.workspaces add column routing jsonb not null default '{"version": 0, "rules": []}';
alter table app.workspaces alter column routing drop default;

-- How long ago somebody was given something: asked at every choice.
create index assignments_latest on app.assignments (workspace_id, reviewer_id, assigned_at);
`;

/**
 * An open slot stands in its desk's order by itself: taking the next one reads the index from its beginning, however
 * many slots there are. The columns follow from the round and the claim; what is here already is filled in below the
 * triggers, since nothing is decided anew.
 */
const TURNS = `
alter table app.slots add column desk_id uuid, add column turn int;
alter table app.slots disable trigger recorded;
alter table app.slots no force row level security;
alter table app.rounds no force row level security;
alter table app.claims no force row level security;
update app.slots s
   set desk_id = r.desk_id,
       turn = greatest(1, floor(extract(epoch from r.opened_at - timestamptz '2025-01-01T00:00:00Z') / 600)::int
                          - c.priority + 1000)
  from app.rounds r
  join app.claims c on c.workspace_id = r.workspace_id and c.id = r.claim_id
 where r.workspace_id = s.workspace_id and r.claim_id = s.claim_id and r.number = s.round;
alter table app.claims force row level security;
alter table app.rounds force row level security;
alter table app.slots force row level security;
alter table app.slots enable trigger recorded;
alter table app.slots alter column desk_id set not null, alter column turn set not null;
create index slots_in_turn on app.slots (workspace_id, desk_id, turn, claim_id) where status = 'open';
`;

/** Why a slot waits, as the dispatcher found last: shown to editors, never decided upon. */
const WAITS = `
create table app.slot_waits (
  workspace_id uuid not null,
  claim_id uuid not null,
  round int not null,
  slot int not null,
  reasons jsonb not null,
  since timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (workspace_id, claim_id, round, slot),
  foreign key (workspace_id, claim_id, round, slot) references app.slots (workspace_id, claim_id, round, number)
);
`;
