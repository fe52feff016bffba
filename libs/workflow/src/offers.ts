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
 * For each person the open slots they may be given, as far as can be told without reading the claims: at a desk of theirs
 * that is not paused, asks for no skill they lack and lets them hold one more, of a claim that they can read, that is of no
 * publisher of a conflict they declared, and that they neither have nor gave up in this round: a slot they were released
 * from was taken from them, and they may judge again. The rest of the rules are the domain's, when it is
 * tried; what is left out here is what would come up again and again, since it is what stays. Each desk is read from
 * where the page begins: many open slots cost what few do.
 *
 * @param most how many of a person are given; as many as they have room for, where that is more
 */
export async function offersForPeople(
  tx: EntityManager,
  workspaceId: string,
  asked: Asked,
  most: number,
): Promise<Pages> {
  const rows: Row[] = await tx.query(
    `select asked.id, room.most, offer."claimId", offer.turn, offer.slot
       from unnest($2::uuid[], $3::int[], $4::uuid[]) as asked (id, turn, claim_id)
       join app.people p on p.workspace_id = $1 and p.id = asked.id and p.active
                        and not coalesce(now() >= p.away_from and now() < p.away_until, false)
      cross join lateral (
        select count(*)::int as held from app.assignments
         where workspace_id = $1 and reviewer_id = p.id and status = 'held') as load
      cross join lateral (
        select array_agg(d.id) as desks, least($5::int, greatest($6::int, max(d.wip_limit) - load.held)) as most
          from app.desk_members m
          join app.desks d on d.workspace_id = m.workspace_id and d.id = m.desk_id
         where m.workspace_id = $1 and m.person_id = p.id and m.active
           and d.paused_for is null and d.required_skills <@ p.skills and d.wip_limit > load.held) as room
      -- By the letters that every language folds alike: who is meant by a name is the domain's to say.
      cross join lateral (
        select array_agg(lower((one ->> 'name') collate "C")) as publishers
          from jsonb_array_elements(p.conflicts) as one where one ->> 'kind' = 'publisher') as conflict
       left join lateral (
        select waiting.*
          from unnest(room.desks) as desk (id)
         cross join lateral (
           select s.claim_id as "claimId", s.turn, s.number as slot
             from app.slots s
             join app.claims c on c.workspace_id = s.workspace_id and c.id = s.claim_id
            where s.workspace_id = $1 and s.desk_id = desk.id and s.status = 'open'
              and (s.turn, s.claim_id) > (asked.turn, asked.claim_id)
              and c.language = any (p.languages)
              and not exists (select 1 from app.assignments a
                               where a.workspace_id = s.workspace_id and a.claim_id = s.claim_id and a.round = s.round
                                 and a.reviewer_id = p.id
                                 and a.status in ('held', 'submitted', 'returned', 'expired'))
              and (conflict.publishers is null or not exists (
                    select 1 from app.occurrences o
                      join app.documents d on d.workspace_id = o.workspace_id and d.id = o.document_id
                     where o.workspace_id = s.workspace_id and o.claim_id = s.claim_id
                       and lower(d.publisher collate "C") = any (conflict.publishers)))
            order by s.turn, s.claim_id limit room.most) as waiting
         order by waiting.turn, waiting."claimId" limit room.most) as offer on true
      order by offer.turn, offer."claimId"`,
    [workspaceId, ...columnsOf(asked), PAGE, most],
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
