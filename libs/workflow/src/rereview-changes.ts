/** Outcomes in question: marked with what came to light, dismissed, or taken up by reopening the claim. */
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { loadRoot, RereviewRow, type Change } from '#database';
import {
  decideRereview,
  evolveRereview,
  NOTHING_KNOWN,
  type Actor,
  type Claim,
  type ClaimCommand,
  type Rereview,
  type RereviewCause,
  type RereviewCommand,
} from '#domain';
import { changeBy } from './changes.ts';
import { changeClaim } from './claim-changes.ts';
import { readPassages } from './source-facts.ts';

type Command<T extends RereviewCommand['type']> = Extract<RereviewCommand, { type: T }>;
type MarkCommand = Command<'mark-for-rereview'>;

export async function changeRereview(
  tx: EntityManager,
  actor: Actor,
  command: RereviewCommand,
  now: string,
): Promise<Change<'rereview'>> {
  if (command.type === 'mark-for-rereview') {
    const claim = await loadRoot(tx, 'claim', actor.workspaceId, command.claimId, { lock: true });
    return markClaim(tx, actor, claim?.state ?? null, command, now);
  }
  const { workspaceId } = actor;
  const before = await loadRoot(tx, 'rereview', workspaceId, command.rereviewId, { lock: true });
  const events = decideRereview(before?.state ?? null, command, actor, NOTHING_KNOWN);
  return changeBy('rereview', command.rereviewId, before, events, evolveRereview, { actor, now });
}

/** For a claim that the caller has locked: marks and reopening follow each other. */
export async function markClaim(
  tx: EntityManager,
  actor: Actor,
  claim: Claim | null,
  command: MarkCommand,
  now: string,
): Promise<Change<'rereview'>> {
  const { workspaceId } = actor;
  const known = claim ? await readMarks(tx, workspaceId, claim.id) : [];
  const { passageStands } = await readPassages(tx, workspaceId, command.evidence);
  const context = { claim, known, passageStands };
  const events = decideRereview(null, command, actor, context);
  return changeBy('rereview', command.rereviewId, null, events, evolveRereview, { actor, now });
}

/** All marks of a claim, in the order they were made. */
export const readMarks = (tx: EntityManager, workspaceId: string, claimId: string): Promise<Rereview[]> =>
  tx.find(RereviewRow, { where: { workspaceId, claimId }, order: { markedAt: 'asc', id: 'asc' } });

export const markOf = (
  claimId: string,
  why: { cause: RereviewCause } & Partial<Omit<MarkCommand, 'type' | 'claimId' | 'cause'>>,
): MarkCommand => {
  const rereviewId = why.rereviewId ?? randomUUID();
  const nothing = { documentId: null, changed: [], evidence: [], reason: null, causeId: rereviewId };
  return { type: 'mark-for-rereview', ...nothing, ...why, rereviewId, claimId };
};

/** The next round is about everything that is open: it says so, and nothing of it waits for an editor any more. */
export async function openNextRound(
  tx: EntityManager,
  actor: Actor,
  command: Extract<ClaimCommand, { type: 'reopen-claim' | 'route-claim' | 'accept-claim' }>,
  now: string,
): Promise<Change[]> {
  const claim = await changeClaim(tx, actor, command, now);
  const round = claim.after.rounds.length;
  const changes: Change[] = [claim];
  // What has no round yet has no outcome that could be in question; an accepted claim may wait for its desk.
  if (round < 2 || round === claim.before?.state.rounds.length) return changes;
  for (const { id, status } of await readMarks(tx, actor.workspaceId, command.claimId))
    if (status === 'open')
      changes.push(await changeRereview(tx, actor, { type: 'take-up-rereview', rereviewId: id, round }, now));
  return changes;
}
