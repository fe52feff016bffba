import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An entry is written, numbered and read with nothing that follows from it. Its leaf hash is computed where it is asked for;
 * and rows are saved in one go with their entries, and take the id of the last from Postgres (to draw one stays forbidden).
 */
export class LighterEntries1790000000030 implements MigrationInterface {
  name = 'LighterEntries1790000000030';

  async up(db: QueryRunner): Promise<void> {
    await db.query(LEAF_HASH);
    await db.query(TYPE);
    await db.query(CHECKS);
    await db.query('grant select on sequence audit.entry_id_seq to countersign_app');
  }

  async down(): Promise<void> {
    throw new Error('the log is not taken back');
  }
}

const LEAF_HASH = `
-- RFC 6962, section 2.1.
create function audit.leaf_hash(body bytea) returns bytea language sql immutable parallel safe
  return sha256('\\x00'::bytea || body);

-- The guard of openings as it is, but for where it takes the hash from.
do $$ begin
  execute replace(pg_get_functiondef('audit.only_erased()'::regprocedure), 'e.leaf_hash', 'audit.leaf_hash(e.body)');
end $$;
alter table audit.entry drop column leaf_hash;
`;

/** The type stands in no other place in the text: nothing beside it may hold these characters. Reading all of it costs ten times that. */
const TYPE = `
create function audit.type_of(body bytea) returns text language sql immutable parallel safe
  return split_part(split_part(convert_from(body, 'UTF8'), '"type":"', 2), '"', 1);
`;

/**
 * What is numbered comes from the set of what is pending, which \`enqueue\` alone fills, and entries are never deleted. And
 * Postgres reads a table's checks anew for each statement, and builds the automaton of a pattern for each row. A subject
 * without a table of its own is refused by \`require_change\`; what a stream is made of, the parser of leaves holds.
 */
const CHECKS = `
alter table audit.leaf drop constraint leaf_entry_id_fkey;
alter table audit.entry drop constraint entry_subject_check;
alter table audit.entry drop constraint entry_stream_check;
alter table audit.entry add constraint entry_stream_check check (length(stream) = 32);
`;
