/** An address of another program that is told what happens. Registered and removed by admins, both on the record. */
import type { Actor, Stamped } from './actor.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';

export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly status: 'active' | 'removed';
  /** Why it was removed. */
  readonly reason: string | null;
  readonly edition: number;
}

export type WebhookCommand =
  /** The secret is kept beside the webhook and is no part of the event. */
  | { type: 'register-webhook'; webhookId: string; url: string; secret: string }
  | { type: 'remove-webhook'; webhookId: string; reason: string };
export type WebhookCommandType = WebhookCommand['type'];

export type WebhookEvent =
  { type: 'webhook-registered'; url: string } | { type: 'webhook-removed'; reason: string };

/** Each of them is asked at every event: more are a mistake. */
const ACTIVE_MAX = 20;

export function decideWebhook(
  webhook: Webhook | null,
  command: WebhookCommand,
  actor: Actor,
  { active }: { readonly active: number },
): WebhookEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'register-webhook') {
    if (webhook) throw new Refused('already-exists', 'This webhook is registered already.');
    if (active >= ACTIVE_MAX)
      throw new Refused('wrong-status', `There are ${ACTIVE_MAX} webhooks already: remove one first.`);
    return [{ type: 'webhook-registered', url: command.url }];
  }
  if (!webhook) throw new Refused('not-found', 'There is no such webhook.');
  if (webhook.status === 'removed')
    throw new Refused('wrong-status', 'This webhook is removed already.', { current: webhook.status });
  return [{ type: 'webhook-removed', reason: command.reason }];
}

export function evolveWebhook(webhook: Webhook | null, id: string, event: Stamped<WebhookEvent>): Webhook {
  if (event.type === 'webhook-registered')
    return { id, url: event.url, status: 'active', reason: null, edition: 1 };
  if (!webhook) throw new Error(`a webhook begins with webhook-registered, not ${event.type}`);
  return { ...webhook, status: 'removed', reason: event.reason, edition: webhook.edition + 1 };
}
