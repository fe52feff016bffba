/** Outcomes in question: marked with what came to light, dismissed, or taken up by reopening the claim. */
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { loadRoot, RereviewRow, type Change, type Loaded } from '#database';
import {
  changedBy,
  currentRound,
  decideRereview,
  evolveRereview,
  lostBetween,
  NOTHING_KNOWN,
  passagesIn,
  restsOn,
  type Actor,
  type Claim,
  type ClaimCommand,
  type DocumentNotice,
  type MappedAnchor,
  type Rereview,
  type RereviewCause,
  type RereviewCommand,
  type Sources,
} from '#domain';
import { changeBy } from './changes.ts';
import { changeClaim, lockClaims } from './claim-changes.ts';
import { readPassages, readSources } from './source-facts.ts';

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

/**
 * Marks for the claims whose verdict loses what its policy asks of the origins behind it, now that people say what these
 * documents rest on. What is only suspected puts nothing in question that is decided; it closes the publish gate, which
 * also sees to an outcome that comes about at this very moment.
 */
export async function marksForOrigins(
  tx: EntityManager,
  actor: Actor,
  { documents, reason }: { documents: readonly Change<'document'>[]; reason: string },
  now: string,
): Promise<Change<'rereview'>[]> {
  const { workspaceId } = actor;
  const documentIds = documents.map(({ id }) => id);
  const rows: { claimId: string; documentId: string; versionId: string }[] = await tx.query(
    `select distinct g.claim_id as "claimId", v.document_id as "documentId", g.version_id as "versionId"
       from app.grounds g
       join app.document_versions v on v.workspace_id = g.workspace_id and v.id = g.version_id
      where g.workspace_id = $1 and v.document_id = any ($2::uuid[]) and g.latest`,
    [workspaceId, documentIds],
  );
  const claims = await lockClaims(
    tx,
    workspaceId,
    rows.map(({ claimId }) => claimId),
  );
  // Read under the locks: whoever says something of another document behind the same claim has committed, or waits.
  const { before, after } = await sourcesAround(tx, workspaceId, claims.values(), documents);
  const marks: Change<'rereview'>[] = [];
  for (const [claimId, { state: claim }] of claims) {
    const round = currentRound(claim);
    if (!round || !lostBetween(round, before, after).length) continue;
    const own = rows.filter((row) => row.claimId === claimId);
    const versionIds = new Set(own.map(({ versionId }) => versionId));
    const changed = passagesIn(claim, versionIds).map((passage) => ({ passage, now: passage.exact }));
    const documentId = own[0]?.documentId ?? null;
    const mark = markOf(claimId, { cause: 'origins-changed', documentId, changed, reason });
    marks.push(await markClaim(tx, actor, claim, mark, now));
  }
  return marks;
}

/** What the outcomes of these claims rest on as people confirmed it, before the documents change and after. */
async function sourcesAround(
  tx: EntityManager,
  workspaceId: string,
  claims: Iterable<Loaded<Claim>>,
  documents: readonly Change<'document'>[],
): Promise<{ before: Sources; after: Sources }> {
  const passages = [...claims].flatMap(({ state }) => restsOn(state).map(({ passage }) => passage));
  const sources = await readSources(
    tx,
    workspaceId,
    passages.map(({ versionId }) => versionId),
  );
  const originsNow = new Map(documents.map(({ id, after }) => [id, after.originIds]));
  const confirmed = (versionId: string) => ({ ...sources.originsOf(versionId), suspectedIds: [] });
  return {
    before: { ...sources, originsOf: confirmed },
    after: {
      ...sources,
      originsOf(versionId) {
        const source = confirmed(versionId);
        return { ...source, originIds: originsNow.get(source.documentId) ?? source.originIds };
      },
    },
  };
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
