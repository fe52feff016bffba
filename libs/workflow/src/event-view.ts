/** Entries of the log as a stream may show them: what happened to what, never what is in it. */
import type { EntityManager } from 'typeorm';
import { readEntry, type RecordedEntry, type Subject } from '#database';
import { commentsFor, isEditor, isOfSlot, mayTalk, type Actor, type TalkPlace, type Thread } from '#domain';
import { mayReadChallenges } from './challenge-view.ts';
import { readTalkPlaces } from './talk-places.ts';
import { readThreadStates } from './thread-states.ts';

type Person = Extract<Actor, { kind: 'person' }>;

export interface LoggedEvent {
  /** The position in the log: where a stream that broke goes on. */
  readonly leafIndex: number;
  readonly subject: string;
  readonly id: string;
  readonly type: string;
  readonly at: string;
}

/** Who may be told of an event; everything that the answer rests on is read with the entries. */
export interface OrderedEvent extends LoggedEvent {
  /** Whom it addresses: the reviewer who is handed a slot. */
  readonly personId: string | null;
  readonly isShownTo: (actor: Person) => boolean;
}

/**
 * What everybody in the workspace may know; of challenges, those who may read them, and of others' slots, editors. What is
 * not named is shown to nobody, so that a new kind of event is hidden until somebody has thought about the seal: that a
 * verdict came in, or was taken back, is told to nobody.
 */
const SHOWN: Partial<Record<Subject, 'all' | readonly string[]>> = {
  workspace: [
    'workspace-opened',
    'corrections-policy-set',
    'origin-registered',
    'origin-named',
    'routing-rules-set',
    'reviewers-shown',
    'content-erased',
  ],
  person: [
    'person-admitted',
    'person-edited',
    'role-granted',
    'availability-set',
    'person-deactivated',
    'content-erased',
  ],
  desk: 'all',
  intake: 'all',
  document: 'all',
  match: 'all',
  dependence: 'all',
  report: 'all',
  finding: 'all',
  rereview: 'all',
  challenge: 'all',
  claim: [
    'claim-proposed',
    'claim-accepted',
    'claim-declined',
    'claim-merged',
    'occurrences-added',
    'round-opened',
    'slot-assigned',
    'slot-returned',
    'lease-expired',
    'slot-released',
    'claim-recalled',
    'round-overdue',
    'round-questioned',
    'policy-overridden',
    'claim-contested',
    'claim-decided',
    'claim-reopened',
    'claim-published',
    'content-erased',
  ],
};

const isShown = (actor: Person, subject: Subject, type: string): boolean => {
  if (subject === 'challenge' && !mayReadChallenges(actor)) return false;
  const shown = SHOWN[subject];
  return shown === 'all' || (shown?.includes(type) ?? false);
};

export interface Entries {
  readonly entries: readonly (RecordedEntry & { readonly leafIndex: number })[];
  /** The position before which everything has been read. */
  readonly next: number;
}

/** The entries of a workspace from a position in the log on; at most `limit`, so that `next` may lie before its end. */
export async function readEntriesFrom(
  tx: EntityManager,
  workspaceId: string,
  from: number,
  limit: number,
): Promise<Entries> {
  const size = await logSize(tx);
  const rows: (Parameters<typeof readEntry>[0] & { leaf_index: string })[] = await tx.query(
    `select l.leaf_index, e.workspace_id, e.subject, e.body, o.fields
       from audit.leaf l
       join audit.entry e on e.id = l.entry_id
       join audit.opening o on o.entry_id = e.id
      where l.leaf_index >= $2 and l.leaf_index < $3 and e.workspace_id = $1
      order by l.leaf_index limit $4`,
    [workspaceId, from, size, limit],
  );
  const entries = rows.map((row) => ({ ...readEntry(row), leafIndex: Number(row.leaf_index) }));
  const last = entries.at(-1);
  return { entries, next: rows.length === limit && last ? last.leafIndex + 1 : Math.max(from, size) };
}

/** How many entries are ordered, over all workspaces. */
export async function logSize(db: Pick<EntityManager, 'query'>): Promise<number> {
  const [tree]: { size: string }[] = await db.query('select size from audit.tree where one');
  return Number(tree?.size ?? 0);
}

/** Events from a position on, each with who may be told of it. */
export async function readEventsFrom(
  tx: EntityManager,
  workspaceId: string,
  from: number,
  limit: number,
): Promise<{ events: OrderedEvent[]; next: number }> {
  const { entries, next } = await readEntriesFrom(tx, workspaceId, from, limit);
  const threads = await readThreadStates(
    tx,
    workspaceId,
    entries.flatMap(({ subject, subjectId }) => (subject === 'thread' ? [subjectId] : [])),
  );
  const ofSlots = entries.filter(({ subject, event }) => subject === 'claim' && isOfSlot(event.type));
  const claimIds = [
    ...[...threads.values()].map(({ claimId }) => claimId),
    ...ofSlots.map(({ subjectId }) => subjectId),
  ];
  const places = await readTalkPlaces(tx, workspaceId, claimIds);
  const events = entries.map(({ subject, subjectId, event, leafIndex }): OrderedEvent => {
    const { type, at } = event;
    const personId = typeof event.reviewerId === 'string' ? event.reviewerId : null;
    const thread = threads.get(subjectId);
    const place = thread && places.get(thread.claimId);
    return {
      leafIndex,
      subject,
      id: subjectId,
      type,
      at,
      personId,
      isShownTo: (actor) =>
        subject === 'thread'
          ? !!thread && !!place && showsTalk(thread, place, actor, event.commentId)
          : isShown(actor, subject, type) &&
            (!isOfSlot(type) || personId === actor.personId || seesSlotEvents(places.get(subjectId), actor)),
    };
  });
  return { events, next };
}

/** Of others' slots editors alone are told, unless they judge the claim themselves. */
const seesSlotEvents = (place: TalkPlace | undefined, actor: Person): boolean =>
  isEditor(actor) && !place?.holding.has(actor.personId);

/** A comment is shown with the thread; that a thread was settled, to whoever may talk. */
function showsTalk(thread: Thread, place: TalkPlace, actor: Person, commentId: unknown): boolean {
  if (mayTalk(place, actor).how === 'closed') return false;
  const readable = commentsFor(thread, place, actor);
  return commentId === undefined ? readable.length > 0 : readable.some(({ id }) => id === commentId);
}

/** How many entries a stream that begins looks through at once for its first position. */
const LOOK_BACK = 200;

/**
 * The position of the last event that this person may know of, or null. Not the end of the log: its growth would tell
 * of entries that are sealed.
 */
export async function lastShownPosition(tx: EntityManager, actor: Person): Promise<number | null> {
  const { workspaceId } = actor;
  for (let before = await logSize(tx); ;) {
    const rows: { leaf_index: string }[] = await tx.query(
      `select l.leaf_index from audit.leaf l join audit.entry e on e.id = l.entry_id
        where e.workspace_id = $1 and l.leaf_index < $3 order by l.leaf_index desc limit $2`,
      [workspaceId, LOOK_BACK, before],
    );
    const oldest = rows.at(-1);
    if (!oldest) return null;
    const from = Number(oldest.leaf_index);
    const { events } = await readEventsFrom(tx, workspaceId, from, rows.length);
    const shown = events.filter((event) => event.isShownTo(actor)).at(-1);
    if (shown) return shown.leafIndex;
    before = from;
  }
}

export interface ShownProgress {
  readonly intakeId: string;
  readonly stage: string;
  readonly done: number;
  readonly total: number | null;
}

/** How intakes got on since then. */
export async function readProgressSince(
  tx: EntityManager,
  workspaceId: string,
  since: string,
): Promise<ShownProgress[]> {
  const rows: { intakeId: string; stage: string; done: string; total: string | null }[] = await tx.query(
    `select intake_id as "intakeId", stage, done, total from app.intake_progress
      where workspace_id = $1 and changed_at >= $2 order by changed_at limit 200`,
    [workspaceId, since],
  );
  return rows.map(({ intakeId, stage, done, total }) => ({
    intakeId,
    stage,
    done: Number(done),
    total: total === null ? null : Number(total),
  }));
}
