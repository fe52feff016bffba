/** Readers' challenges: as editors see them, with what was written; and as a reader may ask, by ticket. */
import { createHash } from 'node:crypto';
import { In, type DataSource, type EntityManager } from 'typeorm';
import { ChallengeRow, ChallengeTextRow } from '#database';
import {
  isPermitted,
  mayOnChallenge,
  Refused,
  type Actor,
  type ChallengeStatus,
  type TicketStatus,
} from '#domain';
import { pageOfRows, readOne, type PageAsked } from './views.ts';

export interface ChallengesAsked extends PageAsked {
  readonly status?: ChallengeStatus | undefined;
}

export async function readChallenges(tx: EntityManager, actor: Actor, asked: ChallengesAsked) {
  requireReader(actor);
  const { workspaceId } = actor;
  const query = tx.createQueryBuilder(ChallengeRow, 'r').where('r.workspaceId = :ws', { ws: workspaceId });
  if (asked.status) query.andWhere('r.status = :status', { status: asked.status });
  const { items, next } = await pageOfRows(query, 'receivedAt', asked);
  return { items: await withTexts(tx, actor, items), next };
}

export async function readChallenge(tx: EntityManager, actor: Actor, id: string) {
  requireReader(actor);
  const [shown] = await withTexts(tx, actor, [await readOne(tx, actor, 'challenge', id)]);
  if (!shown) throw new Error('one challenge was read');
  return shown;
}

/** A reader may have named people, or themselves: what they wrote is for those who decide about it. */
export const mayReadChallenges = (actor: Actor): boolean => isPermitted(actor, 'erase-challenge-text');

function requireReader(actor: Actor): void {
  if (!mayReadChallenges(actor))
    throw new Refused('forbidden', 'What readers write is shown to editors and admins only.');
}

async function withTexts<T extends Parameters<typeof mayOnChallenge>[0]>(
  tx: EntityManager,
  actor: Actor,
  challenges: readonly T[],
) {
  const rows = await tx.findBy(ChallengeTextRow, {
    workspaceId: actor.workspaceId,
    challengeId: In(challenges.map(({ id }) => id)),
  });
  const texts = new Map(rows.map(({ challengeId, text, contact }) => [challengeId, { text, contact }]));
  return challenges.map((challenge) => ({
    ...challenge,
    text: texts.get(challenge.id)?.text ?? null,
    contact: texts.get(challenge.id)?.contact ?? null,
    may: mayOnChallenge(challenge).filter((type) => isPermitted(actor, type)),
  }));
}

export const ticketSha256 = (ticket: string): string => createHash('sha256').update(ticket).digest('hex');

/** Where the challenge behind this ticket stands; null: there is none. It tells nothing else. */
export async function readTicket(db: DataSource, ticket: string): Promise<TicketStatus | null> {
  const [row]: { status: TicketStatus | null }[] = await db.query(
    'select app.challenge_status($1) as status',
    [ticketSha256(ticket)],
  );
  return row?.status ?? null;
}

/** The claim that stands under this number in the newest page at this address. */
export interface ChallengedClaim {
  readonly workspaceId: string;
  readonly reportId: string;
  readonly reportVersion: number;
  readonly claimId: string;
  /** As the page words it. */
  readonly claimText: string;
  readonly title: string;
  readonly language: string;
}

export async function findChallengedClaim(
  db: DataSource,
  slug: string,
  claimNumber: number,
): Promise<ChallengedClaim | null> {
  const [found]: ChallengedClaim[] = await db.query(
    `select workspace_id as "workspaceId", report_id as "reportId", report_version as "reportVersion",
            claim_id as "claimId", claim_text as "claimText", title, language
       from app.challenged_claim($1, $2)`,
    [slug, claimNumber],
  );
  return found ?? null;
}
