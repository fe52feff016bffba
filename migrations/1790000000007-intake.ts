import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, ROOT, watched } from './protection.ts';

/** Things handed in, what extraction says of a claim, new versions of a document, and proposals that people decide. */
export class Intake1790000000007 implements MigrationInterface {
  name = 'Intake1790000000007';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SUBJECTS);
    await db.query(DOCUMENTS);
    await db.query(CLAIMS);
    await db.query(TABLES);
    await db.query(
      protect({
        roots: ['intakes', 'matches', 'dependences'],
        kept: ['extractions', 'anchors', 'model_runs'],
        work: ['intake_progress'],
      }),
    );
    await db.query(watched('intakes'));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

const SUBJECTS = `
alter table audit.entry drop constraint entry_subject_check;
alter table audit.entry add constraint entry_subject_check check (subject in
  ('workspace', 'person', 'desk', 'intake', 'document', 'claim', 'match', 'dependence', 'report'));

create or replace function audit.require_change() returns trigger language plpgsql as $$
declare found_it boolean;
begin
  execute format('select exists (select 1 from app.%I where workspace_id = $1 and stream = $2 and audit_seq >= $3)',
    case new.subject
      when 'workspace' then 'workspaces' when 'person' then 'people' when 'desk' then 'desks'
      when 'intake' then 'intakes' when 'document' then 'documents' when 'claim' then 'claims'
      when 'match' then 'matches' when 'dependence' then 'dependences' when 'report' then 'reports'
    end)
    into found_it using new.workspace_id, new.stream, new.seq;
  if not found_it then
    raise exception 'audit entry % of a % without its change', new.id, new.subject
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
`;

/** The change of type rewrites the table below triggers and row-level security: nothing is decided anew. */
const DOCUMENTS = `
alter table app.documents drop constraint documents_workspace_id_origin_id_fkey;
alter table app.documents alter column origin_id type uuid[]
  using case when origin_id is null then '{}'::uuid[] else array[origin_id] end;
alter table app.documents rename column origin_id to origin_ids;
alter table app.documents alter column origin_ids set not null;
alter table app.documents add column address text;

alter table app.document_versions
  add column media_type text not null default 'text/plain',
  add column warnings jsonb not null default '[]',
  add column received_at timestamptz not null default '2026-11-01T00:00:00Z',
  add column not_extracted jsonb,
  add column anchors_mapped int default 0,
  add column proposals int default 0;
alter table app.document_versions
  alter column media_type drop default, alter column warnings drop default, alter column received_at drop default,
  alter column anchors_mapped drop default, alter column proposals drop default;
drop index app.document_versions_unread;
create index document_versions_unread on app.document_versions (workspace_id, id)
  where claims_found is null or anchors_mapped is null or proposals is null;

alter table app.document_texts add column regions jsonb not null default '[]';
alter table app.document_texts alter column regions drop default;
`;

const CLAIMS = `
alter table app.claims
  add column claim_type text not null default 'event-property'
    check (claim_type in ('event-property', 'numerical', 'quote', 'causal', 'position')),
  add column features jsonb not null default '[]';
alter table app.claims alter column claim_type drop default, alter column features drop default;
alter table app.occurrences add column attribution jsonb, add column figures jsonb not null default '[]';
alter table app.occurrences alter column figures drop default;
`;

const TABLES = `
create table app.intakes (
  workspace_id uuid not null,
  id uuid not null,
  source jsonb not null,
  title text,
  publisher text,
  published_at date,
  language text,
  document_id uuid,
  status text not null check (status in ('waiting', 'read', 'refused')),
  handed_in_at timestamptz not null,
  handed_in_by text not null,
  refusal jsonb,
  result jsonb,
  edition int not null,
  ${ROOT},
  primary key (workspace_id, id),
  check ((status = 'refused') = (refusal is not null)),
  check ((status = 'read') = (result is not null)),
  foreign key (workspace_id, document_id) references app.documents (workspace_id, id)
);
create index on app.intakes (workspace_id, handed_in_at, id);
create index intakes_waiting on app.intakes (workspace_id, id) where status = 'waiting';

-- How far the reading of an intake, or the search for claims in what came of it, has got: shown, never decided upon.
create table app.intake_progress (
  workspace_id uuid not null,
  intake_id uuid not null,
  stage text not null check (stage in ('waiting', 'fetching', 'reading', 'read', 'refused')),
  done bigint not null,
  total bigint,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, intake_id),
  foreign key (workspace_id, intake_id) references app.intakes (workspace_id, id)
);

-- One run of extraction over a version, as later steps ask of it. Written once.
create table app.extractions (
  workspace_id uuid not null,
  version_id uuid not null,
  findings jsonb not null,
  primary key (workspace_id, version_id),
  foreign key (workspace_id, version_id) references app.document_versions (workspace_id, id)
);

-- Where the passages of earlier versions stand in this one. Written once, when the version came.
create table app.anchors (
  workspace_id uuid not null,
  version_id uuid not null,
  ordinal int not null,
  claim_id uuid not null,
  anchor jsonb not null,
  primary key (workspace_id, version_id, ordinal),
  foreign key (workspace_id, version_id) references app.document_versions (workspace_id, id),
  foreign key (workspace_id, claim_id) references app.claims (workspace_id, id)
);
create index on app.anchors (workspace_id, claim_id);

-- What was sent to a language model and what came back, when one is set up. Written once.
create table app.model_runs (
  workspace_id uuid not null,
  version_id uuid not null,
  id uuid not null,
  run jsonb not null,
  made_at timestamptz not null default now(),
  primary key (workspace_id, version_id, id),
  foreign key (workspace_id, version_id) references app.document_versions (workspace_id, id)
);

create table app.matches (
  workspace_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  other_claim_id uuid not null,
  score int not null check (score between 0 and 1000),
  strength text not null check (strength in ('merge', 'suggest')),
  reasons jsonb not null,
  status text not null check (status in ('proposed', 'confirmed', 'rejected')),
  decided_by text,
  reason text,
  edition int not null,
  ${ROOT},
  primary key (workspace_id, id),
  check (claim_id <> other_claim_id),
  foreign key (workspace_id, claim_id) references app.claims (workspace_id, id),
  foreign key (workspace_id, other_claim_id) references app.claims (workspace_id, id)
);
create unique index matches_once on app.matches
  (workspace_id, least(claim_id, other_claim_id), greatest(claim_id, other_claim_id));
create index on app.matches (workspace_id, claim_id);
create index on app.matches (workspace_id, other_claim_id);

create table app.dependences (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('copy', 'wire', 'shared-upstream')),
  document_id uuid not null,
  other_document_id uuid not null,
  why text not null,
  score int not null check (score between 0 and 1000),
  passages jsonb not null,
  status text not null check (status in ('proposed', 'confirmed', 'rejected')),
  origin_id uuid,
  decided_by text,
  reason text,
  edition int not null,
  ${ROOT},
  primary key (workspace_id, id),
  check (document_id <> other_document_id),
  check ((status = 'confirmed') = (origin_id is not null)),
  foreign key (workspace_id, document_id) references app.documents (workspace_id, id),
  foreign key (workspace_id, other_document_id) references app.documents (workspace_id, id),
  foreign key (workspace_id, origin_id) references app.origins (workspace_id, id)
);
create unique index dependences_once on app.dependences
  (workspace_id, kind, least(document_id, other_document_id), greatest(document_id, other_document_id));
create index on app.dependences (workspace_id, document_id);
create index on app.dependences (workspace_id, other_document_id);
`;
