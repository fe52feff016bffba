import { In, type EntityManager } from 'typeorm';
import { loadRoot, PersonRow, type Change } from '#database';
import { decideThread, evolveThread, type Actor, type ThreadCommand } from '#domain';
import { changeBy } from './changes.ts';
import { readPassages } from './source-facts.ts';
import { readTalkPlaces } from './talk-places.ts';

export async function changeThread(
  tx: EntityManager,
  actor: Actor,
  command: ThreadCommand,
  now: string,
): Promise<Change<'thread'>> {
  const { workspaceId } = actor;
  const before = await loadRoot(tx, 'thread', workspaceId, command.threadId, { lock: true });
  const claimId = command.type === 'start-thread' ? command.claimId : before?.state.claimId;
  const places = await readTalkPlaces(tx, workspaceId, claimId ? [claimId] : []);
  const mentions = 'mentions' in command ? command.mentions : [];
  const people = await tx.find(PersonRow, {
    select: { id: true },
    where: { workspaceId, id: In([...mentions]), active: true },
  });
  const passage = command.type === 'start-thread' ? command.passage : null;
  const events = decideThread(before?.state ?? null, command, actor, {
    place: places.get(claimId ?? '') ?? null,
    passageStands:
      passage !== null && (await readPassages(tx, workspaceId, [passage])).passageStands(passage),
    active: new Set(people.map(({ id }) => id)),
  });
  return changeBy('thread', command.threadId, before, events, evolveThread, { actor, now });
}
