/** Which claims count as one: those that a sure match holds together, unless a person rejected it, and confirmed ones. */
import type { EntityManager } from 'typeorm';

/** Between the claims of a workspace, $1, both ways. */
const LINK = `link as (
   select claim_id as a, other_claim_id as b from app.matches
    where workspace_id = $1 and (status = 'confirmed' or (status = 'proposed' and strength = 'merge'))
   union all
   select other_claim_id, claim_id from app.matches
    where workspace_id = $1 and (status = 'confirmed' or (status = 'proposed' and strength = 'merge')))`;

/** Gives the cluster of each claim: the smallest id among the claims that are one with it. */
export async function clustersOf(
  tx: EntityManager,
  workspaceId: string,
  claimIds: readonly string[],
): Promise<(claimId: string) => string> {
  const rows: { member: string; cluster: string }[] = claimIds.length
    ? await tx.query(
        `with recursive ${LINK},
         reached (start, member) as (
           select id, id from unnest($2::uuid[]) as t (id)
           union
           select r.start, link.b from reached r join link on link.a = r.member)
         select start as member, min(member::text) as cluster from reached group by start`,
        [workspaceId, claimIds],
      )
    : [];
  const clusters = new Map(rows.map(({ member, cluster }) => [member, cluster]));
  return (claimId) => clusters.get(claimId) ?? claimId;
}

/** Where a document makes a claim of the cluster. */
export interface ClusterOccurrence {
  readonly claimId: string;
  readonly documentId: string;
  readonly versionId: string;
}

const OCCURRENCES_MAX = 5_000;

/** Of the claim, and of those that count as one with it and that people have not thrown away; its own come first. */
export function occurrencesInCluster(
  tx: EntityManager,
  workspaceId: string,
  claimId: string,
): Promise<ClusterOccurrence[]> {
  return tx.query(
    `with recursive ${LINK},
     member (id) as (select $2::uuid union select link.b from member m join link on link.a = m.id)
     select o.claim_id as "claimId", o.document_id as "documentId", o.version_id as "versionId"
       from member m
       join app.claims c on c.workspace_id = $1 and c.id = m.id
       join app.occurrences o on o.workspace_id = $1 and o.claim_id = m.id
      where c.id = $2 or c.status not in ('declined', 'merged')
      order by c.id = $2 desc, o.claim_id, o.ordinal limit ${OCCURRENCES_MAX}`,
    [workspaceId, claimId],
  );
}
