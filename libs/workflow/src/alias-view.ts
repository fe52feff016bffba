/** Requests to open an alias, for those who may make or decide them, and the one answer to one that was allowed. */
import type { DataSource, EntityManager } from 'typeorm';
import { AliasOpeningRow, inWorkspace, PersonRow } from '#database';
import { isPermitted, mayOnAliasOpening, Refused, type Actor, type AliasOpening } from '#domain';
import { execute, type Outcome } from './execute.ts';
import { pageOfRows, readOne, type PageAsked } from './views.ts';

export async function readAliasOpenings(tx: EntityManager, actor: Actor, asked: PageAsked, now: string) {
  requireParty(actor);
  const query = tx
    .createQueryBuilder(AliasOpeningRow, 'r')
    .where('r.workspaceId = :ws', { ws: actor.workspaceId });
  const { items, next } = await pageOfRows(query, 'requestedAt', asked);
  return { items: items.map((one) => withMay(one, actor, now)), next };
}

export async function readAliasOpening(tx: EntityManager, actor: Actor, id: string, now: string) {
  requireParty(actor);
  return withMay(await readOne(tx, actor, 'alias-opening', id), actor, now);
}

const withMay = <T extends AliasOpening>(opening: T, actor: Actor, now: string) => ({
  ...opening,
  may: mayOnAliasOpening(opening, actor, now),
});

function requireParty(actor: Actor): void {
  if (!isPermitted(actor, 'request-alias-opening'))
    throw new Refused('forbidden', 'Who asks for whom is shown to publishers and admins only.');
}

export interface OpenedAlias {
  readonly alias: string;
  readonly personId: string;
  readonly name: string;
  readonly outcome: Outcome;
}

/**
 * Records that the answer is given, and then gives it: a crash between the two leaves a request that was opened and an
 * answer that nobody has, never the other way round.
 */
export async function openAlias(db: DataSource, actor: Actor, openingId: string): Promise<OpenedAlias> {
  const { workspaceId } = actor;
  const outcome = await execute(db, actor, { type: 'open-alias', openingId });
  return inWorkspace(db, workspaceId, async (tx) => {
    const { alias } = await readOne(tx, actor, 'alias-opening', openingId);
    const { id: personId, name } = await tx.findOneByOrFail(PersonRow, { workspaceId, alias });
    return { alias, personId, name, outcome };
  });
}
