/** What the steps over a document version ask of the database: its text, what earlier versions were pinned to, other documents. */
import type { EntityManager } from 'typeorm';
import { DocumentTextRow, loadRoot } from '#database';
import type { Actor, Document, ExtractionFindings, Figure, MappedAnchor, TextRegion } from '#domain';

export interface VersionText {
  readonly document: Document;
  readonly text: string;
  readonly regions: readonly TextRegion[];
}

export async function readVersion(
  tx: EntityManager,
  { workspaceId }: Actor,
  documentId: string,
  versionId: string,
): Promise<VersionText | null> {
  const document = (await loadRoot(tx, 'document', workspaceId, documentId, { lock: false }))?.state;
  const kept = await tx.findOneBy(DocumentTextRow, { workspaceId, versionId });
  return document && kept ? { document, text: kept.text, regions: kept.regions } : null;
}

export interface PinnedPassage extends Pick<MappedAnchor, 'claimId' | 'place'> {
  readonly fromVersionId: string;
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/**
 * Everything that is pinned to an earlier version of the document: occurrences, and the evidence of rounds that are closed.
 * That of an open round is sealed: where it is pinned would tell that somebody has submitted.
 */
export async function readPinnedPassages(
  tx: EntityManager,
  { workspaceId }: Actor,
  documentId: string,
  versionId: string,
): Promise<PinnedPassage[]> {
  return tx.query(
    `with earlier as (
       select id from app.document_versions
        where workspace_id = $1 and document_id = $2
          and ordinal < (select ordinal from app.document_versions where workspace_id = $1 and id = $3))
     select o.claim_id as "claimId", o.version_id as "fromVersionId", o.start_at as start, o.end_at as "end",
            o.exact, o.prefix, o.suffix,
            jsonb_build_object('kind', 'occurrence', 'ordinal', o.ordinal) as place
       from app.occurrences o where o.workspace_id = $1 and o.version_id in (select id from earlier)
     union all
     select e.claim_id, e.version_id, e.start_at, e.end_at, e.exact, coalesce(e.prefix, ''), coalesce(e.suffix, ''),
            jsonb_build_object('kind', 'evidence', 'round', e.round, 'slot', e.slot, 'ordinal', e.ordinal)
       from app.evidence e
       join app.rounds r on r.workspace_id = e.workspace_id and r.claim_id = e.claim_id and r.number = e.round
      where e.workspace_id = $1 and e.kind = 'passage' and r.status <> 'open'
        and e.version_id in (select id from earlier)
        and (e.slot = 0 or exists (select 1 from app.verdicts w
               join app.assignments a on a.workspace_id = w.workspace_id and a.id = w.assignment_id
              where w.workspace_id = e.workspace_id and w.claim_id = e.claim_id and w.round = e.round
                and a.slot = e.slot and w.fence = e.fence and w.standing))
     order by "claimId", place`,
    [workspaceId, documentId, versionId],
  );
}

/** The texts of these versions. */
export async function readTexts(
  tx: EntityManager,
  { workspaceId }: Actor,
  versionIds: readonly string[],
): Promise<Map<string, string>> {
  const rows: { version_id: string; text: string }[] = await tx.query(
    'select version_id, text from app.document_texts where workspace_id = $1 and version_id = any ($2::uuid[])',
    [workspaceId, versionIds],
  );
  return new Map(rows.map(({ version_id, text }) => [version_id, text]));
}

/** A claim's first occurrence, for comparison with others. */
export interface ClaimWording {
  readonly id: string;
  readonly text: string;
  readonly exact: string;
  readonly documentId: string;
  readonly publishedAt: string | null;
  readonly speaker: string | null;
  readonly figures: readonly Figure[];
}

const CLAIMS_MAX = 20_000;

/** The latest claims that people have not thrown away, one row for each document in which they occur. */
export async function readClaimWordings(tx: EntityManager, { workspaceId }: Actor): Promise<ClaimWording[]> {
  return tx.query(
    `select distinct on (c.proposed_at, c.id, o.document_id)
            c.id, c.text, o.exact, o.document_id as "documentId", d.published_at::text as "publishedAt",
            o.speaker, o.figures
       from app.claims c
       join app.occurrences o on o.workspace_id = c.workspace_id and o.claim_id = c.id
       join app.documents d on d.workspace_id = o.workspace_id and d.id = o.document_id
      where c.workspace_id = $1 and c.status not in ('declined', 'merged')
      order by c.proposed_at desc, c.id, o.document_id, o.ordinal limit $2`,
    [workspaceId, CLAIMS_MAX],
  );
}

export interface DocumentFindings {
  readonly id: string;
  readonly versionId: string;
  readonly title: string;
  readonly publisher: string;
  readonly publishedAt: string | null;
  readonly text: string;
  readonly regions: readonly TextRegion[];
  readonly findings: ExtractionFindings;
}

const DOCUMENTS_MAX = 500;

/** The latest versions that extraction has been over, the newest documents first; the one asked for is among them. */
export async function readDocumentFindings(
  tx: EntityManager,
  { workspaceId }: Actor,
  documentId: string,
): Promise<DocumentFindings[]> {
  return tx.query(
    `select * from (
       select distinct on (d.id) d.id, v.id as "versionId", d.title, d.publisher,
              d.published_at::text as "publishedAt", t.text, t.regions, x.findings, d.received_at
         from app.documents d
         join app.document_versions v on v.workspace_id = d.workspace_id and v.document_id = d.id
         join app.document_texts t on t.workspace_id = d.workspace_id and t.version_id = v.id
         join app.extractions x on x.workspace_id = d.workspace_id and x.version_id = v.id
        where d.workspace_id = $1 order by d.id, v.ordinal desc) as latest
      order by id = $2 desc, received_at desc limit $3`,
    [workspaceId, documentId, DOCUMENTS_MAX],
  );
}
