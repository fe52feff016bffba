import type { EntityManager } from 'typeorm';
import { loadRoot } from '#database';
import type { Thread } from '#domain';

/** These threads as they are now; those that are not there are left out. */
export async function readThreadStates(
  tx: EntityManager,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, Thread>> {
  const threads = new Map<string, Thread>();
  for (const id of new Set(ids)) {
    const thread = await loadRoot(tx, 'thread', workspaceId, id, { lock: false });
    if (thread) threads.set(id, thread.state);
  }
  return threads;
}
