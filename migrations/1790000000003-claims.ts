import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, RECORDED, ROOT, watched } from './protection.ts';

/** Documents, and the claims found in them. */
export class Claims1790000000003 implements MigrationInterface {
  name = 'Claims1790000000003';

  async up(db: QueryRunner): Promise<void> {
    await db.query(DOCUMENTS);
    await db.query(CLAIMS);
    await db.query(
      protect({
        roots: ['documents', 'claims'],
        parts: ['document_versions', 'occurrences'],
        kept: ['document_texts'],
      }),
    );
    await db.query(watched('workspaces', 'desks', 'documents', 'document_versions', 'claims'));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

const DOCUMENTS = `
create table app.documents (
  workspace_id uuid not null,
  id uuid not null,
  title text not null,
  publisher text not null,
  published_at date,
  language text not null,
  received_at timestamptz not null,
  origin_id uuid,
  edition int not null,
  ${ROOT},
  primary key (workspace_id, id),
  foreign key (workspace_id, origin_id) references app.origins (workspace_id, id)
);
create index on app.documents (workspace_id, received_at, id);

create table app.document_versions (
  workspace_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  ordinal int not null,
  bytes_sha256 text not null check (bytes_sha256 ~ '^[0-9a-f]{64}$'),
  text_sha256 text not null check (text_sha256 ~ '^[0-9a-f]{64}$'),
  characters int not null check (characters > 0),
  claims_found int,
  ${RECORDED},
  primary key (workspace_id, id),
  unique (workspace_id, document_id, ordinal),
  foreign key (workspace_id, document_id) references app.documents (workspace_id, id)
);
create unique index document_versions_bytes on app.document_versions (workspace_id, bytes_sha256);
create index document_versions_unread on app.document_versions (workspace_id, id) where claims_found is null;

create table app.document_texts (
  workspace_id uuid not null,
  version_id uuid not null,
  text text not null,
  primary key (workspace_id, version_id),
  foreign key (workspace_id, version_id) references app.document_versions (workspace_id, id)
);
`;

const CLAIMS = `
create table app.claims (
  workspace_id uuid not null,
  id uuid not null,
  text text not null,
  language text not null,
  score int not null check (score between 0 and 1000),
  priority int not null check (priority between 0 and 1000),
  status text not null check (status in
    ('proposed', 'accepted', 'in-review', 'contested', 'decided', 'published', 'declined', 'merged')),
  edition int not null,
  desk_id uuid,
  reason text,
  merged_into uuid,
  proposed_at timestamptz not null,
  ${ROOT},
  primary key (workspace_id, id),
  check ((status = 'merged') = (merged_into is not null)),
  foreign key (workspace_id, desk_id) references app.desks (workspace_id, id),
  foreign key (workspace_id, merged_into) references app.claims (workspace_id, id)
);
create index on app.claims (workspace_id, proposed_at, id);
create index on app.claims (workspace_id, status, proposed_at, id);

create table app.occurrences (
  workspace_id uuid not null,
  claim_id uuid not null,
  ordinal int not null,
  document_id uuid not null,
  version_id uuid not null,
  start_at int not null check (start_at >= 0),
  end_at int not null check (end_at > start_at),
  exact text not null,
  prefix text not null,
  suffix text not null,
  speaker text,
  ${RECORDED},
  primary key (workspace_id, claim_id, ordinal),
  foreign key (workspace_id, claim_id) references app.claims (workspace_id, id),
  foreign key (workspace_id, document_id) references app.documents (workspace_id, id),
  foreign key (workspace_id, version_id) references app.document_versions (workspace_id, id)
);
create index on app.occurrences (workspace_id, document_id);
`;
