/** Threads and webhooks as rows and back. */
import type { EntityManager } from 'typeorm';
import type { Thread, Webhook } from '#domain';
import { WebhookRow } from './rows/notice.rows.ts';
import { ThreadCommentRow, ThreadRow } from './rows/talk.rows.ts';
import type { RowState } from './save.ts';

export async function loadThread(tx: EntityManager, workspaceId: string, row: ThreadRow): Promise<Thread> {
  const where = { workspaceId, threadId: row.id };
  const comments = await tx.find(ThreadCommentRow, { where, order: { ordinal: 'asc' } });
  const { id, claimId, passage, status, resolvedBy, edition } = row;
  return {
    id,
    claimId,
    passage,
    status,
    resolvedBy,
    edition,
    comments: comments.map(({ id: commentId, text, mentions, by, at, sealedIn }) => ({
      id: commentId,
      text,
      mentions,
      by,
      at,
      sealedIn,
    })),
  };
}

export const threadRows = ({ id: threadId, comments, ...values }: Thread): RowState[] => [
  { entity: ThreadRow, key: { id: threadId }, values },
  ...comments.map(({ id, ...rest }, ordinal) => ({
    entity: ThreadCommentRow,
    key: { id },
    values: { threadId, ordinal, ...rest },
  })),
];

export const loadWebhook = async (_: EntityManager, __: string, row: WebhookRow): Promise<Webhook> => {
  const { id, url, status, reason, edition } = row;
  return { id, url, status, reason, edition };
};

export const webhookRows = ({ id, ...values }: Webhook): RowState[] => [
  { entity: WebhookRow, key: { id }, values },
];
