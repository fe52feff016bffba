/** Tokens, without what they are: who has which, and which of them have ended. */
import type { EntityManager } from 'typeorm';
import { TokenRow } from '#database';
import { requireOwnTokens, type Actor, type Token } from '#domain';
import { pageOfRows, readOne, type PageAsked, type PageGiven } from './views.ts';

/** Everybody’s for an admin, for others their own; by the time at which they were issued. */
export async function readTokens(
  tx: EntityManager,
  actor: Actor,
  personId: string,
  page: PageAsked,
): Promise<PageGiven<Omit<Token, 'sha256'>>> {
  requireOwnTokens(actor, personId);
  await readOne(tx, actor, 'person', personId);
  const query = tx
    .createQueryBuilder(TokenRow, 'r')
    .where('r.workspaceId = :ws and r.personId = :personId', { ws: actor.workspaceId, personId });
  const { items, next } = await pageOfRows(query, 'issuedAt', page);
  return {
    items: items.map(({ id, role, label, issuedAt, issuedBy, expiresAt, revokedAt }) => {
      return { id, role, label, issuedAt, issuedBy, expiresAt, revokedAt };
    }),
    next,
  };
}

/** Those of them that no longer let anybody in. */
export async function endedAmong(
  tx: EntityManager,
  workspaceId: string,
  tokenIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows: { id: string }[] = await tx.query(
    `select asked.id from unnest($2::uuid[]) as asked (id)
      where not exists (
        select 1 from app.tokens t
          join app.people p on p.workspace_id = t.workspace_id and p.id = t.person_id
         where t.workspace_id = $1 and t.id = asked.id and app.token_works(t, p))`,
    [workspaceId, tokenIds],
  );
  return new Set(rows.map(({ id }) => id));
}
