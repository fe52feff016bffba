/** What a mail says of what happened, as it is sent. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import type { MailKind } from '#workflow';
import { openMailer, sendMail } from '../../apps/worker/src/notify/send-mail.ts';
import { startMailServer, type MailServer } from './support/receivers.ts';

let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});

async function sent(kind: MailKind): Promise<string> {
  const settings = { url: server.url, from: 'countersign@mail.example' };
  const mailer = openMailer(settings);
  const about = {
    id: randomUUID(),
    workspaceId: randomUUID(),
    subjectId: randomUUID(),
    at: new Date().toISOString(),
  };
  const sending = {
    ...about,
    kind,
    subject: 'claim',
    channel: 'mail',
    address: 'rana@mail.example',
  } as const;
  expect(await sendMail(mailer, settings, 'https://countersign.example', sending)).toBeNull();
  mailer.close();
  return server.messages.at(-1) ?? '';
}

test('whose claim was taken out of review is told so, and not that something waits', async () => {
  const message = await sent('recalled');
  expect(message).toMatch(/^Subject: A claim you were reviewing was taken out of review$/m);
  expect(message).toMatch(/Nothing more is asked of you/);
  expect(message).toMatch(/^GET \/api\/v1\/claims\//m);
  expect(message).not.toMatch(/waits|Ask for it/);
});

test('whose slot it is, is told to ask for it', async () => {
  const message = await sent('assigned');
  expect(message).toMatch(/^Subject: A claim is yours to review$/m);
  expect(message).toMatch(/A claim is yours to review\. Ask for it with your token:/);
});
