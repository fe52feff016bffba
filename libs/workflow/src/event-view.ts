/** Entries of the log as a stream may show them: what happened to which document, never what is in it. */
import type { EntityManager } from 'typeorm';
import { readEntry } from '#database';
import type { Actor } from '#domain';

export interface LoggedEvent {
  /** The position in the log: where a stream that broke goes on. */
  readonly leafIndex: number;
  readonly subject: string;
  readonly id: string;
  readonly type: string;
  readonly at: string;
}

/**
 * Only what everybody in the workspace may know: a claim's own entries could tell that somebody has submitted, so that
 * those wait for a stream that knows the seal.
 */
const SHOWN = ['intake', 'document', 'match', 'dependence'];

/** After the position, or from the end of the log when there is none. */
export async function readEventsSince(
  tx: EntityManager,
  { workspaceId }: Actor,
  position: number | null,
  limit: number,
): Promise<{ items: LoggedEvent[]; position: number }> {
  if (position === null) {
    const [tree]: { size: string }[] = await tx.query('select size from audit.tree where one');
    return { items: [], position: Number(tree?.size ?? 0) - 1 };
  }
  const rows: (Parameters<typeof readEntry>[0] & { leaf_index: string })[] = await tx.query(
    `select l.leaf_index, e.workspace_id, e.subject, e.body, e.leaf_hash, o.fields
       from audit.leaf l
       join audit.entry e on e.id = l.entry_id
       join audit.opening o on o.entry_id = e.id
      where l.leaf_index > $2 and e.workspace_id = $1 and e.subject = any ($3)
      order by l.leaf_index limit $4`,
    [workspaceId, position, SHOWN, limit],
  );
  const items = rows.map((row) => {
    const { subject, subjectId: id, event } = readEntry(row);
    return { leafIndex: Number(row.leaf_index), subject, id, type: event.type, at: event.at };
  });
  return { items, position: items.at(-1)?.leafIndex ?? position };
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
  { workspaceId }: Actor,
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
