/** Outcomes in question: marked with what came to light, dismissed, or taken up by reopening the claim. */
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { loadRoot, RereviewRow, type Change, type Loaded } from '#database';
import {
  changedBy,
  decideRereview,
  evolveRereview,
  NOTHING_KNOWN,
  passagesIn,
  type Actor,
  type Claim,
  type ClaimCommand,
  type DocumentNotice,
  type MappedAnchor,
  type Rereview,
  type RereviewCause,
  type RereviewCommand,
} from '#domain';
import { changeBy } from './changes.ts';
import { changeClaim, lockClaims } from './claim-changes.ts';
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
  const context = {
    claim,
    known,
    passageStands: ({ versionId, start, end, exact }: MarkCommand['evidence'][number]) =>
      passageStands(versionId, start, end, exact),
  };
  const events = decideRereview(null, command, actor, context);
  return changeBy('rereview', command.rereviewId, null, events, evolveRereview, { actor, now });
}

/** All marks of a claim, in the order they were made. */
export const readMarks = (tx: EntityManager, workspaceId: string, claimId: string): Promise<Rereview[]> =>
  tx.find(RereviewRow, { where: { workspaceId, claimId }, order: { markedAt: 'asc', id: 'asc' } });

/** Marks for the claims whose passages read otherwise where these anchors found them. */
export async function marksForAnchors(
  tx: EntityManager,
  actor: Actor,
  source: { documentId: string; versionId: string; anchors: readonly MappedAnchor[] },
  now: string,
): Promise<Change<'rereview'>[]> {
  const { workspaceId } = actor;
  const { documentId, versionId, anchors } = source;
  // What a claim rests on is evidence; where it is made is not what its outcome rests on.
  const mapped = anchors.filter(({ place }) => place.kind === 'evidence');
  const marks: Change<'rereview'>[] = [];
  for (const [claimId, { state: claim }] of await lock(tx, workspaceId, mapped)) {
    const changed = changedBy(claim, mapped, await readMarks(tx, workspaceId, claimId));
    if (!changed.length) continue;
    const mark = markOf(claimId, { cause: 'source-changed', causeId: versionId, documentId, changed });
    marks.push(await markClaim(tx, actor, claim, mark, now));
  }
  return marks;
}

const lock = (
  tx: EntityManager,
  workspaceId: string,
  anchors: readonly MappedAnchor[],
): Promise<Map<string, Loaded<Claim>>> =>
  lockClaims(
    tx,
    workspaceId,
    anchors.map(({ claimId }) => claimId),
  );

/** Marks for the claims whose outcome rests on the document of which its publisher said this. */
export async function marksForNotice(
  tx: EntityManager,
  actor: Actor,
  { documentId, notice }: { documentId: string; notice: DocumentNotice },
  now: string,
): Promise<Change<'rereview'>[]> {
  const { workspaceId } = actor;
  const rows: { claimId: string; versionId: string }[] = await tx.query(
    `select distinct g.claim_id as "claimId", g.version_id as "versionId"
       from app.grounds g
       join app.document_versions v on v.workspace_id = g.workspace_id and v.id = g.version_id
      where g.workspace_id = $1 and v.document_id = $2 and g.latest`,
    [workspaceId, documentId],
  );
  const versionIds = new Set(rows.map(({ versionId }) => versionId));
  const cause = notice.kind === 'retraction' ? 'source-retracted' : 'source-corrected';
  const marks: Change<'rereview'>[] = [];
  const claims = await lockClaims(
    tx,
    workspaceId,
    rows.map(({ claimId }) => claimId),
  );
  for (const [claimId, { state: claim }] of claims) {
    const changed = passagesIn(claim, versionIds).map((passage) => ({ passage, now: passage.exact }));
    // It was opened again before it was locked.
    if (!changed.length) continue;
    const mark = markOf(claimId, { cause, causeId: notice.id, documentId, changed, reason: notice.reason });
    marks.push(await markClaim(tx, actor, claim, mark, now));
  }
  return marks;
}

export const markOf = (
  claimId: string,
  why: { cause: RereviewCause } & Partial<Omit<MarkCommand, 'type' | 'claimId' | 'cause'>>,
): MarkCommand => {
  const rereviewId = why.rereviewId ?? randomUUID();
  const nothing = { documentId: null, changed: [], evidence: [], reason: null, causeId: rereviewId };
  return { type: 'mark-for-rereview', ...nothing, ...why, rereviewId, claimId };
};

/** The next round is about everything that is open: it says so, and nothing of it waits for an editor any more. */
export async function reopenClaim(
  tx: EntityManager,
  actor: Actor,
  command: Extract<ClaimCommand, { type: 'reopen-claim' }>,
  now: string,
): Promise<Change[]> {
  const claim = await changeClaim(tx, actor, command, now);
  const round = claim.after.rounds.length;
  const changes: Change[] = [claim];
  for (const { id, status } of await readMarks(tx, actor.workspaceId, command.claimId))
    if (status === 'open')
      changes.push(await changeRereview(tx, actor, { type: 'take-up-rereview', rereviewId: id, round }, now));
  return changes;
}
