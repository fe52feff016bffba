/** Somebody, or a desk, can take more: what waits there is filled, the most urgent first. */
import type { DataSource, EntityManager } from 'typeorm';
import { inWorkspace } from '#database';
import { fillSlots } from './dispatch.ts';

/** Who can take more: one person, at all their desks; or the members of one desk. */
export type Capacity = { readonly personId: string } | { readonly deskId: string };

/** How many open slots are looked at in one go, and how often: what is left is the next event's, or the reconciler's. */
const PAGE = 100;
const PAGES_MAX = 20;

/**
 * Goes through what waits there in its turn until there is no more, or no more room for the person it is for. Claims that
 * somebody is at come last and are waited for: whoever is at them may have looked before there was room.
 */
export async function offerWork(db: DataSource, workspaceId: string, capacity: Capacity): Promise<void> {
  const room = () => inWorkspace(db, workspaceId, (tx) => readRoom(tx, workspaceId, capacity));
  let after: Place = { turn: 0, claimId: '00000000-0000-0000-0000-000000000000' };
  const busy: Place[] = [];
  for (let page = 0; page < PAGES_MAX; page++) {
    const limit = Math.min(PAGE, await room());
    if (!limit) return;
    const from = after;
    const places = await inWorkspace(db, workspaceId, (tx) =>
      openSlotsFor(tx, workspaceId, capacity, { after: from, limit }),
    );
    const filled = places.length ? await fillSlots(db, workspaceId, places, 'skip') : [];
    busy.push(...places.filter((_, index) => filled[index] === 'busy'));
    const last = places.at(-1);
    if (!last || places.length < limit) break;
    after = last;
  }
  for (let from = 0; from < busy.length && (await room()); from += PAGE)
    await fillSlots(db, workspaceId, busy.slice(from, from + PAGE));
}

/** How many slots more the person may hold, at one of their desks; at a desk, it is not known before it is tried. */
async function readRoom(tx: EntityManager, workspaceId: string, capacity: Capacity): Promise<number> {
  if ('deskId' in capacity) return PAGE;
  const [row]: { room: number | null }[] = await tx.query(
    `select max(d.wip_limit)::int - (select count(*)::int from app.assignments a
                                      where a.workspace_id = $1 and a.reviewer_id = $2 and a.status = 'held') as room
       from app.desk_members m
       join app.desks d on d.workspace_id = m.workspace_id and d.id = m.desk_id
      where m.workspace_id = $1 and m.person_id = $2 and m.active and d.paused_for is null`,
    [workspaceId, capacity.personId],
  );
  return Math.max(0, row?.room ?? 0);
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
  { after, limit }: { after: Place; limit: number },
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
      limit,
    ],
  );
}
