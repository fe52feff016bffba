/** The jobs that tell people and other programs what happened. */
import type { DataSource } from 'typeorm';
import type { FetchOptions } from '#intake';
import type { JobHandlers } from '#jobs';
import { dropDelivery, findNotices, makeReminder, readSending, settleDelivery } from '#workflow';
import type { JobContext } from '../handlers.ts';
import { postWebhook } from './post-webhook.ts';
import { openMailer, sendMail, type MailSettings } from './send-mail.ts';

export interface NotifyParts {
  readonly db: DataSource;
  readonly fetching: FetchOptions;
  readonly publicUrl: string;
  /** Null: no mail is sent. */
  readonly mail: MailSettings | null;
}

export function notifyHandlers({
  db,
  fetching,
  publicUrl,
  mail,
}: NotifyParts): Pick<JobHandlers<JobContext>, 'notify' | 'deliver' | 'remind'> {
  const mailer = mail && openMailer(mail);
  return {
    notify: async ({ workspaceId }) => {
      await findNotices(db, workspaceId);
      return 'done';
    },

    remind: async (data) => {
      await makeReminder(db, data);
      return 'done';
    },

    // A crash after the sending sends again, under the same id.
    deliver: async ({ workspaceId, deliveryId, attempt }, { lease }) => {
      const sending = await readSending(db, workspaceId, deliveryId, attempt);
      if (!sending) return 'done';
      if (sending.channel === 'mail' && !(mail && mailer)) {
        await dropDelivery(db, workspaceId, deliveryId);
        return 'done';
      }
      const error =
        sending.channel === 'mail' && mail && mailer
          ? await sendMail(mailer, mail, publicUrl, sending)
          : sending.channel === 'webhook'
            ? await postWebhook(fetching, publicUrl, sending)
            : null;
      await settleDelivery(db, workspaceId, deliveryId, error, lease);
      return 'done';
    },
  };
}
