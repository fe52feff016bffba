/** What the rules ask about a claim's surroundings, read in the transaction that decides. */
import type { EntityManager } from 'typeorm';
import { loadRoot, prepared, readDesks } from '#database';
import {
  currentRound,
  exposedNames,
  judgesOf,
  passagesOf,
  protectedPersons,
  textsOf,
  type Actor,
  type Claim,
  type ClaimCommand,
  type ClaimContext,
  type Desk,
  type Occurrence,
  type Parties,
  type Passage,
  type ReviewerFacts,
  type RoutingContext,
} from '#domain';
import { readPassages } from './source-facts.ts';

export async function claimContext(
  tx: EntityManager,
  actor: Actor,
  claim: Claim | null,
  command: ClaimCommand,
  now: string,
): Promise<ClaimContext> {
  const { workspaceId } = actor;
  const sources = await readPassages(tx, workspaceId, passagesIn(command));
  const judged = claim && asksForReviewer(command.type) ? claim : null;
  const grown = claim && command.type === 'add-occurrences' ? withOccurrences(claim, command) : null;
  const concerned = grown ?? judged;
  return {
    now,
    // Locks the person before the desk is read: whoever takes them off it holds that lock.
    reviewer: await readReviewer(tx, actor, command),
    desk: await readDesk(tx, workspaceId, claim, command),
    parties: concerned ? await readParties(tx, workspaceId, concerned) : NO_PARTIES,
    judges: grown ? await readJudges(tx, workspaceId, grown) : [],
    routing: claim && command.type === 'accept-claim' ? await readRouting(tx, workspaceId, claim) : null,
    ...sources,
  };
}

const NO_PARTIES: Parties = { publishers: [], people: [], organisations: [], texts: [] };

const asksForReviewer = (type: ClaimCommand['type']) =>
  type === 'assign-slot' || type === 'record-verdict' || type === 'adjudicate' || type === 'question-round';

/** The claim as it will be: what is added is what the rules ask about. */
const withOccurrences = (
  claim: Claim,
  { occurrences }: Extract<ClaimCommand, { type: 'add-occurrences' }>,
) => ({
  ...claim,
  occurrences: [...claim.occurrences, ...occurrences],
});

/** Locked until this commits: a conflict declared at this moment is seen here, or its declaration sees the claim as it became. */
async function readJudges(
  tx: EntityManager,
  workspaceId: string,
  claim: Claim,
): Promise<ClaimContext['judges']> {
  const round = currentRound(claim);
  const ids = round ? judgesOf(round) : [];
  if (!ids.length) return [];
  await lockPeople(tx, workspaceId, ids);
  return tx.query('select id, conflicts from app.people where workspace_id = $1 and id = any ($2::uuid[])', [
    workspaceId,
    ids,
  ]);
}

async function readDesk(
  tx: EntityManager,
  workspaceId: string,
  claim: Claim | null,
  command: ClaimCommand,
): Promise<Desk | null> {
  const needed = ['assign-slot', 'withdraw-verdict', 'reopen-claim'].includes(command.type);
  const deskId = command.type === 'route-claim' ? command.deskId : needed ? claim?.deskId : null;
  if (!deskId) return null;
  // Whoever pauses the desk waits for what is handed out at this moment, and nothing is handed out afterwards. Others may
  // hand out from it all the same.
  const hold = command.type === 'assign-slot';
  return (await readDesks(tx, workspaceId, [deskId], { hold })).get(deskId) ?? null;
}

async function readReviewer(
  tx: EntityManager,
  actor: Actor,
  command: ClaimCommand,
): Promise<ReviewerFacts | null> {
  if (command.type === 'assign-slot') {
    // Locked until the assignment commits: two claims handed over at once must not pass the limit together.
    await lockPeople(tx, actor.workspaceId, [command.reviewerId]);
    const [facts] = await reviewerFacts(tx, actor.workspaceId, [command.reviewerId]);
    if (!facts || !(actor.kind === 'person' && actor.role === 'editor')) return facts ?? null;
    // A limit that gave way with the verdict would tell the editor who tries it that the verdict is in.
    return {
      ...facts,
      held: facts.held + (await submittedUnderSeal(tx, actor.workspaceId, command.reviewerId)),
    };
  }
  const actorId = actor.kind === 'person' ? actor.personId : null;
  if (command.type === 'withdraw-verdict' && actorId) {
    // It is held again: whoever hands them something at this moment counts it, or is counted first.
    await lockPeople(tx, actor.workspaceId, [actorId]);
    return (await reviewerFacts(tx, actor.workspaceId, [actorId]))[0] ?? null;
  }
  const personId = command.type === 'question-round' ? command.personId : actorId;
  if (!asksForReviewer(command.type) || !personId) return null;
  const person = (await loadRoot(tx, 'person', actor.workspaceId, personId, { lock: false }))?.state;
  if (!person) return null;
  const { id, active, languages, skills, conflicts } = person;
  return { id, active, away: false, languages, skills, conflicts, held: 0, lastAssignedAt: null };
}

async function submittedUnderSeal(
  tx: EntityManager,
  workspaceId: string,
  reviewerId: string,
): Promise<number> {
  const [row]: { count: number }[] = await tx.query(
    `select count(*)::int as count
       from app.assignments a
       join app.rounds r on r.workspace_id = a.workspace_id and r.claim_id = a.claim_id and r.number = a.round
      where a.workspace_id = $1 and a.reviewer_id = $2 and a.status = 'submitted' and r.status = 'open'`,
    [workspaceId, reviewerId],
  );
  return row?.count ?? 0;
}

/** Always in the order of their ids, and after the claims. Foreign keys to them are not kept waiting. */
export async function lockPeople(
  tx: EntityManager,
  workspaceId: string,
  ids: readonly string[],
): Promise<void> {
  await prepared(
    tx,
    'select 1 from app.people where workspace_id = $1 and id = any ($2::uuid[]) order by id for no key update',
    [workspaceId, ids],
  );
}

/** The rules in force, with the desks they lead to; null where there are none. */
async function readRouting(
  tx: EntityManager,
  workspaceId: string,
  claim: Claim,
): Promise<RoutingContext | null> {
  const workspace = (await loadRoot(tx, 'workspace', workspaceId, workspaceId, { lock: false }))?.state;
  if (!workspace?.routing.rules.length) return null;
  const deskIds = [...new Set(workspace.routing.rules.map((rule) => rule.deskId))];
  const desks = [...(await readDesks(tx, workspaceId, deskIds, { hold: false })).values()];
  const protectedPerson = exposedNames(textsOf(claim), protectedPersons(workspace)).length > 0;
  return { rules: workspace.routing, desks, protectedPerson };
}

/** Everything eligibility asks of these people. */
export async function reviewerFacts(
  tx: EntityManager,
  workspaceId: string,
  personIds: readonly string[],
): Promise<ReviewerFacts[]> {
  const { rows } = await prepared<Omit<ReviewerFacts, 'lastAssignedAt'> & { lastAssignedAt: Date | null }>(
    tx,
    `select p.id, p.active, p.languages, p.skills, p.conflicts,
            coalesce(now() >= p.away_from and now() < p.away_until, false) as away,
            (select count(*)::int from app.assignments a
              where a.workspace_id = p.workspace_id and a.reviewer_id = p.id and a.status = 'held') as held,
            (select max(a.assigned_at) from app.assignments a
              where a.workspace_id = p.workspace_id and a.reviewer_id = p.id) as "lastAssignedAt"
       from app.people p
      where p.workspace_id = $1 and p.id = any ($2::uuid[]) and 'reviewer' = any (p.roles)`,
    [workspaceId, personIds],
  );
  return rows.map((row) => ({ ...row, lastAssignedAt: row.lastAssignedAt?.toISOString() ?? null }));
}

/** The outlets of the claim's documents, the people and bodies who speak in them, and the words they are named in. */
export async function readParties(tx: EntityManager, workspaceId: string, claim: Claim): Promise<Parties> {
  return partiesAmong(claim, await readPublishers(tx, workspaceId, [claim]));
}

/** The publisher of each document in which these claims occur. */
export async function readPublishers(
  tx: EntityManager,
  workspaceId: string,
  claims: readonly Claim[],
): Promise<ReadonlyMap<string, string>> {
  const documentIds = claims.flatMap(({ occurrences }) => occurrences.map((one) => one.documentId));
  if (!documentIds.length) return new Map();
  const { rows } = await prepared<{ id: string; publisher: string }>(
    tx,
    'select id, publisher from app.documents where workspace_id = $1 and id = any ($2::uuid[])',
    [workspaceId, [...new Set(documentIds)]],
  );
  return new Map(rows.map(({ id, publisher }) => [id, publisher]));
}

export function partiesAmong(claim: Claim, publisherOf: ReadonlyMap<string, string>): Parties {
  const { occurrences } = claim;
  return {
    publishers: [...new Set(occurrences.flatMap(({ documentId }) => publisherOf.get(documentId) ?? []))],
    people: occurrences.flatMap(({ speaker }) => (speaker ? [speaker] : [])),
    organisations: occurrences.flatMap(bodiesIn),
    texts: textsOf(claim),
  };
}

const BODIES = ['organisation', 'government', 'collective'];

const bodiesIn = ({ attribution }: Occurrence): string[] =>
  attribution?.chain.flatMap(({ kind, name }) => (BODIES.includes(kind) ? [name] : [])) ?? [];

function passagesIn(command: ClaimCommand): Passage[] {
  if (command.type === 'record-verdict' || command.type === 'adjudicate')
    return passagesOf(command.evidence).map(({ passage }) => passage);
  return command.type === 'propose-claim' ? command.occurrences.map(({ passage }) => passage) : [];
}
