/** How far the reading of an intake has got: for people who wait, never for a decision. */
import type { DataSource } from 'typeorm';
import { inWorkspace, type IntakeProgressRow } from '#database';

interface Progress {
  readonly stage: IntakeProgressRow['stage'];
  readonly done: number;
  /** null: nobody knows yet. */
  readonly total: number | null;
}

export function tellProgress(
  db: DataSource,
  workspaceId: string,
  intakeId: string,
  { stage, done, total }: Progress,
): Promise<void> {
  return inWorkspace(db, workspaceId, async (tx) => {
    await tx.query(
      `insert into app.intake_progress as p (workspace_id, intake_id, stage, done, total) values ($1, $2, $3, $4, $5)
       on conflict (workspace_id, intake_id) do update
          set stage = excluded.stage, done = excluded.done, total = excluded.total, changed_at = clock_timestamp()`,
      [workspaceId, intakeId, stage, done, total],
    );
  });
}
