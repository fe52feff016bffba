/** One delivery: what is to be sent where, and what came of it. */
import type { DataSource, EntityManager } from 'typeorm';
import { DeliveryRow, inWorkspace, MailAddressRow, PersonRow, WebhookRow, WebhookSecretRow } from '#database';
import { finishJob, type JobLease } from './job-lease.ts';
import { mayReadThread } from './notices.ts';

export type Sending = Pick<DeliveryRow, 'id' | 'kind' | 'subject' | 'subjectId' | 'at' | 'workspaceId'> &
  (
    | { readonly channel: 'webhook'; readonly url: string; readonly secret: string }
    | { readonly channel: 'mail'; readonly address: string }
  );

/** What this attempt is to send. `null`: it was made already, or whom it was for no longer wants it. */
export function readSending(
  db: DataSource,
  workspaceId: string,
  deliveryId: string,
  attempt: number,
): Promise<Sending | null> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const row = await tx.findOneBy(DeliveryRow, { workspaceId, id: deliveryId });
    // One that was given up is only asked for again by an admin.
    if (!row || row.attempts !== attempt || !['waiting', 'dead'].includes(row.status)) return null;
    const to = row.channel === 'webhook' ? await webhookOf(tx, row) : await mailboxOf(tx, row);
    if (!to) await drop(tx, workspaceId, deliveryId);
    const { id, kind, subject, subjectId, at } = row;
    return to && { workspaceId, id, kind, subject, subjectId, at, ...to };
  });
}

/** Whom it was for cannot be told this way. */
export const dropDelivery = (db: DataSource, workspaceId: string, deliveryId: string): Promise<void> =>
  inWorkspace(db, workspaceId, (tx) => drop(tx, workspaceId, deliveryId));

async function drop(tx: EntityManager, workspaceId: string, deliveryId: string): Promise<void> {
  await tx.query(`update app.deliveries set status = 'dropped' where workspace_id = $1 and id = $2`, [
    workspaceId,
    deliveryId,
  ]);
}

async function webhookOf(tx: EntityManager, { workspaceId, targetId }: DeliveryRow) {
  const hook = await tx.findOneBy(WebhookRow, { workspaceId, id: targetId, status: 'active' });
  const kept = await tx.findOneBy(WebhookSecretRow, { workspaceId, webhookId: targetId });
  return hook && kept && { channel: 'webhook' as const, url: hook.url, secret: kept.secret };
}

async function mailboxOf(
  tx: EntityManager,
  { workspaceId, targetId, kind, subject, subjectId }: DeliveryRow,
) {
  const found = await tx.findOneBy(MailAddressRow, { workspaceId, personId: targetId });
  const person = await tx.findOneBy(PersonRow, { workspaceId, id: targetId, active: true });
  if (!found || !person) return null;
  // The talk may have closed to them since: they were handed a slot of the claim.
  const mention = kind === 'mentioned' && subject === 'thread';
  if (mention && !(await mayReadThread(tx, workspaceId, subjectId, targetId))) return null;
  return { channel: 'mail' as const, address: found.address };
}

/** Hours pass between the first attempt and the last: a site that is down for a night is told in the morning. */
const ATTEMPTS_MAX = 8;
const FIRST_PAUSE_SECONDS = 10;
const LONGEST_PAUSE_SECONDS = 21_600;

/**
 * Of a delivery `d`: it is time for its next attempt. What lies farther ahead than the pause before that attempt was put
 * there before the clock was set back.
 */
export const DELIVERY_DUE = `
  (d.next_at <= now() or d.next_at > now() + make_interval(
     secs => least(${FIRST_PAUSE_SECONDS} * power(4, d.attempts - 1), ${LONGEST_PAUSE_SECONDS}) * 1.2))`;

/**
 * Records how the attempt ended, in one transaction with the end of its job. A crash between the sending and this sends
 * again: receivers know a delivery by its id.
 *
 * @param error why it failed, in words that name nobody; null when it did not
 */
export function settleDelivery(
  db: DataSource,
  workspaceId: string,
  deliveryId: string,
  error: string | null,
  job: JobLease,
): Promise<void> {
  return inWorkspace(db, workspaceId, async (tx) => {
    await finishJob(tx, workspaceId, job);
    if (error === null) {
      await tx.query(
        `update app.deliveries set status = 'sent', sent_at = now(), attempts = attempts + 1, last_error = null
          where workspace_id = $1 and id = $2`,
        [workspaceId, deliveryId],
      );
      return;
    }
    const [rows]: [{ status: string; attempts: number }[], number] = await tx.query(
      `update app.deliveries
          set attempts = attempts + 1, last_error = $3,
              status = case when attempts + 1 >= $4 then 'dead' else 'waiting' end,
              next_at = now() + make_interval(secs => least($5 * power(4, attempts), $6) * (0.8 + 0.4 * random()))
        where workspace_id = $1 and id = $2 returning status, attempts`,
      [workspaceId, deliveryId, error, ATTEMPTS_MAX, FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS],
    );
    const [row] = rows;
    if (row?.status === 'dead') await giveUp(tx, workspaceId, deliveryId, row.attempts, error);
  });
}

/** The dead letter names the attempt that an admin may still ask for. */
async function giveUp(
  tx: EntityManager,
  workspaceId: string,
  deliveryId: string,
  attempt: number,
  reason: string,
): Promise<void> {
  const data = { workspaceId, deliveryId, attempt };
  await tx.query(
    `insert into app.dead_letters (workspace_id, job_key, queue, name, data, executions, reason, owner)
     values ($1, $2, 'notify', 'deliver', $3, $4, $5, 'admin') on conflict do nothing`,
    [workspaceId, `deliver_${deliveryId}_${attempt}`, JSON.stringify(data), attempt, reason],
  );
}
