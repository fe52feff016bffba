import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, RECORDED, watched } from './protection.ts';

/** Rounds of review: slots, who holds them, verdicts with their evidence, decisions. */
export class Review1790000000004 implements MigrationInterface {
  name = 'Review1790000000004';

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(
      protect({ parts: ['rounds', 'slots', 'assignments', 'verdicts', 'evidence', 'decisions'] }),
    );
    await db.query(watched('rounds', 'slots', 'assignments'));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

const TABLES = `
create table app.rounds (
  workspace_id uuid not null,
  claim_id uuid not null,
  number int not null check (number > 0),
  desk_id uuid not null,
  policy jsonb not null,
  status text not null check (status in ('open', 'agreed', 'contested', 'settled')),
  waivers jsonb not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  ${RECORDED},
  primary key (workspace_id, claim_id, number),
  check ((status = 'open') = (closed_at is null)),
  foreign key (workspace_id, claim_id) references app.claims (workspace_id, id),
  foreign key (workspace_id, desk_id) references app.desks (workspace_id, id)
);
create unique index rounds_one_open on app.rounds (workspace_id, claim_id) where status = 'open';

create table app.slots (
  workspace_id uuid not null,
  claim_id uuid not null,
  round int not null,
  number int not null check (number between 1 and 3),
  status text not null check (status in ('open', 'held', 'submitted')),
  fence int not null check (fence >= 0),
  ${RECORDED},
  primary key (workspace_id, claim_id, round, number),
  foreign key (workspace_id, claim_id, round) references app.rounds (workspace_id, claim_id, number)
);
create index slots_open on app.slots (workspace_id, claim_id) where status = 'open';

create table app.assignments (
  workspace_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  round int not null,
  slot int not null,
  reviewer_id uuid not null,
  fence int not null,
  status text not null check (status in ('held', 'submitted', 'returned', 'expired')),
  assigned_at timestamptz not null,
  lease_until timestamptz not null,
  due_at timestamptz not null,
  ended_at timestamptz,
  reason text,
  ${RECORDED},
  primary key (workspace_id, id),
  check ((status = 'held') = (ended_at is null)),
  foreign key (workspace_id, claim_id, round, slot) references app.slots (workspace_id, claim_id, round, number),
  foreign key (workspace_id, reviewer_id) references app.people (workspace_id, id)
);
-- No slot is held twice, and nobody holds two slots of a round.
create unique index assignments_one_per_slot on app.assignments (workspace_id, claim_id, round, slot)
  where status in ('held', 'submitted');
create unique index assignments_one_per_reviewer on app.assignments (workspace_id, claim_id, round, reviewer_id)
  where status in ('held', 'submitted');
create index assignments_held on app.assignments (workspace_id, reviewer_id) where status = 'held';
create index assignments_running on app.assignments (lease_until) where status = 'held';

create table app.verdicts (
  workspace_id uuid not null,
  assignment_id uuid not null,
  claim_id uuid not null,
  round int not null,
  reviewer_id uuid not null,
  rating text not null check (rating in ('verified', 'disputed', 'unverified')),
  rationale text not null check (btrim(rationale) <> ''),
  recorded_at timestamptz not null,
  ${RECORDED},
  primary key (workspace_id, assignment_id),
  foreign key (workspace_id, assignment_id) references app.assignments (workspace_id, id),
  foreign key (workspace_id, claim_id, round) references app.rounds (workspace_id, claim_id, number),
  foreign key (workspace_id, reviewer_id) references app.people (workspace_id, id)
);
create unique index verdicts_one_effective on app.verdicts (workspace_id, claim_id, round, reviewer_id);

create table app.evidence (
  workspace_id uuid not null,
  claim_id uuid not null,
  round int not null,
  slot int not null, -- 0: the adjudicator's
  ordinal int not null,
  kind text not null check (kind in ('passage', 'search')),
  version_id uuid,
  start_at int,
  end_at int,
  exact text,
  prefix text,
  suffix text,
  stance text check (stance in ('supports', 'undermines', 'context')),
  denial boolean,
  answer text,
  searched_where text,
  query text,
  searched_at timestamptz,
  result text,
  ${RECORDED},
  primary key (workspace_id, claim_id, round, slot, ordinal),
  check (kind <> 'passage' or (version_id is not null and exact is not null and stance is not null
    and denial is not null and start_at >= 0 and end_at > start_at)),
  check (kind <> 'search' or (searched_where is not null and query is not null and searched_at is not null
    and result is not null)),
  foreign key (workspace_id, claim_id, round) references app.rounds (workspace_id, claim_id, number),
  foreign key (workspace_id, version_id) references app.document_versions (workspace_id, id)
);
create index on app.evidence (workspace_id, version_id);

create table app.decisions (
  workspace_id uuid not null,
  claim_id uuid not null,
  round int not null,
  rating text not null check (rating in ('verified', 'disputed', 'unverified')),
  method text not null check (method in ('agreement', 'adjudication')),
  decided_by text[] not null,
  decided_at timestamptz not null,
  rationale text,
  ${RECORDED},
  primary key (workspace_id, claim_id, round),
  check ((method = 'adjudication') = (rationale is not null)),
  foreign key (workspace_id, claim_id, round) references app.rounds (workspace_id, claim_id, number)
);
`;
