/** What the machine proposes, and what the accounts of a claim rest on. */
import { In, type EntityManager } from 'typeorm';
import { DependenceRow, DocumentRow, MatchRow, OriginRow } from '#database';
import {
  independentOrigins,
  type Actor,
  type Figure,
  type ProposalStatus,
  type SourceOrigins,
} from '#domain';
import { occurrencesInCluster } from './clusters.ts';
import { readOrigins } from './source-facts.ts';
import { pageOfRows, readOne, type PageAsked } from './views.ts';

interface ProposalsAsked extends PageAsked {
  readonly status?: ProposalStatus | undefined;
}

/** The surest first would move while people decide: pages go by id. */
export const readMatches = (tx: EntityManager, actor: Actor, asked: ProposalsAsked) =>
  pageOfProposals(tx, actor, MatchRow, asked);

export const readDependences = (tx: EntityManager, actor: Actor, asked: ProposalsAsked) =>
  pageOfProposals(tx, actor, DependenceRow, asked);

function pageOfProposals<T extends MatchRow | DependenceRow>(
  tx: EntityManager,
  { workspaceId }: Actor,
  row: new () => T,
  { status, ...page }: ProposalsAsked,
) {
  const query = tx.createQueryBuilder(row, 'r').where('r.workspaceId = :workspaceId', { workspaceId });
  if (status) query.andWhere('r.status = :status', { status });
  return pageOfRows(query, 'id', page);
}

/**
 * The graph behind a claim: the documents that make it, in whatever words, the origins they rest on, and what is proposed
 * between them. Every end of a dependence is in it.
 */
export async function readClaimOrigins(tx: EntityManager, actor: Actor, claimId: string) {
  const { workspaceId } = actor;
  await readOne(tx, actor, 'claim', claimId);
  const sources = await sourcesOf(tx, workspaceId, claimId);
  const ids = [...sources.keys()];
  const dependences = await tx.find(DependenceRow, {
    where: [
      { workspaceId, documentId: In(ids) },
      { workspaceId, otherDocumentId: In(ids) },
    ],
    order: { id: 'asc' },
  });
  const ends = dependences.flatMap(({ documentId, otherDocumentId }) => [documentId, otherDocumentId]);
  const documents = await tx.find(DocumentRow, {
    where: { workspaceId, id: In([...new Set([...ids, ...ends])]) },
    order: { receivedAt: 'asc', id: 'asc' },
  });
  const about = new Map(documents.map(({ id, title, publisher }) => [id, { title, publisher }]));
  return {
    claimId,
    independentOrigins: independentOrigins([...sources.values()]),
    sources: [...sources.values()].map((source) => ({
      ...source,
      ...(about.get(source.documentId) ?? { title: '', publisher: '' }),
    })),
    neighbours: documents
      .filter(({ id }) => !sources.has(id))
      .map(({ id, title, publisher, originIds }) => ({ documentId: id, title, publisher, originIds })),
    origins: await tx.find(OriginRow, {
      where: { workspaceId, id: In(documents.flatMap(({ originIds }) => originIds)) },
      order: { ordinal: 'asc' },
    }),
    dependences,
  };
}

/** The documents that make the claim, and which of the claims that are one with it. */
async function sourcesOf(
  tx: EntityManager,
  workspaceId: string,
  claimId: string,
): Promise<Map<string, SourceOrigins & { readonly claimIds: readonly string[] }>> {
  const occurrences = await occurrencesInCluster(tx, workspaceId, claimId);
  const found = await readOrigins(
    tx,
    workspaceId,
    occurrences.map(({ versionId }) => versionId),
  );
  const sources = new Map<string, SourceOrigins & { claimIds: readonly string[] }>();
  for (const { versionId, claimId: id } of occurrences) {
    const source = found.get(versionId);
    if (!source) continue;
    const { claimIds } = sources.get(source.documentId) ?? { claimIds: [] };
    sources.set(source.documentId, { ...source, claimIds: [...new Set([...claimIds, id])] });
  }
  return sources;
}

/** An occurrence with its figures, and enough around them to set documents side by side. */
export interface OccurrenceFigures {
  readonly claimId: string;
  readonly documentId: string;
  readonly publisher: string;
  readonly publishedAt: string | null;
  readonly exact: string;
  readonly speaker: string | null;
  readonly figures: readonly Figure[];
}

/** The claim, and those that a match not rejected sets beside it. */
export async function readMatchedClaims(
  tx: EntityManager,
  { workspaceId }: Actor,
  claimId: string,
): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select $2::uuid as id
     union select other_claim_id from app.matches
            where workspace_id = $1 and claim_id = $2 and status <> 'rejected'
     union select claim_id from app.matches
            where workspace_id = $1 and other_claim_id = $2 and status <> 'rejected'`,
    [workspaceId, claimId],
  );
  return rows.map(({ id }) => id);
}

const OCCURRENCES_MAX = 5_000;

/** Of the claims that people have not thrown away, newest documents first; of one cluster's documents when claims are named. */
export async function readOccurrenceFigures(
  tx: EntityManager,
  { workspaceId }: Actor,
  claimIds: readonly string[] | null,
): Promise<OccurrenceFigures[]> {
  return tx.query(
    `select o.claim_id as "claimId", o.document_id as "documentId", d.publisher,
            d.published_at::text as "publishedAt", o.exact, o.speaker, o.figures
       from app.occurrences o
       join app.claims c on c.workspace_id = o.workspace_id and c.id = o.claim_id
       join app.documents d on d.workspace_id = o.workspace_id and d.id = o.document_id
      where o.workspace_id = $1 and c.status not in ('declined', 'merged')
        and ($2::uuid[] is null or o.document_id in (
              select document_id from app.occurrences where workspace_id = $1 and claim_id = any ($2::uuid[])))
      order by d.received_at desc, o.claim_id, o.ordinal limit $3`,
    [workspaceId, claimIds, OCCURRENCES_MAX],
  );
}
