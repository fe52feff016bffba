/** What was found about the authenticity of documents: shown wherever something rests on one of them. */
import { In, type EntityManager } from 'typeorm';
import { DocumentVersionRow, FindingRow } from '#database';
import type { Actor } from '#domain';
import { readOne } from './views.ts';

/** The findings on these documents that stand, the oldest first. */
export async function readFindings(tx: EntityManager, workspaceId: string, documentIds: readonly string[]) {
  if (!documentIds.length) return [];
  const rows = await tx.find(FindingRow, {
    where: { workspaceId, documentId: In([...new Set(documentIds)]) },
    order: { recordedAt: 'asc', id: 'asc' },
  });
  return rows.filter(({ withdrawnFor }) => withdrawnFor === null);
}

/** The documents behind these versions. */
export async function documentsOf(
  tx: EntityManager,
  workspaceId: string,
  versionIds: readonly string[],
): Promise<string[]> {
  if (!versionIds.length) return [];
  const rows = await tx.find(DocumentVersionRow, {
    select: { documentId: true },
    where: { workspaceId, id: In([...new Set(versionIds)]) },
  });
  return rows.map(({ documentId }) => documentId);
}

/** Every finding on one document, also those that were withdrawn. */
export async function readFindingsOf(tx: EntityManager, actor: Actor, documentId: string) {
  await readOne(tx, actor, 'document', documentId);
  const { workspaceId } = actor;
  const items = await tx.find(FindingRow, {
    where: { workspaceId, documentId },
    order: { recordedAt: 'asc', id: 'asc' },
  });
  return { items, next: null };
}
