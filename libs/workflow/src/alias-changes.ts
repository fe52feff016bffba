/** Readers are shown aliases, or nothing; and who is behind one is asked for by two people. */
import { IsNull, type EntityManager } from 'typeorm';
import { loadRoot, PersonRow, type Change } from '#database';
import {
  decideAliasOpening,
  evolveAliasOpening,
  type Actor,
  type AliasOpeningCommand,
  type WorkspaceCommand,
} from '#domain';
import { changeBy } from './changes.ts';
import { changePerson, changeWorkspace } from './workspace-changes.ts';

/** Who joined before there were aliases gets one with the first report that may show it. People, then the workspace. */
export async function showReviewers(
  tx: EntityManager,
  actor: Actor,
  command: Extract<WorkspaceCommand, { type: 'show-reviewers' }>,
  now: string,
): Promise<Change[]> {
  const { workspaceId } = actor;
  const without =
    command.as === 'alias'
      ? await tx.find(PersonRow, {
          select: { id: true },
          where: { workspaceId, alias: IsNull() },
          order: { id: 'asc' },
        })
      : [];
  const given: Change[] = [];
  for (const { id: personId } of without)
    given.push(await changePerson(tx, actor, { type: 'give-alias', personId }, now));
  return [await changeWorkspace(tx, actor, command, now), ...given];
}

export async function changeAliasOpening(
  tx: EntityManager,
  actor: Actor,
  command: AliasOpeningCommand,
  now: string,
): Promise<Change<'alias-opening'>> {
  const { workspaceId } = actor;
  const { openingId } = command;
  const before = await loadRoot(tx, 'alias-opening', workspaceId, openingId, { lock: true });
  const aliasIsKnown =
    command.type === 'request-alias-opening' &&
    (await tx.existsBy(PersonRow, { workspaceId, alias: command.alias }));
  const events = decideAliasOpening(before?.state ?? null, command, actor, { now, aliasIsKnown });
  return changeBy('alias-opening', openingId, before, events, evolveAliasOpening, { actor, now });
}
