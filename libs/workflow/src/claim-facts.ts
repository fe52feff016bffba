/** What the rules ask about a claim's surroundings, read in the transaction that decides. */
import type { EntityManager } from 'typeorm';
import { loadRoot } from '#database';
import {
  exposedNames,
  passagesOf,
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
  type SourceOrigins,
} from '#domain';

export async function claimContext(
  tx: EntityManager,
  actor: Actor,
  claim: Claim | null,
  command: ClaimCommand,
  now: string,
): Promise<ClaimContext> {
  const { workspaceId } = actor;
  const sources = await readSources(tx, workspaceId, passagesIn(command));
  const judged = claim && asksForReviewer(command.type);
  return {
    now,
    desk: await readDesk(tx, workspaceId, claim, command),
    reviewer: await readReviewer(tx, actor, command),
    parties: judged ? await readParties(tx, workspaceId, claim) : NO_PARTIES,
    routing: claim && command.type === 'accept-claim' ? await readRouting(tx, workspaceId, claim) : null,
    originsOf: (versionId) => {
      const found = sources.origins.get(versionId);
      // A passage of a version that is not here is refused before anybody asks what it rests on.
      return found ?? { documentId: versionId, originIds: [], suspectedIds: [] };
    },
    passageStands: (versionId, start, end, exact) =>
      sources.standing.has(keyOf(versionId, start, end, exact)),
  };
}

const NO_PARTIES: Parties = { publishers: [], people: [], organisations: [], texts: [] };

const asksForReviewer = (type: ClaimCommand['type']) =>
  type === 'assign-slot' || type === 'record-verdict' || type === 'adjudicate';

async function readDesk(
  tx: EntityManager,
  workspaceId: string,
  claim: Claim | null,
  command: ClaimCommand,
): Promise<Desk | null> {
  const needed = command.type === 'assign-slot' || command.type === 'reopen-claim';
  const deskId = command.type === 'route-claim' ? command.deskId : needed ? claim?.deskId : null;
  if (!deskId) return null;
  return (await loadRoot(tx, 'desk', workspaceId, deskId, { lock: false }))?.state ?? null;
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
    return facts ?? null;
  }
  if (!asksForReviewer(command.type) || actor.kind !== 'person') return null;
  const person = (await loadRoot(tx, 'person', actor.workspaceId, actor.personId, { lock: false }))?.state;
  if (!person) return null;
  const { id, active, languages, skills, conflicts } = person;
  return { id, active, away: false, languages, skills, conflicts, held: 0, lastAssignedAt: null };
}

/** Always in the order of their ids, and after the claims. Foreign keys to them are not kept waiting. */
export async function lockPeople(
  tx: EntityManager,
  workspaceId: string,
  ids: readonly string[],
): Promise<void> {
  await tx.query(
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
  const desks: Desk[] = [];
  for (const deskId of new Set(workspace.routing.rules.map((rule) => rule.deskId))) {
    const desk = await loadRoot(tx, 'desk', workspaceId, deskId, { lock: false });
    if (desk) desks.push(desk.state);
  }
  const protectedPerson = exposedNames(textsOf(claim), workspace.protectedPersons).length > 0;
  return { rules: workspace.routing, desks, protectedPerson };
}

/** Everything eligibility asks of these people. */
export async function reviewerFacts(
  tx: EntityManager,
  workspaceId: string,
  personIds: readonly string[],
): Promise<ReviewerFacts[]> {
  const rows: (Omit<ReviewerFacts, 'lastAssignedAt'> & { lastAssignedAt: Date | null })[] = await tx.query(
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
  const { occurrences } = claim;
  const rows: { publisher: string }[] = await tx.query(
    'select distinct publisher from app.documents where workspace_id = $1 and id = any ($2::uuid[])',
    [workspaceId, occurrences.map(({ documentId }) => documentId)],
  );
  return {
    publishers: rows.map(({ publisher }) => publisher),
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

const keyOf = (versionId: string, start: number, end: number, exact: string) =>
  JSON.stringify([versionId, start, end, exact]);

/** What each version rests on, and which passages stand in their text word for word. Postgres counts code points, as we do. */
async function readSources(tx: EntityManager, workspaceId: string, passages: readonly Passage[]) {
  const standing = new Set<string>();
  if (!passages.length) return { origins: new Map<string, SourceOrigins>(), standing };
  const rows: { versionId: string; start: number; end: number; exact: string; stands: boolean }[] =
    await tx.query(
      `select v.id as "versionId", p.start_at as start, p.end_at as "end", p.exact,
              substring(t.text from p.start_at + 1 for p.end_at - p.start_at) = p.exact as stands
         from unnest($2::uuid[], $3::int[], $4::int[], $5::text[]) as p (version_id, start_at, end_at, exact)
         join app.document_versions v on v.workspace_id = $1 and v.id = p.version_id
         join app.document_texts t on t.workspace_id = $1 and t.version_id = v.id`,
      [
        workspaceId,
        passages.map(({ versionId }) => versionId),
        passages.map(({ start }) => start),
        passages.map(({ end }) => end),
        passages.map(({ exact }) => exact),
      ],
    );
  for (const { versionId, start, end, exact, stands } of rows)
    if (stands) standing.add(keyOf(versionId, start, end, exact));
  const versionIds = rows.map(({ versionId }) => versionId);
  return { origins: await readOrigins(tx, workspaceId, versionIds), standing };
}

/** What the documents behind these versions rest on: what people confirmed, and what is proposed and not decided. */
export async function readOrigins(
  tx: EntityManager,
  workspaceId: string,
  versionIds: readonly string[],
): Promise<Map<string, SourceOrigins>> {
  const rows: (SourceOrigins & { versionId: string })[] = await tx.query(
    `select v.id as "versionId", d.id as "documentId", d.origin_ids as "originIds",
            array(select p.id from app.dependences p
                   where p.workspace_id = d.workspace_id and d.id in (p.document_id, p.other_document_id)
                     and p.status = 'proposed' order by p.id) as "suspectedIds"
       from app.document_versions v
       join app.documents d on d.workspace_id = v.workspace_id and d.id = v.document_id
      where v.workspace_id = $1 and v.id = any ($2::uuid[])`,
    [workspaceId, versionIds],
  );
  return new Map(rows.map(({ versionId, ...source }) => [versionId, source]));
}
