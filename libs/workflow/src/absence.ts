import type { DataSource } from 'typeorm';
import { inWorkspace, prepared } from '#database';

/** Who of these people is away at this moment, by Postgres' clock. */
export function readAway(
  db: DataSource,
  workspaceId: string,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const { rows } = await prepared<{ id: string }>(
      tx,
      `select id from app.people
        where workspace_id = $1 and id = any ($2::uuid[]) and now() >= away_from and now() < away_until`,
      [workspaceId, personIds],
    );
    return new Set(rows.map(({ id }) => id));
  });
}
