import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, ROOT, watched } from './protection.ts';

/**
 * Sealed verdicts in streams of their own that wait for their round to close, verdicts that may be taken back, drafts,
 * replies as evidence, and findings about the authenticity of documents.
 */
export class Verdicts1790000000011 implements MigrationInterface {
  name = 'Verdicts1790000000011';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SET_ASIDE);
    await db.query(BALLOTS);
    await db.query(TABLES);
    await db.query(
      protect({ roots: ['ballots', 'findings'], work: ['drafts', 'conflict_checks'] }) +
        watched('conflict_checks', 'people'),
    );
    await db.query(SEAL);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

/**
 * A verdict is known by its assignment and the fencing number it was recorded under: a slot may see several, of which
 * the last alone stands. `recorded` is a trigger that wants an entry for every change of a row; none of these is one.
 */
const SET_ASIDE = `
alter table app.assignments drop constraint assignments_status_check;
alter table app.assignments add constraint assignments_status_check
  check (status in ('held', 'submitted', 'returned', 'expired', 'released'));

alter table app.verdicts disable trigger recorded;
alter table app.evidence disable trigger recorded;
alter table app.assignments no force row level security;
alter table app.slots no force row level security;
alter table app.verdicts no force row level security;
alter table app.evidence no force row level security;

alter table app.verdicts add column fence int, add column standing boolean not null default true;
update app.verdicts v set fence = a.fence
  from app.assignments a where a.workspace_id = v.workspace_id and a.id = v.assignment_id;
alter table app.verdicts alter column fence set not null, alter column standing drop default;
alter table app.verdicts drop constraint verdicts_pkey, add primary key (workspace_id, assignment_id, fence);
drop index app.verdicts_one_effective;
create unique index verdicts_one_effective on app.verdicts (workspace_id, claim_id, round, reviewer_id) where standing;

-- 0: the adjudicator's, who has no slot.
alter table app.evidence add column fence int not null default 0;
update app.evidence e set fence = s.fence
  from app.slots s
 where e.slot > 0 and s.workspace_id = e.workspace_id and s.claim_id = e.claim_id and s.round = e.round
   and s.number = e.slot;
alter table app.evidence alter column fence drop default;
alter table app.evidence drop constraint evidence_pkey,
  add primary key (workspace_id, claim_id, round, slot, fence, ordinal);
alter table app.evidence drop constraint evidence_kind_check;
alter table app.evidence
  add column asked_whom text, add column asked_at timestamptz, add column asked_by_way text,
  add column answered_at timestamptz,
  add constraint evidence_kind_check check (kind in ('passage', 'search', 'reply')),
  add constraint evidence_reply_check check (kind <> 'reply' or (asked_whom is not null and asked_at is not null
    and asked_by_way is not null and denial is not null and (answer is null) = (answered_at is null)));

alter table app.verdicts enable trigger recorded;
alter table app.evidence enable trigger recorded;
alter table app.assignments force row level security;
alter table app.slots force row level security;
alter table app.verdicts force row level security;
alter table app.evidence force row level security;

alter table app.rounds add column concerns jsonb not null default '[]';
alter table app.rounds alter column concerns drop default;
`;

const BALLOTS = `
-- The stream of what happened under seal in one assignment; its id is the assignment's.
create table app.ballots (
  workspace_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  round int not null,
  opened boolean not null,
  ${ROOT},
  primary key (workspace_id, id),
  foreign key (workspace_id, claim_id) references app.claims (workspace_id, id)
);
create index on app.ballots (workspace_id, claim_id, round) where not opened;
`;

const TABLES = `
create table app.drafts (
  workspace_id uuid not null,
  assignment_id uuid not null,
  reviewer_id uuid not null,
  edition int not null check (edition > 0),
  content jsonb not null check (octet_length(content::text) <= 4000000),
  saved_at timestamptz not null,
  primary key (workspace_id, assignment_id),
  foreign key (workspace_id, assignment_id) references app.assignments (workspace_id, id),
  foreign key (workspace_id, reviewer_id) references app.people (workspace_id, id)
);

create table app.findings (
  workspace_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  version_id uuid not null,
  result text not null check (result in ('authentic', 'not-authentic', 'inconclusive')),
  primary_source boolean not null,
  method text not null check (btrim(method) <> ''),
  examiner text not null check (btrim(examiner) <> ''),
  limits text not null check (btrim(limits) <> ''),
  evidence jsonb not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  withdrawn_for text,
  edition int not null,
  ${ROOT},
  primary key (workspace_id, id),
  foreign key (workspace_id, document_id) references app.documents (workspace_id, id),
  foreign key (workspace_id, version_id) references app.document_versions (workspace_id, id)
);
create index on app.findings (workspace_id, document_id, recorded_at, id);

-- Up to which edition of a person the closed rounds were held against their declared conflicts.
create table app.conflict_checks (
  workspace_id uuid not null,
  person_id uuid not null,
  checked_edition int not null,
  primary key (workspace_id, person_id),
  foreign key (workspace_id, person_id) references app.people (workspace_id, id)
);
`;

/**
 * An entry under seal is not numbered: a leaf more would tell as much as the verdict. It waits in audit.sealed, and
 * joins the entries to be numbered when its round closes. Its jobs do not wait: audit.unrelayed is what the relay still has to read.
 */
const SEAL = `
create table audit.sealed (entry_id bigint primary key, stream text not null);
create index on audit.sealed (stream);
create table audit.unrelayed (entry_id bigint primary key);
grant select on audit.sealed to countersign_app, countersign_system;
grant select, update, delete on audit.unrelayed to countersign_system;

create or replace function audit.enqueue() returns trigger language plpgsql security definer
  set search_path = pg_catalog, audit as
$$ begin
  if new.subject = 'ballot' then
    insert into audit.sealed values (new.id, new.stream);
    insert into audit.unrelayed values (new.id);
  else
    insert into audit.pending values (new.id);
  end if;
  return null;
end $$;

create function audit.open_ballot() returns trigger language plpgsql security definer
  set search_path = pg_catalog, audit as
$$ begin
  with opened as (delete from audit.sealed s where s.stream = new.stream returning s.entry_id)
    insert into audit.pending select entry_id from opened;
  return null;
end $$;
create trigger open_ballot after update on app.ballots
  for each row when (new.opened and not old.opened) execute function audit.open_ballot();

-- As the application: the entry that closes the round is that of its own transaction.
create function app.open_ballots() returns trigger language plpgsql as
$$ begin
  update app.ballots set opened = true, entry_id = new.entry_id
   where workspace_id = new.workspace_id and claim_id = new.claim_id and round = new.number and not opened;
  return null;
end $$;
create trigger open_ballots after update on app.rounds
  for each row when (old.status = 'open' and new.status <> 'open') execute function app.open_ballots();
`;
