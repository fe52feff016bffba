/** Which open slots may be somebody's next, in their turn. */
import type { EntityManager } from 'typeorm';

/** Where a page begins: after this slot. */
export interface Place {
  readonly claimId: string;
  readonly turn: number;
}

export interface Offer extends Place {
  readonly slot: number;
}

/** For each person, or desk, the place after which their page begins. */
export type Asked = ReadonlyMap<string, Place>;

export interface Page {
  readonly offers: readonly Offer[];
  /** How many it could have been: none where there is no room for more. A full page may have another after it. */
  readonly most: number;
}
export type Pages = ReadonlyMap<string, Page>;

/** As many as are looked at in one go. */
export const PAGE = 100;

/**
 * For each person the open slots of their desks, of claims that they can read and had no part in, this round; no more
 * than they may hold besides what they have, at one of their desks.
 */
export async function offersForPeople(tx: EntityManager, workspaceId: string, asked: Asked): Promise<Pages> {
  const rows: Row[] = await tx.query(
    `select asked.id, room.most, offer."claimId", offer.turn, offer.slot
       from unnest($2::uuid[], $3::int[], $4::uuid[]) as asked (id, turn, claim_id)
       join app.people p on p.workspace_id = $1 and p.id = asked.id
      cross join lateral (
        select least($5::int, max(d.wip_limit)::int - (select count(*)::int from app.assignments a
                                                   where a.workspace_id = $1 and a.reviewer_id = p.id and a.status = 'held'))
          from app.desk_members m
          join app.desks d on d.workspace_id = m.workspace_id and d.id = m.desk_id
         where m.workspace_id = $1 and m.person_id = p.id and m.active and d.paused_for is null) as room (most)
       left join lateral (
        select s.claim_id as "claimId", s.turn, s.number as slot
          from app.slots s
          join app.claims c on c.workspace_id = s.workspace_id and c.id = s.claim_id
         where s.workspace_id = $1 and s.status = 'open'
           and s.desk_id in (select desk_id from app.desk_members
                              where workspace_id = $1 and person_id = p.id and active)
           and (s.turn, s.claim_id) > (asked.turn, asked.claim_id)
           and c.language = any (p.languages)
           and not exists (select 1 from app.assignments a
                            where a.workspace_id = s.workspace_id and a.claim_id = s.claim_id and a.round = s.round
                              and a.reviewer_id = p.id)
         order by s.turn, s.claim_id limit greatest(0, coalesce(room.most, 0))) as offer on true
      order by offer.turn, offer."claimId"`,
    [workspaceId, ...columnsOf(asked), PAGE],
  );
  return pagesOf(rows);
}

/** At a desk; whether its members have room is not known before it is tried. */
export async function offersAtDesks(tx: EntityManager, workspaceId: string, asked: Asked): Promise<Pages> {
  const rows: Row[] = await tx.query(
    `select asked.id, $5::int as most, offer."claimId", offer.turn, offer.slot
       from unnest($2::uuid[], $3::int[], $4::uuid[]) as asked (id, turn, claim_id)
       left join lateral (
        select s.claim_id as "claimId", s.turn, s.number as slot
          from app.slots s
         where s.workspace_id = $1 and s.status = 'open' and s.desk_id = asked.id
           and (s.turn, s.claim_id) > (asked.turn, asked.claim_id)
         order by s.turn, s.claim_id limit $5) as offer on true
      order by offer.turn, offer."claimId"`,
    [workspaceId, ...columnsOf(asked), PAGE],
  );
  return pagesOf(rows);
}

interface Row {
  readonly id: string;
  readonly most: number | null;
  readonly claimId: string | null;
  readonly turn: number | null;
  readonly slot: number | null;
}

const columnsOf = (asked: Asked) => [
  [...asked.keys()],
  [...asked.values()].map(({ turn }) => turn),
  [...asked.values()].map(({ claimId }) => claimId),
];

function pagesOf(rows: readonly Row[]): Pages {
  const pages = new Map<string, { offers: Offer[]; most: number }>();
  for (const { id, most, claimId, turn, slot } of rows) {
    const page = pages.get(id) ?? { offers: [], most: Math.max(0, most ?? 0) };
    if (claimId !== null && turn !== null && slot !== null) page.offers.push({ claimId, turn, slot });
    pages.set(id, page);
  }
  return pages;
}
