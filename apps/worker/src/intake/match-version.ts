/** Sets a version's claims beside those of other documents, and its account beside theirs; people decide what is proposed. */
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { inWorkspace } from '#database';
import type { Actor } from '#domain';
import { bodyOf, matchClaims, proposeOrigins, type OriginDocument, type OriginProposal } from '#extraction';
import {
  execute,
  readClaimWordings,
  readDocumentFindings,
  type DocumentFindings,
  type JobLease,
} from '#workflow';

export async function matchVersion(
  db: DataSource,
  { workspaceId, documentId, versionId }: { workspaceId: string; documentId: string; versionId: string },
  lease: JobLease,
): Promise<void> {
  const actor: Actor = { kind: 'system', workspaceId, name: 'extraction' };
  const { claims, documents } = await inWorkspace(db, workspaceId, async (tx) => ({
    claims: await readClaimWordings(tx, actor),
    documents: await readDocumentFindings(tx, actor, documentId),
  }));
  const own = claims.filter((claim) => claim.documentId === documentId);
  const others = claims.filter((claim) => claim.documentId !== documentId);
  const matches = matchClaims(own, others)
    .filter(({ claimId, matchId }) => claimId !== matchId)
    .map(({ claimId, matchId, score, strength, reasons }) => ({
      matchId: randomUUID(),
      claimId,
      otherClaimId: matchId,
      score,
      strength,
      reasons: [...reasons],
    }));
  const command = {
    type: 'record-matching' as const,
    documentId,
    versionId,
    matches: onePerPair(matches),
    dependences: dependencesOf(documents, documentId),
  };
  await execute(db, actor, command, { job: lease });
}

/** A claim that occurs in several documents is compared once for each. */
function onePerPair<T extends { claimId: string; otherClaimId: string; score: number }>(
  matches: readonly T[],
): T[] {
  const best = new Map<string, T>();
  for (const match of matches) {
    const key = [match.claimId, match.otherClaimId].sort().join(' ');
    if (match.score > (best.get(key)?.score ?? -1)) best.set(key, match);
  }
  return [...best.values()];
}

function dependencesOf(documents: readonly DocumentFindings[], documentId: string) {
  const versions = new Map(documents.map(({ id, versionId }) => [id, versionId]));
  const own = documents.find(({ id }) => id === documentId);
  if (!own) return [];
  const others = documents.filter((document) => document !== own);
  return proposeOrigins(accountOf(own), others.map(accountOf)).map((proposal) =>
    dependenceOf(proposal, versions),
  );
}

function accountOf({
  id,
  publisher,
  publishedAt,
  text,
  regions,
  findings,
}: DocumentFindings): OriginDocument {
  // What extraction has written is what it reads: the kinds are its own.
  const { credits, upstream } = findings as unknown as Pick<OriginDocument, 'credits' | 'upstream'>;
  return { id, publisher, publishedAt, text: bodyOf(text, regions), credits, upstream };
}

function dependenceOf(
  { kind, documents: [documentId, otherDocumentId], reason, score, evidence }: OriginProposal,
  versions: ReadonlyMap<string, string>,
) {
  const passagesIn = (id: string, spans: OriginProposal['evidence'][number]) =>
    spans.map(({ start, end }) => ({ versionId: versions.get(id) ?? '', start, end }));
  const [own, others] = evidence;
  return {
    dependenceId: randomUUID(),
    kind,
    documentId,
    otherDocumentId,
    why: reason,
    score,
    passages: [...passagesIn(documentId, own), ...passagesIn(otherDocumentId, others)],
  };
}
