/** Somebody, or a desk, can take more: what waits there is filled, the most urgent first. */
import type { DataSource, EntityManager } from 'typeorm';
import { inWorkspace } from '#database';
import { fillSlots } from './dispatch.ts';
import {
  offersAtDesks,
  offersForPeople,
  PAGE,
  type Asked,
  type Offer,
  type Pages,
  type Place,
} from './offers.ts';

/**
 * How often is looked: what is left is the next event's, or the reconciler's. Each look is at twice as many: mostly the
 * first is taken, and where somebody may take none of many, they are soon passed.
 */
const PAGES_MAX = 20;
const BEGINNING: Place = { turn: 0, claimId: '00000000-0000-0000-0000-000000000000' };

/** What waits at the desks of these people, until there is no more of it, or no more room for them. */
export const offerWork = (db: DataSource, workspaceId: string, personIds: readonly string[]): Promise<void> =>
  offer(db, workspaceId, personIds, offersForPeople);

/** What waits at a desk, until there is no more of it. */
export const offerDesk = (db: DataSource, workspaceId: string, deskId: string): Promise<void> =>
  offer(db, workspaceId, [deskId], offersAtDesks);

/**
 * Goes through what waits in its turn, for several together. Claims that somebody is at come last and are waited for:
 * whoever is at them may have looked before there was room.
 */
async function offer(
  db: DataSource,
  workspaceId: string,
  ids: readonly string[],
  read: (tx: EntityManager, workspaceId: string, asked: Asked, most: number) => Promise<Pages>,
): Promise<void> {
  const look = (asked: Asked, most: number) =>
    inWorkspace(db, workspaceId, (tx) => read(tx, workspaceId, asked, most));
  const all: Asked = new Map(ids.map((id) => [id, BEGINNING]));
  const busy: Offer[] = [];
  let asked = all;
  for (let looks = 0; looks < PAGES_MAX && asked.size; looks++) {
    const pages = await look(asked, 2 ** looks);
    const offers = inTurn(pages);
    const filled = offers.length ? await fillSlots(db, workspaceId, offers.map(claimOf), 'skip') : [];
    busy.push(...offers.filter((_, index) => filled[index] === 'busy'));
    asked = whoGoesOn(asked, pages, offers);
  }
  for (let from = 0; from < busy.length && hasRoom(await look(all, 1)); from += PAGE)
    await fillSlots(db, workspaceId, busy.slice(from, from + PAGE).map(claimOf));
}

const claimOf = ({ claimId }: Offer) => ({ claimId });

const hasRoom = (pages: Pages) => [...pages.values()].some(({ most }) => most > 0);

/** Everybody's offers, each once, the most urgent first; as many as are filled in one go. */
function inTurn(pages: Pages): Offer[] {
  const offers = [...pages.values()].flatMap((page) => page.offers);
  const each = new Map(offers.map((one) => [`${one.claimId} ${one.slot}`, one]));
  return [...each.values()].sort(byTurn).slice(0, PAGE);
}

const byTurn = (a: Place, b: Place) =>
  a.turn - b.turn || Number(a.claimId > b.claimId) - Number(a.claimId < b.claimId);

/** Those for whom more may wait than was looked at, each after the last of theirs that was. */
function whoGoesOn(asked: Asked, pages: Pages, looked: readonly Offer[]): Asked {
  const last = looked.at(-1);
  const next = new Map<string, Place>();
  for (const [id, { offers, most }] of pages) {
    const seen = offers.filter((one) => last && byTurn(one, last) <= 0);
    const after = seen.at(-1) ?? asked.get(id);
    const mayHaveMore = seen.length < offers.length || (most > 0 && offers.length === most);
    if (after && mayHaveMore) next.set(id, after);
  }
  return next;
}
