/** Claims whose outcome is in question, as people see them; and what is still to be held against an outcome. */
import { In, type DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { EvidenceRow, RereviewRow, type ClaimRow } from '#database';
import type { Actor, DocumentNotice, Passage, RereviewCause, RereviewStatus } from '#domain';
import { pageOfRows, type PageAsked } from './views.ts';

export interface RereviewsAsked extends PageAsked {
  readonly status?: RereviewStatus | undefined;
  readonly claimId?: string | undefined;
}

export async function readRereviews(tx: EntityManager, actor: Actor, asked: RereviewsAsked) {
  const query = tx
    .createQueryBuilder(RereviewRow, 'r')
    .where('r.workspaceId = :ws', { ws: actor.workspaceId });
  if (asked.status) query.andWhere('r.status = :status', { status: asked.status });
  if (asked.claimId) query.andWhere('r.claimId = :claimId', { claimId: asked.claimId });
  return pageOfRows(query, 'markedAt', asked);
}

/** What puts a claim in question, or did, in the order it came up: reviewers of the next round read in it what changed. */
export const rereviewsOf = (tx: EntityManager, { workspaceId }: Actor, claimId: string) =>
  tx.find(RereviewRow, { where: { workspaceId, claimId }, order: { markedAt: 'asc', id: 'asc' } });

/** Which of these claims need re-review. */
export async function questionedAmong(
  tx: EntityManager,
  workspaceId: string,
  claimIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.find(RereviewRow, {
    select: { claimId: true },
    where: { workspaceId, claimId: In([...claimIds]), status: 'open' },
  });
  return new Set(rows.map(({ claimId }) => claimId));
}

/** Keeps of the claims in `query`, which calls them r, those whose outcome is in question, or the others. */
export const onlyQuestioned = (query: SelectQueryBuilder<ClaimRow>, questioned: boolean) =>
  query.andWhere(
    `${questioned ? '' : 'not '}exists (select 1 from app.rereviews m where m.workspace_id = r.workspace_id
       and m.claim_id = r.id and m.status = 'open')`,
  );

/** Whether passages are pinned to the claim: an outcome that rests on none has nothing that could have changed. */
export const restsOnPassages = (
  tx: EntityManager,
  { workspaceId }: Actor,
  claimId: string,
): Promise<boolean> => tx.existsBy(EvidenceRow, { workspaceId, claimId, kind: 'passage' });

/** A passage an outcome rests on that was sealed when a newer version of its document came. */
export interface UnmappedPassage {
  readonly documentId: string;
  /** The newest version. */
  readonly versionId: string;
  /** Its own anchors are mapped: before that, this passage may still be among them. */
  readonly ready: boolean;
  readonly fromVersionId: string;
  readonly round: number;
  readonly slot: number;
  readonly ordinal: number;
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

export function readUnmapped(
  tx: EntityManager,
  { workspaceId }: Actor,
  claimId: string,
): Promise<UnmappedPassage[]> {
  return tx.query(
    `select v.document_id as "documentId", newest.id as "versionId", newest.anchors_mapped is not null as ready,
            v.id as "fromVersionId", g.round, g.slot, g.ordinal,
            e.start_at as start, e.end_at as "end", e.exact,
            coalesce(e.prefix, '') as prefix, coalesce(e.suffix, '') as suffix
       from app.grounds g
       join app.evidence e on e.workspace_id = g.workspace_id and e.claim_id = g.claim_id and e.round = g.round
                          and e.slot = g.slot and e.fence = g.fence and e.ordinal = g.ordinal
       join app.document_versions v on v.workspace_id = g.workspace_id and v.id = g.version_id
       join lateral (select n.id, n.ordinal, n.anchors_mapped from app.document_versions n
                      where n.workspace_id = v.workspace_id and n.document_id = v.document_id
                      order by n.ordinal desc limit 1) newest on newest.ordinal > v.ordinal
      where g.workspace_id = $1 and g.claim_id = $2 and g.latest
        and not exists (select 1 from app.anchors a
                         where a.workspace_id = g.workspace_id and a.version_id = newest.id and a.claim_id = g.claim_id
                           and a.anchor -> 'place' = jsonb_build_object('kind', 'evidence', 'round', g.round,
                                                                        'slot', g.slot, 'ordinal', g.ordinal))
      order by v.document_id, g.slot, g.ordinal`,
    [workspaceId, claimId],
  );
}

/**
 * Something a publisher said of a document that the claim's outcome rests on, and that no mark of the claim says yet. Who
 * pinned the passage could not have seen it: it came after their verdict, or so shortly before that a transaction which
 * was still open, or a page that was read already, did not show it.
 */
export interface UnmarkedNotice {
  readonly documentId: string;
  readonly notice: DocumentNotice;
  readonly passages: readonly Passage[];
}

export function readUnmarkedNotices(
  tx: EntityManager,
  { workspaceId }: Actor,
  claimId: string,
): Promise<UnmarkedNotice[]> {
  return tx.query(
    `select d.id as "documentId", notice,
            jsonb_agg(distinct jsonb_build_object('versionId', e.version_id, 'start', e.start_at, 'end', e.end_at,
              'exact', e.exact, 'prefix', coalesce(e.prefix, ''), 'suffix', coalesce(e.suffix, ''))) as passages
       from app.grounds g
       join app.evidence e on e.workspace_id = g.workspace_id and e.claim_id = g.claim_id and e.round = g.round
                          and e.slot = g.slot and e.fence = g.fence and e.ordinal = g.ordinal
       join app.document_versions v on v.workspace_id = g.workspace_id and v.id = g.version_id
       join app.documents d on d.workspace_id = v.workspace_id and d.id = v.document_id
       join lateral (select t.recorded_at as at from app.assignments a
                       join app.verdicts t on t.workspace_id = a.workspace_id and t.assignment_id = a.id
                      where a.workspace_id = g.workspace_id and a.claim_id = g.claim_id and a.round = g.round
                        and a.slot = g.slot and t.fence = g.fence and t.standing
                     union all
                     select s.decided_at from app.decisions s
                      where s.workspace_id = g.workspace_id and s.claim_id = g.claim_id and s.round = g.round
                        and g.slot = 0) judged on true
      cross join lateral jsonb_array_elements(d.notices) as notice
      where g.workspace_id = $1 and g.claim_id = $2 and g.latest
        and (notice ->> 'recordedAt')::timestamptz > judged.at - interval '1 minute'
        and not exists (select 1 from app.rereviews m
                         where m.workspace_id = $1 and m.claim_id = $2 and m.cause_id = (notice ->> 'id')::uuid)
      group by d.id, notice order by notice ->> 'recordedAt'`,
    [workspaceId, claimId],
  );
}

/**
 * The claims of the newest page at this address that are in question, or were opened again since it was published: in the
 * order of the page, and of one claim first what was known when the page was published. Null also if the newest is not
 * `version`: claims have other numbers on another page.
 */
export async function readPublicNotice(
  db: DataSource,
  slug: string,
  version: number,
): Promise<PublicNotice | null> {
  const rows: (Omit<QuestionedClaim, 'since'> & { version: number; since: Date })[] = await db.query(
    'select version, claim_number as number, causes, since, known, stage from app.public_notices($1) where version = $2',
    [slug, version],
  );
  const [first] = rows;
  if (!first) return null;
  const claims = rows.map(({ number, causes, since, known, stage }) => ({
    number,
    causes,
    since: since.toISOString(),
    known,
    stage,
  }));
  return { version: first.version, claims };
}

export interface PublicNotice {
  readonly version: number;
  readonly claims: readonly QuestionedClaim[];
}

interface QuestionedClaim {
  /** Its number on the page. */
  readonly number: number;
  readonly causes: readonly RereviewCause[];
  readonly since: string;
  /** These causes put it in question before the page was published, and it was published all the same. */
  readonly known: boolean;
  readonly stage: 'questioned' | 'in-review' | 'decided';
}
