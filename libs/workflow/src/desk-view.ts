/** One desk, and what waits at it. */
import type { EntityManager } from 'typeorm';
import { isEditor, Refused, type Actor, type WaitingReasons } from '#domain';
import { readOne, type PageAsked, type PageGiven } from './views.ts';

export async function readDesk(tx: EntityManager, actor: Actor, deskId: string) {
  const desk = await readOne(tx, actor, 'desk', deskId);
  // How many are taken tells a reviewer that a colleague has room again.
  if (!isEditor(actor)) return { ...desk, openSlots: null };
  const [open]: { slots: number }[] = await tx.query(
    `select count(*)::int as slots from app.slots where workspace_id = $1 and desk_id = $2 and status = 'open'`,
    [actor.workspaceId, deskId],
  );
  return { ...desk, openSlots: open?.slots ?? 0 };
}

export interface WaitingSlot {
  readonly claimId: string;
  readonly claim: string;
  readonly round: number;
  readonly slot: number;
  /** Since when nobody has it. */
  readonly since: string;
  /** How many members of the desk each reason keeps out. */
  readonly reasons: WaitingReasons;
}

/**
 * Of an open slot `s` of the round `r` at the desk `d`, with what the dispatcher found, `w`: since when nobody has it, and
 * why. While the desk is paused nobody looks, and that is why.
 */
export const WAIT = `
  -- Most were never held: there is nothing to look for.
  coalesce(case when s.fence > 0 then (
             select max(a.ended_at) from app.assignments a
              where a.workspace_id = s.workspace_id and a.claim_id = s.claim_id and a.round = s.round
                and a.slot = s.number) end, r.opened_at) as since,
  case when d.paused_for is null then w.reasons else '{"desk-paused": 1}' end as reasons`;

/**
 * The open slots of a desk that the dispatcher found nobody for, or that it does not look at, in their turn. For editors: a
 * limit that is reached or not tells who has finished something.
 */
export async function readWaitingSlots(
  tx: EntityManager,
  actor: Actor,
  deskId: string,
  { limit, cursor }: PageAsked,
): Promise<PageGiven<WaitingSlot>> {
  if (!(actor.kind === 'person' && (actor.role === 'editor' || actor.role === 'admin')))
    throw new Refused('forbidden', 'What waits, and why, is for editors.');
  await readOne(tx, actor, 'desk', deskId);
  const after = cursor === undefined ? null : placeIn(cursor);
  const rows: (Omit<WaitingSlot, 'since'> & { since: Date; turn: number })[] = await tx.query(
    `select s.claim_id as "claimId", c.text as claim, s.round, s.number as slot, s.turn, ${WAIT}
       from app.slots s
       join app.rounds r on r.workspace_id = s.workspace_id and r.claim_id = s.claim_id and r.number = s.round
       join app.desks d on d.workspace_id = s.workspace_id and d.id = s.desk_id
       join app.claims c on c.workspace_id = s.workspace_id and c.id = s.claim_id
       left join app.slot_waits w on w.workspace_id = s.workspace_id and w.claim_id = s.claim_id
                                 and w.round = s.round and w.slot = s.number
      where s.workspace_id = $1 and s.desk_id = $2 and s.status = 'open'
        and (d.paused_for is not null or w.reasons is not null)
        and ($3::int is null or (s.turn, s.claim_id, s.number) > ($3, $4::uuid, $5::int))
      order by s.turn, s.claim_id, s.number limit $6`,
    [actor.workspaceId, deskId, after?.turn ?? null, after?.claimId ?? null, after?.slot ?? null, limit + 1],
  );
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(({ turn: _, since, ...row }) => ({ ...row, since: since.toISOString() })),
    next: rows.length > limit && last ? `${last.turn}_${last.claimId}_${last.slot}` : null,
  };
}

const CURSOR = /^(\d{1,9})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_([1-3])$/;

function placeIn(cursor: string): { turn: number; claimId: string; slot: number } {
  const [, turn, claimId, slot] = CURSOR.exec(cursor) ?? [];
  if (!turn || !claimId || !slot)
    throw new Refused('not-found', 'This cursor does not lead anywhere: begin at the first page.');
  return { turn: Number(turn), claimId, slot: Number(slot) };
}
