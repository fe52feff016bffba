import type { EntityManager } from 'typeorm';
import { underSeal } from '#database';
import type { TalkPlace } from '#domain';

/**
 * Who holds what, and who has submitted, in the open rounds of these claims, by their ids. Of a claim that was merged it is
 * the round of the claim where that ended: the talk is about what is judged there. What of it is shown to whom, the domain
 * says.
 */
export async function readTalkPlaces(
  tx: EntityManager,
  workspaceId: string,
  claimIds: readonly string[],
): Promise<Map<string, TalkPlace>> {
  if (!claimIds.length) return new Map();
  const rows: {
    asked: string;
    claimId: string;
    openRound: number | null;
    sealedRounds: number[];
    members: string[];
    holding: string[];
    submitted: string[];
  }[] = await tx.query(
    `with recursive leads as (
       select id as asked, id, merged_into from app.claims where workspace_id = $1 and id = any ($2::uuid[])
       union all
       select l.asked, c.id, c.merged_into
         from leads l join app.claims c on c.workspace_id = $1 and c.id = l.merged_into)
     select c.asked, c.id as "claimId", r.number as "openRound",
            array(select s.number from app.rounds s
                   where s.workspace_id = $1 and s.claim_id = c.asked and ${underSeal('s')}) as "sealedRounds",
            array(select m.person_id::text from app.desk_members m
                   where m.workspace_id = r.workspace_id and m.desk_id = r.desk_id and m.active) as members,
            array(select a.reviewer_id::text from app.assignments a
                   where a.workspace_id = r.workspace_id and a.claim_id = r.claim_id and a.round = r.number
                     and a.status = 'held') as holding,
            array(select a.reviewer_id::text from app.assignments a
                   where a.workspace_id = r.workspace_id and a.claim_id = r.claim_id and a.round = r.number
                     and a.status = 'submitted') as submitted
       from leads c
       left join app.rounds r on r.workspace_id = $1 and r.claim_id = c.id and r.status = 'open'
      where c.merged_into is null`,
    [workspaceId, [...new Set(claimIds)]],
  );
  return new Map(
    rows.map(({ asked, claimId, openRound, sealedRounds, members, holding, submitted }) => [
      asked,
      {
        claimId,
        openRound,
        sealedRounds: new Set(sealedRounds),
        members: new Set(members),
        holding: new Set(holding),
        submitted: new Set(submitted),
      },
    ]),
  );
}
