/** Outcomes that what becomes of their sources puts in question: marked in the transaction in which it is said. */
import { Not, type EntityManager } from 'typeorm';
import { FindingRow, type Change, type Loaded } from '#database';
import {
  changedBy,
  currentRound,
  isAuthenticPrimary,
  lostBetween,
  passagesIn,
  restsOn,
  type Actor,
  type Claim,
  type DocumentNotice,
  type MappedAnchor,
  type Sources,
} from '#domain';
import { lockClaims } from './claim-changes.ts';
import { markClaim, markOf, readMarks } from './rereview-changes.ts';
import { readSources } from './source-facts.ts';

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
  about: readonly { readonly claimId: string }[],
): Promise<Map<string, Loaded<Claim>>> =>
  lockClaims(
    tx,
    workspaceId,
    about.map(({ claimId }) => claimId),
  );

/** Marks for the claims whose outcome rests on the document of which its publisher said this. */
export async function marksForNotice(
  tx: EntityManager,
  actor: Actor,
  { documentId, notice }: { documentId: string; notice: DocumentNotice },
  now: string,
): Promise<Change<'rereview'>[]> {
  const cause = notice.kind === 'retraction' ? 'source-retracted' : 'source-corrected';
  const why = { cause, causeId: notice.id, reason: notice.reason } as const;
  const marks: Change<'rereview'>[] = [];
  for (const { claim, documentId: source, changed } of await claimsOn(tx, actor, [documentId]))
    marks.push(
      await markClaim(tx, actor, claim, markOf(claim.id, { ...why, documentId: source, changed }), now),
    );
  return marks;
}

/**
 * Marks for the claims whose verdict loses what its policy asks of the origins behind it, now that people say what these
 * documents rest on. What is only suspected puts nothing in question that is decided; it closes the publish gate, which
 * also sees to an outcome that comes about at this very moment.
 */
export function marksForOrigins(
  tx: EntityManager,
  actor: Actor,
  { documents, reason }: { documents: readonly Change<'document'>[]; reason: string },
  now: string,
): Promise<Change<'rereview'>[]> {
  const originsNow = new Map(documents.map(({ id, after }) => [id, after.originIds]));
  const afterwards = async (sources: Sources): Promise<Sources> => ({
    ...sources,
    originsOf(versionId) {
      const source = sources.originsOf(versionId);
      return { ...source, originIds: originsNow.get(source.documentId) ?? source.originIds };
    },
  });
  const documentIds = documents.map(({ id }) => id);
  return marksForLoss(tx, actor, { documentIds, why: { cause: 'origins-changed', reason }, afterwards }, now);
}

/** Marks for the claims that were verified by one source alone, since it was found to be authentic, and is not any more. */
export function marksForFinding(
  tx: EntityManager,
  actor: Actor,
  { id: causeId, after: finding }: Change<'finding'>,
  now: string,
): Promise<Change<'rereview'>[]> {
  const { workspaceId } = actor;
  const { documentId, versionId, withdrawnFor, method } = finding;
  const afterwards = async (sources: Sources): Promise<Sources> => {
    const others = await tx.findBy(FindingRow, { workspaceId, versionId, id: Not(causeId) });
    const isPrimary = isAuthenticPrimary([...others, finding], versionId);
    return {
      ...sources,
      isAuthenticPrimary: (id) => (id === versionId ? isPrimary : sources.isAuthenticPrimary(id)),
    };
  };
  const why = { cause: 'authenticity-doubted', causeId, reason: withdrawnFor ?? method } as const;
  return marksForLoss(tx, actor, { documentIds: [documentId], why, afterwards }, now);
}

interface Loss {
  readonly documentIds: readonly string[];
  readonly why: Parameters<typeof markOf>[1];
  /** What the outcomes rest on once this transaction is over; asked under the claims' locks. */
  readonly afterwards: (sources: Sources) => Promise<Sources>;
}

/** Marks for the claims on these documents that no longer have what their policy asks of their sources. */
async function marksForLoss(
  tx: EntityManager,
  actor: Actor,
  { documentIds, why, afterwards }: Loss,
  now: string,
): Promise<Change<'rereview'>[]> {
  const claims = await claimsOn(tx, actor, documentIds);
  // Read under the locks: whoever says something of another document behind the same claim has committed, or waits.
  const before = await confirmedSources(
    tx,
    actor,
    claims.map(({ claim }) => claim),
  );
  const after = await afterwards(before);
  const marks: Change<'rereview'>[] = [];
  for (const { claim, documentId, changed } of claims) {
    const round = currentRound(claim);
    if (!round || !lostBetween(round, before, after).length) continue;
    const mark = markOf(claim.id, { ...why, documentId, changed });
    marks.push(await markClaim(tx, actor, claim, mark, now));
  }
  return marks;
}

/** The claims whose outcome rests on these documents, locked, each with the first of them and its passages in all. */
async function claimsOn(tx: EntityManager, { workspaceId }: Actor, documentIds: readonly string[]) {
  const rows: { claimId: string; documentId: string; versionId: string }[] = await tx.query(
    `select distinct g.claim_id as "claimId", v.document_id as "documentId", g.version_id as "versionId"
       from app.grounds g
       join app.document_versions v on v.workspace_id = g.workspace_id and v.id = g.version_id
      where g.workspace_id = $1 and v.document_id = any ($2::uuid[]) and g.latest`,
    [workspaceId, documentIds],
  );
  const locked = await lock(tx, workspaceId, rows);
  return [...locked].flatMap(([claimId, { state: claim }]) => {
    const own = rows.filter((row) => row.claimId === claimId);
    const passages = passagesIn(claim, new Set(own.map(({ versionId }) => versionId)));
    const documentId = own[0]?.documentId;
    // Without a passage it was opened again before it was locked.
    return documentId && passages.length
      ? [{ claim, documentId, changed: passages.map((passage) => ({ passage, now: passage.exact })) }]
      : [];
  });
}

/** What the outcomes of these claims rest on as people confirmed it. */
async function confirmedSources(
  tx: EntityManager,
  { workspaceId }: Actor,
  claims: readonly Claim[],
): Promise<Sources> {
  const versionIds = claims.flatMap((claim) => restsOn(claim).map(({ passage }) => passage.versionId));
  const sources = await readSources(tx, workspaceId, versionIds);
  return {
    ...sources,
    originsOf: (versionId) => ({ ...sources.originsOf(versionId), suspectedIds: [] }),
  };
}
