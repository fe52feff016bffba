import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens expire and are revoked, and say when and by whom they were issued. */
export class TokensThatEnd1790000000044 implements MigrationInterface {
  name = 'TokensThatEnd1790000000044';

  async up(db: QueryRunner): Promise<void> {
    await db.query(COLUMNS);
    await db.query(AUTHENTICATE);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward');
  }
}

/** Of earlier tokens, what the entries say that issued them. Filling a new column is no change that `recorded` wants an entry for. */
const COLUMNS = `
alter table app.tokens
  add column issued_at timestamptz,
  add column issued_by text,
  add column expires_at timestamptz check (expires_at > issued_at),
  add column revoked_at timestamptz;
alter table app.tokens disable trigger recorded;
alter table app.tokens no force row level security;
alter table audit.entry no force row level security;
alter table audit.opening no force row level security;
update app.tokens t
   set issued_at = (o.fields #>> '{at,value}')::timestamptz, issued_by = o.fields #>> '{by,value}'
  from audit.entry e
  join audit.opening o on o.entry_id = e.id
 where e.subject = 'person' and audit.type_of(e.body) = 'token-issued'
   and e.workspace_id = t.workspace_id and (o.fields #>> '{tokenId,value}')::uuid = t.id;
alter table audit.opening force row level security;
alter table audit.entry force row level security;
alter table app.tokens force row level security;
alter table app.tokens enable trigger recorded;
alter table app.tokens alter column issued_at set not null, alter column issued_by set not null;
`;

/** An api of the version before asks `authenticate` the same way, and no token that ended lets anybody in there either. */
const AUTHENTICATE = `
create function app.token_works(token app.tokens, bearer app.people) returns boolean language sql stable
  return bearer.active and token.role = any (bearer.roles) and token.revoked_at is null
     and (token.expires_at is null or token.expires_at > now());

drop function app.authenticate(text);
create function app.authenticate(token_sha256 text)
  returns table (workspace_id uuid, person_id uuid, role text, token_id uuid)
  language sql stable security definer set search_path = pg_catalog, app as
$$
  select t.workspace_id, t.person_id, t.role, t.id
    from app.tokens t
    join app.people p on p.workspace_id = t.workspace_id and p.id = t.person_id
   where t.sha256 = token_sha256 and app.token_works(t, p)
$$;

-- What became of a token that lets nobody in; null where it is not the token's own end.
create function app.token_end(token_sha256 text) returns text
  language sql stable security definer set search_path = pg_catalog, app as
$$
  select case when t.revoked_at is not null then 'revoked' when t.expires_at <= now() then 'expired' end
    from app.tokens t where t.sha256 = token_sha256
$$;
revoke all on function app.authenticate(text), app.token_end(text) from public;
grant execute on function app.authenticate(text), app.token_end(text) to countersign_app;
`;
