/** Webhooks and what was sent to them, for admins. */
import type { EntityManager } from 'typeorm';
import { DeliveryRow, MailAddressRow, WebhookRow } from '#database';
import { requireAdmin, type Actor } from '#domain';
import { readOne } from './views.ts';

type Person = Extract<Actor, { kind: 'person' }>;

export function readWebhooks(tx: EntityManager, actor: Person): Promise<WebhookRow[]> {
  requireAdmin(actor);
  return tx.find(WebhookRow, {
    where: { workspaceId: actor.workspaceId },
    order: { status: 'asc', id: 'asc' },
  });
}

const LISTED_MAX = 100;

/** What a webhook was last told, or is to be; the newest first. */
export async function readDeliveries(tx: EntityManager, actor: Person, webhookId: string) {
  requireAdmin(actor);
  await readOne(tx, actor, 'webhook', webhookId);
  const where = { workspaceId: actor.workspaceId, channel: 'webhook' as const, targetId: webhookId };
  return tx.find(DeliveryRow, { where, order: { at: 'desc', id: 'asc' }, take: LISTED_MAX });
}

/** Where this person wants mail; nobody else is told. */
export async function readMailAddress(tx: EntityManager, actor: Person): Promise<string | null> {
  const { workspaceId, personId } = actor;
  return (await tx.findOneBy(MailAddressRow, { workspaceId, personId }))?.address ?? null;
}
