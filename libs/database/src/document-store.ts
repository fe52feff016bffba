/** A document as rows and back. */
import type { EntityManager } from 'typeorm';
import type { Document } from '#domain';
import { DocumentRow, DocumentVersionRow } from './rows/document.rows.ts';
import type { RowState } from './save.ts';

export async function loadDocument(
  tx: EntityManager,
  workspaceId: string,
  row: DocumentRow,
): Promise<Document> {
  const where = { workspaceId, documentId: row.id };
  const versions = await tx.find(DocumentVersionRow, { where, order: { ordinal: 'asc' } });
  const { id, title, publisher, publishedAt, language, receivedAt, originId, edition } = row;
  return {
    id,
    title,
    publisher,
    publishedAt,
    language,
    receivedAt,
    edition,
    originId,
    versions: versions.map(({ id, bytesSha256, textSha256, characters, claimsFound }) => ({
      id,
      bytesSha256,
      textSha256,
      characters,
      claimsFound,
    })),
  };
}

export function documentRows({ id: documentId, versions, ...values }: Document): RowState[] {
  return [
    { entity: DocumentRow, key: { id: documentId }, values },
    ...versions.map(({ id, ...rest }, ordinal) => ({
      entity: DocumentVersionRow,
      key: { id },
      values: { documentId, ordinal, ...rest },
    })),
  ];
}
