/** Telling another program: what happened to what, where, signed; never what is in it. */
import { createHmac } from 'node:crypto';
import { postJson, type FetchOptions } from '#intake';
import type { Sending } from '#workflow';
import { pathOf } from './send-mail.ts';

/**
 * What the header `Countersign-Signature` says: `t=` the time of the attempt in seconds, `v1=` the HMAC-SHA256, in hex,
 * of that time, a full stop and the body, under the webhook's secret. Receivers refuse what is old or does not fit.
 */
export const signatureOf = (secret: string, seconds: number, body: string): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

/** @returns why it was not taken, in a sentence; null when it was */
export async function postWebhook(
  fetching: FetchOptions,
  publicUrl: string,
  sending: Extract<Sending, { channel: 'webhook' }>,
): Promise<string | null> {
  const { id, workspaceId, kind, subject, subjectId, at, url, secret } = sending;
  const link = new URL(pathOf(subject, subjectId), publicUrl).href;
  const body = JSON.stringify({ id, type: kind, workspaceId, subject, subjectId, at, link });
  const headers = {
    // The same for every attempt: whoever has seen it has been told.
    'Countersign-Delivery': id,
    'Countersign-Signature': signatureOf(secret, Math.floor(Date.now() / 1000), body),
  };
  const answer = await postJson(url, body, headers, fetching);
  if (answer.kind === 'refused') return `${answer.code}: it could not be sent`;
  return answer.status >= 200 && answer.status < 300 ? null : `it was answered with ${answer.status}`;
}
