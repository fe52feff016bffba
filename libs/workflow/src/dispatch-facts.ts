/** What the dispatcher must know of the surroundings of many claims, read at once and held until it commits. */
import type { EntityManager } from 'typeorm';
import { prepared, readDesks, type Loaded } from '#database';
import {
  openRound,
  type Claim,
  type ClaimContext,
  type Desk,
  type Parties,
  type ReviewerFacts,
} from '#domain';
import { lockPeople, partiesAmong, readPublishers, reviewerFacts } from './claim-facts.ts';
import { readPassages } from './source-facts.ts';

export interface DispatchFacts {
  /** What a choice for this claim is made of. `desk` is null where it is gone. */
  of(
    claim: Claim,
    deskId: string,
  ): {
    readonly desk: Desk | null;
    readonly candidates: readonly ReviewerFacts[];
    readonly parties: Parties;
  };
  /** The person holds one more from now on. */
  assigned(reviewer: ReviewerFacts, at: string): void;
  /** The rest of what rules may ask, and assigning does not. */
  readonly nothingElse: Omit<ClaimContext, 'now' | 'desk' | 'reviewer' | 'parties'>;
}

/** Locks the people before it holds the desks: whoever takes somebody off a desk has locks in that order. */
export async function readDispatchFacts(
  tx: EntityManager,
  workspaceId: string,
  loaded: ReadonlyMap<string, Loaded<Claim>>,
): Promise<DispatchFacts> {
  const claims = [...loaded.values()].map(({ state }) => state);
  const deskIds = [...new Set(claims.flatMap((claim) => openRound(claim)?.deskId ?? []))].sort();
  const { rows: members } = await prepared<{ id: string }>(
    tx,
    `select distinct person_id as id from app.desk_members
      where workspace_id = $1 and desk_id = any ($2::uuid[]) and active`,
    [workspaceId, deskIds],
  );
  const personIds = members.map(({ id }) => id);
  await lockPeople(tx, workspaceId, personIds);
  const desks = await readDesks(tx, workspaceId, deskIds, { hold: true });
  const people = new Map((await reviewerFacts(tx, workspaceId, personIds)).map((one) => [one.id, one]));
  const publishers = await readPublishers(tx, workspaceId, claims);
  const sources = await readPassages(tx, workspaceId, []);
  return {
    of(claim, deskId) {
      const desk = desks.get(deskId) ?? null;
      const candidates = desk?.members.flatMap((id) => people.get(id) ?? []) ?? [];
      return { desk, candidates, parties: partiesAmong(claim, publishers) };
    },
    assigned(reviewer, at) {
      people.set(reviewer.id, { ...reviewer, held: reviewer.held + 1, lastAssignedAt: at });
    },
    nothingElse: { ...sources, judges: [], routing: null },
  };
}
