/** Drafts of verdicts: work, not state of the review, so without an entry. Only the holder ever reads one. */
import type { EntityManager } from 'typeorm';
import { AssignmentRow, DraftRow } from '#database';
import { Refused, type Actor, type Assignment } from '#domain';

type Person = Extract<Actor, { kind: 'person' }>;

export interface Draft {
  /** 0 before the first is saved: what If-Match has to say then. */
  readonly edition: number;
  readonly content: unknown;
  readonly savedAt: string | null;
}

/** It is kept when the lease is lost: the text is its author's, whoever has the slot now. */
export async function readDraft(tx: EntityManager, actor: Person, assignmentId: string): Promise<Draft> {
  await requireOwn(tx, actor, assignmentId);
  const row = await tx.findOneBy(DraftRow, { workspaceId: actor.workspaceId, assignmentId });
  if (!row) return { edition: 0, content: null, savedAt: null };
  return { edition: row.edition, content: row.content, savedAt: row.savedAt };
}

/** Replaces the edition that the author saw; two windows at once do not overwrite each other. */
export async function saveDraft(
  tx: EntityManager,
  actor: Person,
  assignmentId: string,
  content: object,
  seen: number,
): Promise<Draft> {
  await requireOwn(tx, actor, assignmentId);
  const [saved]: { edition: number; saved_at: Date }[] = await tx.query(
    `insert into app.drafts as d (workspace_id, assignment_id, reviewer_id, edition, content, saved_at)
     select $1, $2, $3, 1, $4, now() where $5::int = 0 or exists (
       select 1 from app.drafts where workspace_id = $1 and assignment_id = $2)
     on conflict (workspace_id, assignment_id) do update
        set edition = d.edition + 1, content = excluded.content, saved_at = excluded.saved_at
      where d.edition = $5
     returning edition, saved_at`,
    [actor.workspaceId, assignmentId, actor.personId, JSON.stringify(content), seen],
  );
  if (saved) return { edition: saved.edition, content, savedAt: saved.saved_at.toISOString() };
  const { edition } = await readDraft(tx, actor, assignmentId);
  throw new Refused('stale-edition', 'The draft was saved elsewhere since you read it: look at it again.', {
    current: String(edition),
  });
}

/** The verdict of an assignment in the place of its draft, unless its author has saved another since they sent it. */
export async function keepAsDraft(
  tx: EntityManager,
  workspaceId: string,
  { id, reviewerId, verdict }: Assignment,
): Promise<void> {
  if (!verdict) return;
  const { rating, rationale, evidence, recordedAt } = verdict;
  await tx.query(
    `insert into app.drafts as d (workspace_id, assignment_id, reviewer_id, edition, content, saved_at)
     values ($1, $2, $3, 1, $4, now())
     on conflict (workspace_id, assignment_id) do update
        set edition = d.edition + 1, content = excluded.content, saved_at = excluded.saved_at
      where date_trunc('milliseconds', d.saved_at) <= $5::timestamptz`,
    [workspaceId, id, reviewerId, JSON.stringify({ rating, rationale, evidence }), recordedAt],
  );
}

/** For everybody else there is no such assignment: an editor who could ask for drafts would learn who is at work. */
async function requireOwn(tx: EntityManager, actor: Person, id: string): Promise<void> {
  const { workspaceId, personId: reviewerId } = actor;
  if (!(await tx.existsBy(AssignmentRow, { workspaceId, id, reviewerId })))
    throw new Refused('not-found', 'There is no such assignment.');
}
