/** What the rules ask about the documents behind passages: whether they say it, what they rest on, what was found of them. */
import { In, type EntityManager } from 'typeorm';
import { FindingRow, prepared } from '#database';
import {
  isAuthenticPrimary,
  type ClaimContext,
  type Passage,
  type SourceOrigins,
  type Sources,
} from '#domain';

type PassageFacts = Sources & Pick<ClaimContext, 'passageStands'>;

const keyOf = ({ versionId, start, end, exact, prefix, suffix }: Passage) =>
  JSON.stringify([versionId, start, end, exact, prefix, suffix]);

/** Which passages stand in their text as they are given, and what is known of each version. Postgres counts code points, as we do. */
export async function readPassages(
  tx: EntityManager,
  workspaceId: string,
  passages: readonly Passage[],
): Promise<PassageFacts> {
  const standing = new Set(passages.length ? await standingIn(tx, workspaceId, passages) : []);
  const sources = await readSources(
    tx,
    workspaceId,
    passages.map(({ versionId }) => versionId),
  );
  return {
    ...sources,
    passageStands: (passage) => standing.has(keyOf(passage)),
  };
}

/** What the verdict policy asks about the documents behind these versions. */
export async function readSources(
  tx: EntityManager,
  workspaceId: string,
  versions: readonly string[],
): Promise<Sources> {
  const versionIds = [...new Set(versions)];
  const origins = await readOrigins(tx, workspaceId, versionIds);
  const findings = versionIds.length
    ? await tx.findBy(FindingRow, { workspaceId, versionId: In(versionIds) })
    : [];
  return {
    // A passage of a version that is not here is refused before anybody asks what it rests on.
    originsOf: (versionId) =>
      origins.get(versionId) ?? { documentId: versionId, originIds: [], suspectedIds: [] },
    isAuthenticPrimary: (versionId) => isAuthenticPrimary(findings, versionId),
  };
}

async function standingIn(
  tx: EntityManager,
  workspaceId: string,
  passages: readonly Passage[],
): Promise<string[]> {
  const { rows } = await prepared<Passage>(
    tx,
    `select v.id as "versionId", p.start_at as start, p.end_at as "end", p.exact, p.prefix, p.suffix
       from unnest($2::uuid[], $3::int[], $4::int[], $5::text[], $6::text[], $7::text[])
              as p (version_id, start_at, end_at, exact, prefix, suffix)
       join app.document_versions v on v.workspace_id = $1 and v.id = p.version_id
       join app.document_texts t on t.workspace_id = $1 and t.version_id = v.id
      where substring(t.text from p.start_at + 1 for p.end_at - p.start_at) = p.exact
        and substring(t.text from greatest(p.start_at - char_length(p.prefix), 0) + 1
                      for least(char_length(p.prefix), p.start_at)) = p.prefix
        and substring(t.text from p.end_at + 1 for char_length(p.suffix)) = p.suffix`,
    [
      workspaceId,
      passages.map(({ versionId }) => versionId),
      passages.map(({ start }) => start),
      passages.map(({ end }) => end),
      passages.map(({ exact }) => exact),
      passages.map(({ prefix }) => prefix),
      passages.map(({ suffix }) => suffix),
    ],
  );
  return rows.map(keyOf);
}

/** What the documents behind these versions rest on: what people confirmed, and what is proposed and not decided. */
export async function readOrigins(
  tx: EntityManager,
  workspaceId: string,
  versionIds: readonly string[],
): Promise<Map<string, SourceOrigins>> {
  if (!versionIds.length) return new Map();
  const rows: (SourceOrigins & { versionId: string })[] = await tx.query(
    `select v.id as "versionId", d.id as "documentId", d.origin_ids as "originIds",
            array(select p.id from app.dependences p
                   where p.workspace_id = d.workspace_id and d.id in (p.document_id, p.other_document_id)
                     and p.status = 'proposed' order by p.id) as "suspectedIds"
       from app.document_versions v
       join app.documents d on d.workspace_id = v.workspace_id and d.id = v.document_id
      where v.workspace_id = $1 and v.id = any ($2::uuid[])`,
    [workspaceId, versionIds],
  );
  return new Map(rows.map(({ versionId, ...source }) => [versionId, source]));
}
