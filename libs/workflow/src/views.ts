/** What the people of a workspace may read. A sealed verdict leaves no trace in any of it. */
import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import {
  absenceOf,
  ClaimRow,
  DeskMemberRow,
  DeskRow,
  DocumentRow,
  DocumentVersionRow,
  loadRoot,
  OccurrenceRow,
  PersonRow,
  ReportRow,
  ReportVersionRow,
  type Aggregates,
  type RootRow,
  type Subject,
} from '#database';
import { isEditor, Refused, type Actor, type ClaimStatus } from '#domain';
import { editionsOf } from './claim-editions.ts';
import { clustersOf } from './clusters.ts';
import { onlyQuestioned, questionedAmong } from './rereview-view.ts';

export interface PageAsked {
  readonly limit: number;
  readonly cursor?: string | undefined;
}
export interface PageGiven<T> {
  readonly items: T[];
  readonly next: string | null;
}

/** One aggregate, or a refusal that does not tell whether another workspace has it. */
export async function readOne<K extends Subject>(
  tx: EntityManager,
  actor: Actor,
  subject: K,
  id: string,
): Promise<Aggregates[K]> {
  const found = await loadRoot(tx, subject, actor.workspaceId, id, { lock: false });
  if (!found) throw new Refused('not-found', `There is no such ${subject.replaceAll('-', ' ')}.`);
  return found.state;
}

/** Roots in a stable order, one page of them. */
const pageOf = <T extends RootRow>(
  tx: EntityManager,
  actor: Actor,
  row: new () => T,
  order: keyof T & string,
  page: PageAsked,
): Promise<PageGiven<T>> =>
  pageOfRows(
    tx.createQueryBuilder(row, 'r').where('r.workspaceId = :ws', { ws: actor.workspaceId }),
    order,
    page,
  );

const idsOf = (rows: readonly { id: string }[]) => In(rows.map(({ id }) => id));

export async function readPeople(tx: EntityManager, actor: Actor, page: PageAsked) {
  const { items, next } = await pageOf(tx, actor, PersonRow, 'name', page);
  return { items: items.map((person) => withParts(person, { away: absenceOf(person) })), next };
}

export async function readDesks(tx: EntityManager, actor: Actor, page: PageAsked) {
  const { workspaceId } = actor;
  const { items, next } = await pageOf(tx, actor, DeskRow, 'slug', page);
  const members = await tx.find(DeskMemberRow, {
    where: { workspaceId, deskId: idsOf(items), active: true },
    order: { ordinal: 'asc' },
  });
  const open: { desk_id: string; slots: number }[] = await tx.query(
    `select r.desk_id, count(*)::int as slots
       from app.rounds r
       join app.slots s on s.workspace_id = r.workspace_id and s.claim_id = r.claim_id and s.round = r.number
      where r.workspace_id = $1 and r.status = 'open' and s.status = 'open' group by r.desk_id`,
    [workspaceId],
  );
  return {
    items: items.map((desk) =>
      withParts(desk, {
        members: members.filter(({ deskId }) => deskId === desk.id).map(({ personId }) => personId),
        openSlots: isEditor(actor) ? (open.find(({ desk_id }) => desk_id === desk.id)?.slots ?? 0) : null,
      }),
    ),
    next,
  };
}

export async function readDocuments(tx: EntityManager, actor: Actor, page: PageAsked) {
  const { items, next } = await pageOf(tx, actor, DocumentRow, 'receivedAt', page);
  const versions = await tx.find(DocumentVersionRow, {
    where: { workspaceId: actor.workspaceId, documentId: idsOf(items) },
    order: { ordinal: 'asc' },
  });
  return {
    items: items.map((document) =>
      withParts(document, {
        versions: versions.filter(({ documentId }) => documentId === document.id),
      }),
    ),
    next,
  };
}

export async function readReports(tx: EntityManager, actor: Actor, page: PageAsked) {
  const { items, next } = await pageOf(tx, actor, ReportRow, 'slug', page);
  const versions = await tx.find(ReportVersionRow, {
    select: { reportId: true, number: true, publishedAt: true, pageSha256: true },
    where: { workspaceId: actor.workspaceId, reportId: idsOf(items) },
    order: { number: 'asc' },
  });
  return {
    items: items.map((report) =>
      withParts(report, {
        versions: versions.filter(({ reportId }) => reportId === report.id),
      }),
    ),
    next,
  };
}

const withParts = <T extends RootRow, P extends object>(row: T, parts: P): T & P =>
  Object.assign({}, row, parts);

export interface ClaimsAsked extends PageAsked {
  readonly status?: ClaimStatus | undefined;
  readonly deskId?: string | undefined;
  readonly documentId?: string | undefined;
  readonly needsRereview?: boolean | undefined;
}

export async function readClaims(tx: EntityManager, actor: Actor, asked: ClaimsAsked) {
  const query = tx.createQueryBuilder(ClaimRow, 'r').where('r.workspaceId = :ws', { ws: actor.workspaceId });
  if (asked.status) query.andWhere('r.status = :status', { status: asked.status });
  if (asked.deskId) query.andWhere('r.deskId = :deskId', { deskId: asked.deskId });
  if (asked.documentId)
    query.andWhere(
      `exists (select 1 from app.occurrences o where o.workspace_id = r.workspace_id and o.claim_id = r.id
                and o.document_id = :documentId)`,
      { documentId: asked.documentId },
    );
  if (asked.needsRereview !== undefined) onlyQuestioned(query, asked.needsRereview);
  const { items, next } = await pageOfRows(query, 'proposedAt', asked);
  const decisions: { claim_id: string; rating: string }[] = await tx.query(
    `select distinct on (claim_id) claim_id, rating from app.decisions
      where workspace_id = $1 and claim_id = any ($2::uuid[]) order by claim_id, round desc`,
    [actor.workspaceId, items.map(({ id }) => id)],
  );
  const ratings = new Map(decisions.map(({ claim_id, rating }) => [claim_id, rating]));
  // A claim that was reopened has an older decision, which no longer stands.
  const stands = (status: ClaimStatus) => status === 'decided' || status === 'published';
  const ids = items.map(({ id }) => id);
  const clusterOf = await clustersOf(tx, actor.workspaceId, ids);
  const occurrences = await occurrencesOf(tx, actor.workspaceId, ids);
  const questioned = await questionedAmong(tx, actor.workspaceId, ids);
  const editionOf = await editionsOf(tx, actor, ids);
  return {
    items: items.map((row) =>
      withParts(row, {
        edition: editionOf(row),
        needsRereview: questioned.has(row.id),
        rating: stands(row.status) ? (ratings.get(row.id) ?? null) : null,
        clusterId: clusterOf(row.id),
        occurrences: occurrences.get(row.id) ?? [],
      }),
    ),
    next,
  };
}

/** Where each of these claims occurs, with the document's title and publisher. */
export async function occurrencesOf(tx: EntityManager, workspaceId: string, claimIds: readonly string[]) {
  const rows = await tx.find(OccurrenceRow, {
    where: { workspaceId, claimId: In(claimIds) },
    order: { claimId: 'asc', ordinal: 'asc' },
  });
  const documents = await tx.find(DocumentRow, {
    select: { id: true, title: true, publisher: true },
    where: { workspaceId, id: In([...new Set(rows.map(({ documentId }) => documentId))]) },
  });
  const sources = new Map(documents.map(({ id, title, publisher }) => [id, { title, publisher }]));
  const shown = rows.map((row) => {
    const { claimId, documentId, speaker, attribution, figures } = row;
    const { versionId, startAt: start, endAt: end, exact, prefix, suffix } = row;
    const { title = '', publisher = '' } = sources.get(documentId) ?? {};
    const passage = { versionId, start, end, exact, prefix, suffix };
    return { claimId, documentId, title, publisher, passage, speaker, attribution, figures };
  });
  return new Map(claimIds.map((id) => [id, shown.filter(({ claimId }) => claimId === id)]));
}

/** Pages by (order, id), which nobody else's work moves: an offset would skip or repeat rows. */
export async function pageOfRows<T extends { id: string }>(
  query: SelectQueryBuilder<T>,
  order: keyof T & string,
  { limit, cursor }: PageAsked,
): Promise<PageGiven<T>> {
  if (cursor !== undefined) {
    const [value, id] = parseCursor(cursor, typeOf(query, order));
    query.andWhere(`(r.${order}, r.id) > (:value, :id)`, { value, id });
  }
  const rows = await query
    .orderBy(`r.${order}`)
    .addOrderBy('r.id')
    .take(limit + 1)
    .getMany();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last ? writeCursor(String(last[order]), last.id) : null;
  return { items, next };
}

const writeCursor = (value: string, id: string) =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url');

/** Of which type the column is that a list is ordered by. */
const typeOf = <T extends object>(query: SelectQueryBuilder<T>, order: string): unknown =>
  query.expressionMap.mainAlias?.metadata.findColumnWithPropertyName(order)?.type;

/** A cursor of ours, and of a list that is ordered by such a column: PostgreSQL fails at what another list gave. */
function parseCursor(cursor: string, type: unknown): [string, string] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const [value, id]: unknown[] = Array.isArray(parsed) ? parsed : [];
    if (typeof value === 'string' && isOfType(value, type) && typeof id === 'string' && UUID.test(id))
      return [value, id];
  } catch {
    // Not one of ours: the same answer as below.
  }
  throw new Refused('not-found', 'This cursor does not lead anywhere: begin at the first page.');
}

function isOfType(value: string, type: unknown): boolean {
  if (type === 'timestamptz') return INSTANT.test(value) && new Date(value).toISOString() === value;
  return type === 'uuid' ? UUID.test(value) : !value.includes('\0');
}

const INSTANT = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
