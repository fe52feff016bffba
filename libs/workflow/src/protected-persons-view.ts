/** Who is protected: for what is shown to readers, and as a list for those who may protect. */
import type { EntityManager } from 'typeorm';
import { loadRoot, ProtectedPersonRow, protectionOf } from '#database';
import { isPermitted, protectedPersons, Refused, type Actor, type ProtectedPerson } from '#domain';
import { pageOfRows, type PageAsked } from './views.ts';

/** Those who are protected now. */
export async function readProtectedPersons(
  tx: EntityManager,
  workspaceId: string,
): Promise<readonly ProtectedPerson[]> {
  const workspace = (await loadRoot(tx, 'workspace', workspaceId, workspaceId, { lock: false }))?.state;
  return workspace ? protectedPersons(workspace) : [];
}

/** By their labels; those whose protection ended, too. Who may not protect is not told the names. */
export async function readProtections(tx: EntityManager, actor: Actor, asked: PageAsked) {
  if (!isPermitted(actor, 'protect-person'))
    throw new Refused('forbidden', 'The names of protected persons are shown to editors and admins only.');
  const query = tx
    .createQueryBuilder(ProtectedPersonRow, 'r')
    .where('r.workspaceId = :ws', { ws: actor.workspaceId });
  const { items, next } = await pageOfRows(query, 'label', asked);
  return { items: items.map((row) => withMay(row, actor)), next };
}

function withMay(row: ProtectedPersonRow, actor: Actor) {
  const { person, ended } = protectionOf(row);
  return { ...person, ended, may: ended || !isPermitted(actor, 'end-protection') ? [] : ['end-protection'] };
}
