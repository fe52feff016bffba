/**
 * Whose turn it is: what waits for one person in the role they act in, why, since when and until when. Nothing here
 * follows from whether a particular verdict is in, but one's own.
 */
import type { EntityManager } from 'typeorm';
import { commentsFor, exposedNames, wordsOfReport, type Actor, type ReportContent, type Role } from '#domain';
import { readProtectedPersons } from './protected-persons-view.ts';
import { settleableBy } from './settling.ts';
import { readTalkPlaces } from './talk-places.ts';
import { readThreadStates } from './thread-states.ts';
import { TURN_QUERIES, type QueriedKind, type TurnKind } from './turn-queries.ts';

type Person = Extract<Actor, { kind: 'person' }>;

export interface Turn {
  readonly kind: TurnKind;
  readonly subject: string;
  readonly id: string;
  /** What it is about, in the words of the workspace. */
  readonly title: string;
  /** Why it waits, in a sentence. */
  readonly why: string;
  readonly since: string;
  readonly until: string | null;
  /** The claim and desk it belongs to, where there is one. */
  readonly claimId: string | null;
  readonly deskId: string | null;
  /** For a slot that waits: how many members of the desk each reason keeps out. */
  readonly reasons: Readonly<Record<string, number>> | null;
}

const KINDS_OF: Record<Role, readonly QueriedKind[]> = {
  reviewer: ['assignment'],
  adjudicator: ['contested-claim'],
  editor: [
    'overdue-claim',
    'waiting-slot',
    'proposed-claim',
    'claim-to-route',
    'claim-in-question',
    'challenge',
    'match',
    'dependence',
    'refused-intake',
  ],
  publisher: [
    'report-with-name',
    'report-to-correct',
    'report-to-sign-off',
    'report-to-publish',
    'report-in-question',
  ],
  admin: ['dead-letter'],
  reader: [],
};

/** Of one kind; what is above it is counted, and shown when the first ones are done. */
const SHOWN_MAX = 50;

/** The most urgent first: what is due, by when; then what waits longest. */
export async function readTurns(tx: EntityManager, actor: Person) {
  const items: Turn[] = [];
  const counts: { kind: TurnKind; count: number }[] = [];
  for (const kind of KINDS_OF[actor.role]) {
    const found = await readFound(tx, actor, kind);
    items.push(...found.items);
    if (found.count) counts.push({ kind, count: found.count });
  }
  const mentions = await readMentions(tx, actor);
  items.push(...mentions);
  if (mentions.length) counts.push({ kind: 'mention', count: mentions.length });
  return { items: items.sort(byUrgency), counts };
}

const byUrgency = (a: Turn, b: Turn): number =>
  (a.until ?? '9').localeCompare(b.until ?? '9') ||
  a.since.localeCompare(b.since) ||
  a.id.localeCompare(b.id);

type Row = Omit<Turn, 'since' | 'until' | 'kind'> & { since: Date; until: Date | null; count: string };

async function readKind(
  tx: EntityManager,
  { workspaceId, personId }: Person,
  kind: QueriedKind,
  { limit = SHOWN_MAX }: { limit?: number | null } = {},
) {
  const rows: Row[] = await tx.query(
    `with waiting as (${TURN_QUERIES[kind]})
     select subject, id, title, why, since, until, claim_id as "claimId", desk_id as "deskId", reasons,
            count(*) over () as count
       from waiting, (select $2::uuid) as me
      order by until nulls last, since, id limit $3`,
    [workspaceId, personId, limit],
  );
  return {
    count: Number(rows[0]?.count ?? 0),
    items: rows.map(({ subject, id, title, why, since, until, claimId, deskId, reasons }): Turn => ({
      kind,
      subject,
      id,
      title,
      why,
      since: since.toISOString(),
      until: until?.toISOString() ?? null,
      claimId,
      deskId,
      reasons,
    })),
  };
}

type Told = (tx: EntityManager, actor: Person, found: readonly Turn[]) => Promise<Turn[]>;

/** Kinds that rules tell and no query can. */
const TOLD_BY_RULES: Partial<Record<QueriedKind, Told>> = {
  'contested-claim': settleableBy,
  'report-with-name': exposingNames,
};

async function readFound(tx: EntityManager, actor: Person, kind: QueriedKind) {
  const tell = TOLD_BY_RULES[kind];
  if (!tell) return readKind(tx, actor, kind);
  // All are read: older ones that are none hide no later one.
  const all = await readKind(tx, actor, kind, { limit: null });
  const told = await tell(tx, actor, all.items);
  return { count: told.length, items: told.slice(0, SHOWN_MAX) };
}

/** Of these reports those whose newest version, as readers are shown it, has a protected name in it. */
async function exposingNames(
  tx: EntityManager,
  { workspaceId }: Person,
  reports: readonly Turn[],
): Promise<Turn[]> {
  if (!reports.length) return [];
  const persons = await readProtectedPersons(tx, workspaceId);
  const newest: { reportId: string; content: ReportContent }[] = await tx.query(
    `select distinct on (report_id) report_id as "reportId", content from app.report_versions
      where workspace_id = $1 and report_id = any ($2::uuid[]) order by report_id, number desc`,
    [workspaceId, reports.map(({ id }) => id)],
  );
  const contents = new Map(newest.map(({ reportId, content }) => [reportId, content]));
  return reports.flatMap((report): Turn[] => {
    const content = contents.get(report.id);
    if (!content || !exposedNames(wordsOfReport(content), persons).length) return [];
    return [exposedNames(content.slug, persons).length ? { ...report, why: NAME_IN_ADDRESS } : report];
  });
}

/** No correction has another address. */
const NAME_IN_ADDRESS =
  'The address of the report holds the name of somebody who was protected since: withdraw it.';

/** Open threads in which this person was addressed and has not answered since, and which they may read. */
async function readMentions(tx: EntityManager, actor: Person): Promise<Turn[]> {
  const { workspaceId, personId } = actor;
  const rows: { id: string }[] = await tx.query(
    `select distinct t.id from app.thread_comments c
       join app.threads t on t.workspace_id = c.workspace_id and t.id = c.thread_id
      where c.workspace_id = $1 and c.mentions @> array[$2::uuid] and t.status = 'open'
      order by t.id limit 200`,
    [workspaceId, personId],
  );
  const threads = await readThreadStates(
    tx,
    workspaceId,
    rows.map(({ id }) => id),
  );
  const claimIds = [...threads.values()].map(({ claimId }) => claimId);
  const places = await readTalkPlaces(tx, workspaceId, claimIds);
  return [...threads.values()].flatMap((thread): Turn[] => {
    const place = places.get(thread.claimId);
    const readable = place ? commentsFor(thread, place, actor) : [];
    const answered = readable.findLastIndex(({ by }) => by === personId);
    const open = readable.slice(answered + 1).filter(({ mentions }) => mentions.includes(personId));
    const [first] = open;
    if (!first) return [];
    return [
      {
        kind: 'mention',
        subject: 'thread',
        id: thread.id,
        title: first.text,
        why: 'You were addressed, and have not answered since.',
        since: first.at,
        until: null,
        claimId: thread.claimId,
        deskId: null,
        reasons: null,
      },
    ];
  });
}
