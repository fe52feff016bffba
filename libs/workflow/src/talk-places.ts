import type { EntityManager } from 'typeorm';
import type { TalkPlace } from '#domain';

/** Who holds what, and who has submitted, in the open rounds of these claims. What of it is shown to whom, the domain says. */
export async function readTalkPlaces(
  tx: EntityManager,
  workspaceId: string,
  claimIds: readonly string[],
): Promise<Map<string, TalkPlace>> {
  if (!claimIds.length) return new Map();
  const rows: {
    claimId: string;
    openRound: number | null;
    members: string[];
    holding: string[];
    submitted: string[];
  }[] = await tx.query(
    `select c.id as "claimId", r.number as "openRound",
            array(select m.person_id::text from app.desk_members m
                   where m.workspace_id = r.workspace_id and m.desk_id = r.desk_id and m.active) as members,
            array(select a.reviewer_id::text from app.assignments a
                   where a.workspace_id = r.workspace_id and a.claim_id = r.claim_id and a.round = r.number
                     and a.status = 'held') as holding,
            array(select a.reviewer_id::text from app.assignments a
                   where a.workspace_id = r.workspace_id and a.claim_id = r.claim_id and a.round = r.number
                     and a.status = 'submitted') as submitted
       from app.claims c
       left join app.rounds r on r.workspace_id = c.workspace_id and r.claim_id = c.id and r.status = 'open'
      where c.workspace_id = $1 and c.id = any ($2::uuid[])`,
    [workspaceId, [...new Set(claimIds)]],
  );
  return new Map(
    rows.map(({ claimId, openRound, members, holding, submitted }) => [
      claimId,
      {
        claimId,
        openRound,
        members: new Set(members),
        holding: new Set(holding),
        submitted: new Set(submitted),
      },
    ]),
  );
}
