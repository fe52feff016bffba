import type { EntityManager } from 'typeorm';
import { loadRoot, WebhookRow, WebhookSecretRow } from '#database';
import { decideWebhook, evolveWebhook, type Actor, type WebhookCommand } from '#domain';
import { changeBy } from './changes.ts';
import type { Changes } from './commands.ts';
import { beginNotices } from './notices.ts';

export async function changeWebhook(
  tx: EntityManager,
  actor: Actor,
  command: WebhookCommand,
  now: string,
): Promise<Changes> {
  const { workspaceId } = actor;
  const { webhookId } = command;
  const before = await loadRoot(tx, 'webhook', workspaceId, webhookId, { lock: true });
  const active = await tx.countBy(WebhookRow, { workspaceId, status: 'active' });
  const events = decideWebhook(before?.state ?? null, command, actor, { active });
  const changes = [changeBy('webhook', webhookId, before, events, evolveWebhook, { actor, now })];
  if (command.type !== 'register-webhook') return { changes };
  const { secret } = command;
  return {
    changes,
    keep: async () => {
      await tx.insert(WebhookSecretRow, { workspaceId, webhookId, secret });
      await beginNotices(tx, workspaceId);
    },
  };
}
