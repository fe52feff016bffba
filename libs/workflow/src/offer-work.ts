/** Somebody, or a desk, can take more: what waits there is filled, the most urgent first. */
import type { DataSource, EntityManager } from 'typeorm';
import { inWorkspace } from '#database';
import { fillSlots } from './dispatch.ts';

/** Who can take more: one person, at all their desks; or the members of one desk. */
export type Capacity = { readonly personId: string } | { readonly deskId: string };

/** How many open slots are looked at in one go, and how often: what is left is the next event's, or the reconciler's. */
const PAGE = 100;
const PAGES_MAX = 20;

/** Goes through what waits there in its turn until there is no more, or no more room for the person it is for. */
export async function offerWork(db: DataSource, workspaceId: string, capacity: Capacity): Promise<void> {
  let after = { turn: 0, claimId: '00000000-0000-0000-0000-000000000000' };
  for (let page = 0; page < PAGES_MAX; page++) {
    const places = await inWorkspace(db, workspaceId, async (tx) =>
      (await hasRoom(tx, workspaceId, capacity)) ? openSlotsFor(tx, workspaceId, capacity, after) : [],
    );
    if (places.length) await fillSlots(db, workspaceId, places);
    const last = places.at(-1);
    if (!last || places.length < PAGE) return;
    after = last;
  }
}

async function hasRoom(tx: EntityManager, workspaceId: string, capacity: Capacity): Promise<boolean> {
  if ('deskId' in capacity) return true;
  const rows: unknown[] = await tx.query(
    `select 1
       from app.desk_members m
       join app.desks d on d.workspace_id = m.workspace_id and d.id = m.desk_id
      where m.workspace_id = $1 and m.person_id = $2 and m.active and d.paused_for is null
        and d.wip_limit > (select count(*) from app.assignments a
                            where a.workspace_id = $1 and a.reviewer_id = $2 and a.status = 'held')
      limit 1`,
    [workspaceId, capacity.personId],
  );
  return rows.length > 0;
}

interface Place {
  readonly claimId: string;
  readonly turn: number;
}

/** Of a person's desks: the open slots of claims that they can read and had no part in, this round. */
function openSlotsFor(
  tx: EntityManager,
  workspaceId: string,
  capacity: Capacity,
  after: Place,
): Promise<Place[]> {
  const [desks, forPerson] =
    'deskId' in capacity
      ? ['$2::uuid', '']
      : [
          'select desk_id from app.desk_members where workspace_id = $1 and person_id = $2 and active',
          `and c.language in (select unnest(p.languages) from app.people p where p.workspace_id = $1 and p.id = $2)
           and not exists (select 1 from app.assignments a
                            where a.workspace_id = s.workspace_id and a.claim_id = s.claim_id and a.round = s.round
                              and a.reviewer_id = $2)`,
        ];
  return tx.query(
    `select s.claim_id as "claimId", s.turn
       from app.slots s
       join app.claims c on c.workspace_id = s.workspace_id and c.id = s.claim_id
      where s.workspace_id = $1 and s.desk_id in (${desks}) and s.status = 'open'
        and (s.turn, s.claim_id) > ($3::int, $4::uuid) ${forPerson}
      order by s.turn, s.claim_id limit $5`,
    [
      workspaceId,
      'deskId' in capacity ? capacity.deskId : capacity.personId,
      after.turn,
      after.claimId,
      PAGE,
    ],
  );
}
