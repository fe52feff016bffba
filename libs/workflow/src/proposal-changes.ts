/** Proposals of the machine that people decide: the same claim twice, two documents on one origin. */
import type { EntityManager } from 'typeorm';
import { loadRoot, type Change } from '#database';
import {
  decideDependence,
  decideMatch,
  evolveDependence,
  evolveMatch,
  type Actor,
  type DependenceCommand,
  type MatchCommand,
} from '#domain';
import { changeBy } from './changes.ts';
import { changeDocument, isOrigin } from './document-changes.ts';
import { marksForOrigins } from './source-marks.ts';

export async function changeMatch(
  tx: EntityManager,
  actor: Actor,
  command: MatchCommand,
  now: string,
): Promise<Change<'match'>> {
  const before = await loadRoot(tx, 'match', actor.workspaceId, command.matchId, { lock: true });
  const events = decideMatch(before?.state ?? null, command, actor);
  return changeBy('match', command.matchId, before, events, evolveMatch, { actor, now });
}

/** Once confirmed, both documents rest on the origin that the person named, in the same transaction. */
export async function changeDependence(
  tx: EntityManager,
  actor: Actor,
  command: DependenceCommand,
  now: string,
): Promise<Change[]> {
  const { workspaceId } = actor;
  const before = await loadRoot(tx, 'dependence', workspaceId, command.dependenceId, { lock: true });
  const originIsKnown =
    command.type === 'confirm-dependence' && (await isOrigin(tx, actor, command.originId));
  const events = decideDependence(before?.state ?? null, command, actor, { originIsKnown });
  const change = changeBy('dependence', command.dependenceId, before, events, evolveDependence, {
    actor,
    now,
  });
  if (command.type !== 'confirm-dependence') return [change];
  const { originId, reason } = command;
  const documents: Change<'document'>[] = [];
  // In the order of their ids, so that two transactions never wait for each other.
  for (const documentId of [change.after.documentId, change.after.otherDocumentId].sort()) {
    const document = await loadRoot(tx, 'document', workspaceId, documentId, { lock: true });
    if (document?.state.originIds.includes(originId)) continue;
    const confirm = { type: 'confirm-origin' as const, documentId, originId, reason };
    documents.push(await changeDocument(tx, actor, confirm, now, { originIsKnown }));
  }
  return [change, ...documents, ...(await marksForOrigins(tx, actor, { documents, reason }, now))];
}
