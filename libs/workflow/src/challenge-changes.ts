/** What a reader said is wrong: received with its words kept apart, decided by an editor, erased when it is asked for. */
import type { EntityManager } from 'typeorm';
import { ChallengeTextRow, loadRoot } from '#database';
import { decideChallenge, evolveChallenge, type Actor, type ChallengeCommand } from '#domain';
import { changeBy } from './changes.ts';
import type { Changes } from './commands.ts';
import { changeRereview, markOf } from './rereview-changes.ts';

export async function changeChallenge(
  tx: EntityManager,
  actor: Actor,
  command: ChallengeCommand,
  now: string,
): Promise<Changes> {
  const { workspaceId } = actor;
  const { challengeId } = command;
  const before = await loadRoot(tx, 'challenge', workspaceId, challengeId, { lock: true });
  const events = decideChallenge(before?.state ?? null, command, actor);
  const challenge = changeBy('challenge', challengeId, before, events, evolveChallenge, { actor, now });
  switch (command.type) {
    case 'receive-challenge': {
      const { text, contact } = command;
      const keep = async (tx: EntityManager) =>
        void (await tx.insert(ChallengeTextRow, { workspaceId, challengeId, text, contact }));
      return { changes: [challenge], keep };
    }
    case 'accept-challenge': {
      // In the editor's words: the reader's stay where they can be erased.
      const { rereviewId, reason } = command;
      const why = { rereviewId, cause: 'challenged' as const, causeId: challengeId, reason };
      const mark = markOf(challenge.after.claimId, why);
      return { changes: [challenge, await changeRereview(tx, actor, mark, now)] };
    }
    case 'erase-challenge-text':
      return {
        changes: [challenge],
        keep: async (tx) => void (await tx.delete(ChallengeTextRow, { workspaceId, challengeId })),
      };
    case 'reject-challenge':
    case 'answer-challenge':
      return { changes: [challenge] };
  }
}
