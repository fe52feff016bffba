/** Mail that says that something waits, or no longer does, and where; never what. */
import { createTransport, type Transporter } from 'nodemailer';
import type { MailKind, Sending } from '#workflow';

export interface MailSettings {
  /** smtp://user:password@host:port, or smtps:// */
  readonly url: string;
  readonly from: string;
}

export type Mailer = Transporter;

const CONNECT_MS = 10_000;
const SOCKET_MS = 30_000;

export const openMailer = ({ url }: MailSettings): Mailer =>
  createTransport({
    url,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SOCKET_MS,
    // Nothing in a message may make it read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });

const SUBJECTS: Readonly<Record<MailKind, string>> = {
  assigned: 'A claim is yours to review',
  recalled: 'A claim you were reviewing was taken out of review',
  mentioned: 'You were mentioned',
  contested: 'A disagreement waits to be settled',
  escalated: 'A review is overdue',
  'log-problems': 'The check of the log found what should not be',
  'reminder-half-time': 'Half of the time for a claim has passed',
  'reminder-due': 'A claim is due',
  'reminder-overdue': 'A claim is overdue',
};

/** What is said of a delivery: those that wait may be of a kind that has gone since. */
function wordsOf(kind: string): { about: string; what: string } {
  const subjects: Readonly<Record<string, string | undefined>> = SUBJECTS;
  const about = subjects[kind] ?? 'Something waits for you';
  const nothing = 'Nothing more is asked of you. Why it was is read with your token';
  return { about, what: kind === 'recalled' ? nothing : 'Ask for it with your token' };
}

/** @returns why it was not taken, in words that name nobody; null when it was */
export async function sendMail(
  mailer: Mailer,
  { from }: MailSettings,
  publicUrl: string,
  sending: Extract<Sending, { channel: 'mail' }>,
): Promise<string | null> {
  const { id, kind, subject, subjectId, address } = sending;
  const { about, what } = wordsOf(kind);
  try {
    await mailer.sendMail({
      from,
      to: { name: '', address },
      subject: about,
      // What a browser opens is the documentation alone: the rest asks for a token, which a link cannot bring.
      text: `${about}. ${what}:\nGET ${pathOf(subject, subjectId)}\n\nHow: ${new URL('/docs', publicUrl).href}\n\nYou get this because you asked for mail in Countersign.\n`,
      // The same delivery, sent again after a crash, is the same message to those who look.
      messageId: `<${id}@${new URL(publicUrl).hostname}>`,
    });
    return null;
  } catch (error) {
    // What a server says may quote the address.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return `the mail server did not take it (${code})`;
  }
}

/** Where whoever has a token reads about it. */
export const pathOf = (subject: string, id: string): string =>
  subject === 'log-check' ? '/api/v1/log/checks' : `/api/v1/${subject}s/${id}`;
