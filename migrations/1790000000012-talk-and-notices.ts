import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, RECORDED, ROOT, watched } from './protection.ts';

/** Talk about claims, who is looking at them, and how people and other programs are told what happened. */
export class TalkAndNotices1790000000012 implements MigrationInterface {
  name = 'TalkAndNotices1790000000012';

  async up(db: QueryRunner): Promise<void> {
    await db.query(TALK);
    await db.query(NOTICES);
    await db.query(
      protect({
        roots: ['threads', 'webhooks'],
        parts: ['thread_comments'],
        kept: ['webhook_secrets'],
        work: ['presences', 'mail_addresses', 'notice_cursors', 'deliveries'],
      }),
    );
    await db.query(watched('notice_cursors', 'deliveries', 'job_executions'));
    await db.query(FORGETTING);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

const TALK = `
create table app.threads (
  workspace_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  passage jsonb,
  status text not null check (status in ('open', 'resolved')),
  resolved_by text,
  edition int not null,
  ${ROOT},
  primary key (workspace_id, id),
  check ((status = 'resolved') = (resolved_by is not null)),
  foreign key (workspace_id, claim_id) references app.claims (workspace_id, id)
);
create index on app.threads (workspace_id, claim_id);

create table app.thread_comments (
  workspace_id uuid not null,
  id uuid not null,
  thread_id uuid not null,
  ordinal int not null,
  text text not null check (btrim(text) <> ''),
  mentions uuid[] not null,
  by text not null,
  at timestamptz not null,
  sealed_in int,
  ${RECORDED},
  primary key (workspace_id, id),
  unique (workspace_id, thread_id, ordinal),
  foreign key (workspace_id, thread_id) references app.threads (workspace_id, id)
);
create index on app.thread_comments using gin (mentions);

-- Who looked at a claim last when; forgotten soon, and never in the log.
create table app.presences (
  workspace_id uuid not null,
  claim_id uuid not null,
  person_id uuid not null,
  seen_at timestamptz not null,
  primary key (workspace_id, claim_id, person_id),
  foreign key (workspace_id, claim_id) references app.claims (workspace_id, id),
  foreign key (workspace_id, person_id) references app.people (workspace_id, id)
);
`;

const NOTICES = `
create table app.webhooks (
  workspace_id uuid not null,
  id uuid not null,
  url text not null,
  status text not null check (status in ('active', 'removed')),
  reason text,
  edition int not null,
  ${ROOT},
  primary key (workspace_id, id)
);

-- What its deliveries are signed with. Apart from the webhook: no list reads it, and it is not in the log.
create table app.webhook_secrets (
  workspace_id uuid not null,
  webhook_id uuid not null,
  secret text not null,
  primary key (workspace_id, webhook_id),
  foreign key (workspace_id, webhook_id) references app.webhooks (workspace_id, id)
);

-- Where somebody wants to get mail. Personal, so not in the log, and gone when they say so.
create table app.mail_addresses (
  workspace_id uuid not null,
  person_id uuid not null,
  address text not null,
  primary key (workspace_id, person_id),
  foreign key (workspace_id, person_id) references app.people (workspace_id, id)
);

-- How far the log of a workspace was looked through for what must be told. Made with the first that wants to be told.
create table app.notice_cursors (
  workspace_id uuid not null,
  next_index bigint not null,
  primary key (workspace_id)
);

-- One for each entry and each that is told of it: told twice, it is told once.
create table app.deliveries (
  workspace_id uuid not null,
  id uuid not null,
  leaf_hash text not null,
  channel text not null check (channel in ('webhook', 'mail')),
  target_id uuid not null,
  kind text not null,
  subject text not null,
  subject_id uuid not null,
  at timestamptz not null,
  status text not null check (status in ('waiting', 'sent', 'dropped', 'dead')),
  attempts int not null,
  next_at timestamptz not null,
  sent_at timestamptz,
  last_error text,
  primary key (workspace_id, id),
  unique (workspace_id, leaf_hash, channel, target_id, kind)
);
create index deliveries_due on app.deliveries (next_at) where status = 'waiting';
create index on app.deliveries (workspace_id, target_id, at);

alter table app.dead_letters add column replayed_at timestamptz;
alter table app.dead_letters add column replayed_by text;
create index dead_letters_replayed on app.dead_letters (replayed_at) where replayed_at is not null;
`;

const FORGETTING = `
grant delete on app.presences, app.mail_addresses to countersign_app;
`;
