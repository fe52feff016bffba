import type { EntityManager } from 'typeorm';
import { loadRoot, lockClaims, type Change, type Loaded } from '#database';
import {
  decideClaim,
  evolveClaim,
  findAssignment,
  Refused,
  type Actor,
  type Claim,
  type ClaimCommand,
} from '#domain';
import { changeBy } from './changes.ts';
import { claimContext } from './claim-facts.ts';
import type { Changes } from './commands.ts';
import { keepAsDraft } from './drafts.ts';

export { lockClaims };

export async function changeClaim(
  tx: EntityManager,
  actor: Actor,
  command: ClaimCommand,
  now: string,
): Promise<Change<'claim'>> {
  const before = await loadRoot(tx, 'claim', actor.workspaceId, command.claimId, { lock: true });
  return changeLoadedClaim(tx, actor, before, command, now);
}

/** For claims that the caller has locked already. */
export async function changeLoadedClaim(
  tx: EntityManager,
  actor: Actor,
  before: Loaded<Claim> | null,
  command: ClaimCommand,
  now: string,
): Promise<Change<'claim'>> {
  const context = await claimContext(tx, actor, before?.state ?? null, command, now);
  const events = decideClaim(before?.state ?? null, command, actor, context);
  return changeBy('claim', command.claimId, before, events, evolveClaim, { actor, now });
}

/** What was sent is its author's draft again, to be changed and sent anew. */
export async function withdrawVerdict(
  tx: EntityManager,
  actor: Actor,
  command: Extract<ClaimCommand, { type: 'withdraw-verdict' }>,
  now: string,
): Promise<Changes> {
  const claim = await changeClaim(tx, actor, command, now);
  const found = claim.before && findAssignment(claim.before.state, command.assignmentId);
  if (!found) throw new Error('a verdict was withdrawn of no assignment');
  return { changes: [claim], keep: (tx) => keepAsDraft(tx, actor.workspaceId, found.assignment) };
}

/** The merged claim points to the other, which takes over its occurrences: two streams, one transaction. */
export async function mergeClaim(
  tx: EntityManager,
  actor: Actor,
  command: Extract<ClaimCommand, { type: 'merge-claim' }>,
  now: string,
): Promise<Change<'claim'>[]> {
  if (command.into === command.claimId)
    throw new Refused('wrong-status', 'A claim cannot be merged into itself.');
  const loaded = await lockClaims(tx, actor.workspaceId, [command.claimId, command.into]);
  const from = loaded.get(command.claimId);
  const into = loaded.get(command.into);
  if (!from || !into) throw new Refused('not-found', 'There is no such claim.');
  const merged = await changeLoadedClaim(tx, actor, from, command, now);
  const handedOver: ClaimCommand = {
    type: 'add-occurrences',
    claimId: command.into,
    from: command.claimId,
    occurrences: from.state.occurrences,
  };
  return [merged, await changeLoadedClaim(tx, actor, into, handedOver, now)];
}
