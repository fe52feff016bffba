import type { EntityManager } from 'typeorm';
import { loadRoot, type Change } from '#database';
import { decideLog, evolveLog, type Actor, type LogCommand } from '#domain';
import { changeBy } from './changes.ts';

export async function changeLog(
  tx: EntityManager,
  actor: Actor,
  command: LogCommand,
  now: string,
): Promise<Change<'log'>> {
  const before = await loadRoot(tx, 'log', actor.workspaceId, command.logId, { lock: true });
  const events = decideLog(before?.state ?? null, command, actor);
  return changeBy('log', command.logId, before, events, evolveLog, { actor, now });
}
