/**
 * Telling people and other programs what happened. The log of a workspace is looked through once, behind a cursor that
 * moves with what was found: a crash tells nothing twice and forgets nothing. Deliveries name kinds and ids only.
 */
import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { DeliveryRow, hasOutcome, inWorkspace, MailAddressRow } from '#database';
import { mayTalk, type Actor, type Deadline } from '#domain';
import { logSize, readEntriesFrom, type Entries } from './event-view.ts';
import { whoMaySettle } from './settling.ts';
import { readTalkPlaces } from './talk-places.ts';

/** Events that webhooks are told of. None of them says more than that a claim, document or report moved on. */
const TOLD_TO_PROGRAMS: readonly string[] = [
  'document-received',
  'version-added',
  'intake-refused',
  'claim-proposed',
  'claim-accepted',
  'claim-declined',
  'claim-merged',
  'round-opened',
  'claim-recalled',
  'round-overdue',
  'claim-contested',
  'claim-decided',
  'claim-reopened',
  'claim-published',
  'report-published',
  'report-rendered',
  'correction-opened',
  'correction-cancelled',
  'report-withdrawn',
];

/**
 * What a mail is about: a slot that was handed over, or is nobody's any more since the claim was recalled, a mention, a
 * disagreement to settle, a review that takes too long, rows or entries that were tampered with.
 */
export type MailKind =
  'assigned' | 'recalled' | 'mentioned' | 'contested' | 'escalated' | 'log-problems' | `reminder-${Deadline}`;

const BATCH = 500;

/** From now on entries are looked through; what was before is not told to anybody. */
export async function beginNotices(tx: EntityManager, workspaceId: string): Promise<void> {
  await tx.query(
    'insert into app.notice_cursors (workspace_id, next_index) values ($1, $2) on conflict do nothing',
    [workspaceId, await logSize(tx)],
  );
}

export interface PassedDeadline {
  readonly workspaceId: string;
  readonly assignmentId: string;
  readonly fence: number;
  readonly deadline: Deadline;
}

/**
 * Reminds the holder of an assignment, once of each deadline: also if they take a verdict back, which raises the fence but
 * keeps the deadlines that passed. That a deadline passed is under seal, so it is found in the assignment and not in
 * the ordered log; nobody else is told. Somebody without an address is reminded by their list of turns alone.
 */
export function makeReminder(db: DataSource, passed: PassedDeadline): Promise<void> {
  const { workspaceId, assignmentId, fence, deadline } = passed;
  return inWorkspace(db, workspaceId, async (tx) => {
    await tx.query(
      `insert into app.deliveries
         (workspace_id, id, leaf_hash, channel, target_id, kind, subject, subject_id, at, status, attempts, next_at)
       select a.workspace_id, $4, concat_ws('_', a.id, $3::text), 'mail', a.reviewer_id, 'reminder-' || $3::text,
              'assignment', a.id, now(), case when m.person_id is null then 'dropped' else 'waiting' end, 0, now()
         from app.assignments a
         left join app.mail_addresses m on m.workspace_id = a.workspace_id and m.person_id = a.reviewer_id
        where a.workspace_id = $1 and a.id = $2 and a.fence = $5
       on conflict do nothing`,
      [workspaceId, assignmentId, deadline, randomUUID(), fence],
    );
  });
}

/** Where this person wants mail; null: nowhere. Kept apart from the log, and forgotten when they say so. */
export async function setMailAddress(
  tx: EntityManager,
  { workspaceId, personId }: Extract<Actor, { kind: 'person' }>,
  address: string | null,
): Promise<void> {
  if (address === null) return void (await tx.delete(MailAddressRow, { workspaceId, personId }));
  await tx.upsert(MailAddressRow, { workspaceId, personId, address }, ['workspaceId', 'personId']);
  await beginNotices(tx, workspaceId);
}

/** Looks through the log as far as it goes, and makes a delivery of everything that somebody is to be told. */
export async function findNotices(db: DataSource, workspaceId: string): Promise<void> {
  while (await findBatch(db, workspaceId));
}

function findBatch(db: DataSource, workspaceId: string): Promise<boolean> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [cursor]: { next_index: string }[] = await tx.query(
      'select next_index from app.notice_cursors where workspace_id = $1 for update',
      [workspaceId],
    );
    if (!cursor) return false;
    const { entries, next } = await readEntriesFrom(tx, workspaceId, Number(cursor.next_index), BATCH);
    const hooks = await activeWebhooks(tx, workspaceId);
    const addresses = await tx.findBy(MailAddressRow, { workspaceId });
    const reachable = new Set(addresses.map(({ personId }) => personId));
    for (const entry of entries) {
      if (TOLD_TO_PROGRAMS.includes(entry.event.type))
        for (const { id, since } of hooks)
          if (entry.leafIndex > since) await add(tx, entry, 'webhook', id, entry.event.type);
      if (!reachable.size) continue;
      for (const { kind, personId } of await mailsFor(tx, entry))
        if (reachable.has(personId)) await add(tx, entry, 'mail', personId, kind);
    }
    await tx.query('update app.notice_cursors set next_index = $2 where workspace_id = $1', [
      workspaceId,
      next,
    ]);
    return entries.length === BATCH;
  });
}

type Entry = Entries['entries'][number];

/** With the position of their registration: what came before it, and was ordered late, is not told. */
async function activeWebhooks(
  tx: EntityManager,
  workspaceId: string,
): Promise<{ id: string; since: number }[]> {
  const rows: { id: string; leaf_index: string }[] = await tx.query(
    `select w.id, l.leaf_index from app.webhooks w join audit.leaf l on l.entry_id = w.entry_id
      where w.workspace_id = $1 and w.status = 'active' order by w.id`,
    [workspaceId],
  );
  return rows.map(({ id, leaf_index }) => ({ id, since: Number(leaf_index) }));
}

async function add(
  tx: EntityManager,
  { workspaceId, subject, subjectId, leafHash, event }: Entry,
  channel: DeliveryRow['channel'],
  targetId: string,
  kind: string,
): Promise<void> {
  await tx.query(
    `insert into app.deliveries
       (workspace_id, id, leaf_hash, channel, target_id, kind, subject, subject_id, at, status, attempts, next_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', 0, now()) on conflict do nothing`,
    [workspaceId, randomUUID(), leafHash, channel, targetId, kind, subject, subjectId, event.at],
  );
}

interface Mail {
  readonly kind: MailKind;
  readonly personId: string;
}

async function mailsFor(tx: EntityManager, entry: Entry): Promise<Mail[]> {
  const { event, workspaceId, subjectId } = entry;
  switch (event.type) {
    case 'slot-assigned':
      return typeof event.reviewerId === 'string' ? [{ kind: 'assigned', personId: event.reviewerId }] : [];
    case 'slot-released':
      return event.cause === 'recalled' && typeof event.reviewerId === 'string'
        ? [{ kind: 'recalled', personId: event.reviewerId }]
        : [];
    case 'thread-started':
    case 'comment-added':
      // A sealed one is not told of while its round is under seal.
      return event.sealedIn === null ? mentionsIn(tx, workspaceId, subjectId, event.mentions) : [];
    case 'round-overdue':
      return editors(tx, workspaceId);
    case 'claim-contested':
      return [
        ...(await whoMaySettle(tx, workspaceId, subjectId)).map((personId): Mail => ({
          kind: 'contested',
          personId,
        })),
        ...(await unsealedMentions(tx, workspaceId, subjectId, Number(event.round))),
      ];
    case 'claim-decided':
      return event.method === 'agreement'
        ? unsealedMentions(tx, workspaceId, subjectId, Number(event.round))
        : [];
    default:
      return [];
  }
}

async function mentionsIn(
  tx: EntityManager,
  workspaceId: string,
  threadId: string,
  mentions: unknown,
): Promise<Mail[]> {
  const mails: Mail[] = [];
  for (const personId of Array.isArray(mentions) ? mentions.map(String) : [])
    if (await mayReadThread(tx, workspaceId, threadId, personId)) mails.push({ kind: 'mentioned', personId });
  return mails;
}

/** Whether the talk that this thread belongs to is open to the person now. */
export async function mayReadThread(
  tx: EntityManager,
  workspaceId: string,
  threadId: string,
  personId: string,
): Promise<boolean> {
  const [thread]: { claim_id: string }[] = await tx.query(
    'select claim_id from app.threads where workspace_id = $1 and id = $2',
    [workspaceId, threadId],
  );
  if (!thread) return false;
  const place = (await readTalkPlaces(tx, workspaceId, [thread.claim_id])).get(thread.claim_id);
  // The seal is about the person: any role gives the same answer.
  const actor: Actor = { kind: 'person', workspaceId, personId, role: 'reader' };
  return !!place && mayTalk(place, actor).how !== 'closed';
}

/** Mentions in what those who had submitted wrote while this round was open, or one that was recalled right before it. */
async function unsealedMentions(
  tx: EntityManager,
  workspaceId: string,
  claimId: string,
  round: number,
): Promise<Mail[]> {
  const rows: { personId: string }[] = await tx.query(
    `select distinct unnest(c.mentions) as "personId"
       from app.thread_comments c
       join app.threads t on t.workspace_id = c.workspace_id and t.id = c.thread_id
      where c.workspace_id = $1 and t.claim_id = $2 and c.sealed_in <= $3
        and not exists (select 1 from app.rounds e
                         where e.workspace_id = $1 and e.claim_id = $2 and e.number >= c.sealed_in and e.number < $3
                           and ${hasOutcome('e')})`,
    [workspaceId, claimId, round],
  );
  return rows.map(({ personId }) => ({ kind: 'mentioned', personId }));
}

async function editors(tx: EntityManager, workspaceId: string): Promise<Mail[]> {
  const rows: { personId: string }[] = await tx.query(
    `select id as "personId" from app.people where workspace_id = $1 and active and 'editor' = any (roles)`,
    [workspaceId],
  );
  return rows.map(({ personId }) => ({ kind: 'escalated', personId }));
}
