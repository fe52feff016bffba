/** Which claims count as one: those that a sure match holds together, unless a person rejected it, and confirmed ones. */
import type { EntityManager } from 'typeorm';

/** Gives the cluster of each claim: the smallest id among the claims that are one with it. */
export async function clustersOf(
  tx: EntityManager,
  workspaceId: string,
  claimIds: readonly string[],
): Promise<(claimId: string) => string> {
  const rows: { member: string; cluster: string }[] = claimIds.length
    ? await tx.query(
        `with recursive link as (
           select claim_id as a, other_claim_id as b from app.matches
            where workspace_id = $1 and (status = 'confirmed' or (status = 'proposed' and strength = 'merge'))
           union all
           select other_claim_id, claim_id from app.matches
            where workspace_id = $1 and (status = 'confirmed' or (status = 'proposed' and strength = 'merge'))),
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
