import type { MigrationInterface, QueryRunner } from 'typeorm';
import { EMPTY_ROOT, growTree, type Edge, type Hash } from '#transparency-log';

const BATCH = 4_096;

/**
 * The tree over the leaves, and what of it was published. The sequencer grows the tree in the transaction that numbers
 * the entries; the sealer reads all of it, and adds nothing but the checkpoints it has published.
 */
export class Tree1790000000015 implements MigrationInterface {
  name = 'Tree1790000000015';

  async up(db: QueryRunner): Promise<void> {
    // Until the commit nobody numbers entries; a sequencer that knows nothing of the root is refused from then on.
    await db.query('lock table audit.tree in access exclusive mode');
    await db.query(TABLES);
    await db.query(ACCESS);
    await buildTree(db);
    await db.query(GUARDS);
  }

  async down(): Promise<void> {
    throw new Error('the log is not taken back');
  }
}

const TABLES = `
-- One row a tile, as wide as it has grown: the first hashes of a tile never change, so it serves for every narrower one.
create table audit.tile (
  level smallint not null check (level between 0 and 63),
  idx bigint not null check (idx >= 0),
  width smallint not null check (width between 1 and 256),
  data bytea not null check (octet_length(data) = width * 32),
  primary key (level, idx)
);

alter table audit.tree add column root bytea not null default sha256('') check (octet_length(root) = 32);
alter table audit.tree alter column root drop default;

-- What the sealer has published: for jobs that wait until an entry is covered, and for entries to name as known. A
-- copy; what counts is the signer's state and the published file.
create table audit.checkpoint (
  size bigint primary key check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  note text not null check (length(note) <= 131072),
  published_at timestamptz not null default clock_timestamp()
);
`;

const ACCESS = `
grant select on audit.tile, audit.checkpoint to countersign_app;
grant select, insert, update on audit.tile to countersign_system;
grant select on audit.checkpoint to countersign_system;

grant usage on schema app, audit to countersign_sealer;
create policy sealing on audit.entry for select to countersign_sealer using (true);
-- What leaves carry and no more: whose entries they are is not the sealer's to know.
grant select (id, body) on audit.entry to countersign_sealer;
grant select on audit.leaf, audit.tile, audit.tree, audit.checkpoint to countersign_sealer;
grant insert (size, root, note) on audit.checkpoint to countersign_sealer;
`;

const GUARDS = `
create function audit.only_wider() returns trigger language plpgsql as $$
begin
  if new.level <> old.level or new.idx <> old.idx
     or substr(new.data, 1, octet_length(old.data)) <> old.data then
    raise exception 'a tile may grow and not change (tile %/%)', old.level, old.idx
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger only_wider before update on audit.tile for each row execute function audit.only_wider();
create trigger deny_delete before delete on audit.tile for each row execute function audit.deny();
create trigger deny_truncate before truncate on audit.tile for each statement execute function audit.deny();
alter table audit.tile enable always trigger only_wider;
alter table audit.tile enable always trigger deny_delete;
alter table audit.tile enable always trigger deny_truncate;

create function audit.only_growth() returns trigger language plpgsql as $$
begin
  if new.size <= old.size or new.root = old.root then
    raise exception 'the tree only grows, and its root with it (from % to %)', old.size, new.size
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger only_growth before update on audit.tree for each row execute function audit.only_growth();
create trigger deny_delete before delete on audit.tree for each row execute function audit.deny();
create trigger deny_truncate before truncate on audit.tree for each statement execute function audit.deny();
alter table audit.tree enable always trigger only_growth;
alter table audit.tree enable always trigger deny_delete;
alter table audit.tree enable always trigger deny_truncate;

create trigger deny_change before update or delete on audit.checkpoint for each row execute function audit.deny();
create trigger deny_truncate before truncate on audit.checkpoint for each statement execute function audit.deny();
alter table audit.checkpoint enable always trigger deny_change;
alter table audit.checkpoint enable always trigger deny_truncate;
`;

/** The tree of a log that was numbered before there was one. */
export async function buildTree(db: QueryRunner): Promise<void> {
  // Row-level security holds for the owner too.
  await db.query('create policy building on audit.entry for select to countersign_owner using (true)');
  let tree: { size: number; root: Hash; edge: Edge } = { size: 0, root: EMPTY_ROOT, edge: [] };
  for (;;) {
    const rows: { hash: Buffer }[] = await db.query(
      `select sha256('\\x00'::bytea || e.body) as hash from audit.leaf l join audit.entry e on e.id = l.entry_id
        where l.leaf_index >= $1 order by l.leaf_index limit $2`,
      [tree.size, BATCH],
    );
    if (!rows.length) break;
    const { tiles, ...grown } = growTree(
      tree.size,
      tree.edge,
      rows.map(({ hash }) => hash),
    );
    for (const { level, index, width, data } of tiles)
      await db.query(
        `insert into audit.tile (level, idx, width, data) values ($1, $2, $3, $4)
         on conflict (level, idx) do update set width = excluded.width, data = excluded.data`,
        [level, index, width, data],
      );
    tree = grown;
  }
  await db.query('drop policy building on audit.entry');
  await db.query('update audit.tree set root = $1 where one', [tree.root]);
}
