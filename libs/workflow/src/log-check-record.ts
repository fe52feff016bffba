/** Checks of the log that are kept: one every night, and those that an admin asked for. */
import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { inWorkspace, LogCheckRow } from '#database';
import { requireAdmin, type Actor } from '#domain';
import { checkLog, type LogCheck } from './log-check.ts';

/**
 * Checks the log and keeps what was found, with a mail for every admin who wants mail when that is anything. A crash
 * keeps nothing, and the check is made again; of two for one night the first is kept.
 *
 * @param night YYYY-MM-DD, UTC; null: somebody asked for it
 */
export async function recordLogCheck(
  db: DataSource,
  workspaceId: string,
  night: string | null,
): Promise<LogCheck | null> {
  const began = await inWorkspace(db, workspaceId, async (tx, now) => {
    const done = night !== null && (await tx.existsBy(LogCheckRow, { workspaceId, night }));
    return done ? null : now;
  });
  if (began === null) return null;
  const check = await checkLog(db, workspaceId);
  const { size, pending, streams, found, problems } = check;
  await inWorkspace(db, workspaceId, async (tx) => {
    const kept: { id: string }[] = await tx.query(
      `insert into app.log_checks
         (workspace_id, id, night, began_at, ended_at, size, pending, streams, found, problems)
       values ($1, $2, $3, $4, clock_timestamp(), $5, $6, $7, $8, $9)
       on conflict (workspace_id, night) do nothing returning id`,
      [workspaceId, randomUUID(), night, began, size, pending, streams, found, JSON.stringify(problems)],
    );
    const [row] = kept;
    if (row && found > 0) await tellAdmins(tx, workspaceId, row.id);
  });
  return check;
}

/** That the log or its rows were tampered with, and nothing more: what was found is read where admins are known. */
async function tellAdmins(tx: EntityManager, workspaceId: string, checkId: string): Promise<void> {
  await tx.query(
    `insert into app.deliveries
       (workspace_id, id, leaf_hash, channel, target_id, kind, subject, subject_id, at, status, attempts, next_at)
     select p.workspace_id, gen_random_uuid(), 'log-check_' || $2::text, 'mail', p.id, 'log-problems', 'log-check',
            $2::uuid, now(), 'waiting', 0, now()
       from app.people p
       join app.mail_addresses m on m.workspace_id = p.workspace_id and m.person_id = p.id
      where p.workspace_id = $1 and p.active and 'admin' = any (p.roles)`,
    [workspaceId, checkId],
  );
}

const LISTED_MAX = 100;

/** The newest first. */
export async function readLogChecks(tx: EntityManager, actor: Actor) {
  requireAdmin(actor);
  const rows = await tx.find(LogCheckRow, {
    where: { workspaceId: actor.workspaceId },
    order: { beganAt: 'desc', id: 'asc' },
    take: LISTED_MAX,
  });
  return rows.map(({ size, pending, streams, ...row }) => ({
    ...row,
    size: Number(size),
    pending: Number(pending),
    streams: Number(streams),
  }));
}
