/** Closed rounds in which somebody judged who declares a conflict of interest afterwards: marked for the editor, not undone. */
import type { DataSource, EntityManager } from 'typeorm';
import { inWorkspace, loadRoot } from '#database';
import { hasConflict, Refused, type Actor } from '#domain';
import { readParties } from './claim-facts.ts';
import { execute } from './execute.ts';

/** A crash in between leaves some rounds marked and the check open: the next run marks the others. */
export async function questionRounds(db: DataSource, workspaceId: string, personId: string): Promise<void> {
  const actor: Actor = { kind: 'system', workspaceId, name: 'dispatcher' };
  const person = await inWorkspace(db, workspaceId, (tx) =>
    loadRoot(tx, 'person', workspaceId, personId, { lock: false }),
  );
  if (!person) return;
  const { conflicts, edition } = person.state;
  for (const { claimId, round } of await inWorkspace(db, workspaceId, (tx) =>
    judgedBy(tx, workspaceId, personId),
  )) {
    const concerned = await inWorkspace(db, workspaceId, async (tx) => {
      const claim = (await loadRoot(tx, 'claim', workspaceId, claimId, { lock: false }))?.state;
      return claim && hasConflict(conflicts, await readParties(tx, workspaceId, claim));
    });
    if (!concerned) continue;
    try {
      await execute(db, actor, { type: 'question-round', claimId, round, personId });
    } catch (error) {
      // Marked before, reopened meanwhile, or the conflict was taken back.
      if (!(error instanceof Refused)) throw error;
    }
  }
  await inWorkspace(db, workspaceId, (tx) =>
    tx.query(
      `insert into app.conflict_checks as c (workspace_id, person_id, checked_edition) values ($1, $2, $3)
       on conflict (workspace_id, person_id) do update
          set checked_edition = greatest(c.checked_edition, excluded.checked_edition)`,
      [workspaceId, personId, edition],
    ),
  );
}

/** Claims whose latest round is closed and not marked for this person, who judged in it. */
async function judgedBy(
  tx: EntityManager,
  workspaceId: string,
  personId: string,
): Promise<{ claimId: string; round: number }[]> {
  return tx.query(
    `select r.claim_id as "claimId", r.number as round
       from app.rounds r
      where r.workspace_id = $1 and r.status <> 'open'
        and not exists (select 1 from app.rounds later where later.workspace_id = r.workspace_id
                          and later.claim_id = r.claim_id and later.number > r.number)
        and not r.concerns @> jsonb_build_array(jsonb_build_object('personId', $2::text))
        and (exists (select 1 from app.verdicts v where v.workspace_id = r.workspace_id and v.claim_id = r.claim_id
                       and v.round = r.number and v.reviewer_id = $2::uuid and v.standing)
          or exists (select 1 from app.decisions d where d.workspace_id = r.workspace_id and d.claim_id = r.claim_id
                       and d.round = r.number and $2::text = any (d.decided_by)))
      order by r.claim_id`,
    [workspaceId, personId],
  );
}
