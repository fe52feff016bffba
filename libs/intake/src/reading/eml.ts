/** An e-mail message (RFC 5322, MIME), or a page that a browser saved in the form of one (MHTML). */
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { withoutC1Controls } from './decode-text.ts';
import { readMessagePage, readPage } from './html.ts';
import { asSeen } from './html-lines.ts';
import { calendarDate, languageTag, shortText } from './metadata-values.ts';
import { refuse, type Line, type PartialReason, type ReadDocument, type Reading } from './reading.ts';
import { unwrapped } from './unwrap.ts';

const NESTED_MAX = 50;
const HEADER_BYTES_MAX = 2 ** 20;
const NAMES_MAX = 5;

export async function readEml(bytes: Uint8Array): Promise<Reading> {
  const options = { maxNestingDepth: NESTED_MAX, maxHeadersSize: HEADER_BYTES_MAX };
  let email: Email;
  try {
    email = await PostalMime.parse(new Uint8Array(bytes), options);
  } catch {
    return refuse('damaged');
  }
  // Its date is that of the saving, its sender the browser: everything about the page stands in the page.
  if (headerOf(email, 'snapshot-content-location') !== null && email.html)
    return readPage(withoutC1Controls(email.html));
  return readMessage(email);
}

function readMessage(email: Email): Reading {
  const body = bodyOf(email);
  if (body.kind === 'refused') return body;
  const title = shortText(email.subject);
  const sender = email.from?.name || email.from?.address;
  const shown = [
    ...headLine(title, 'headline'),
    ...headLine(sender ? `From: ${sender}` : null, 'metadata'),
    ...headLine(headerOf(email, 'date'), 'metadata', 'Date: '),
  ];
  return {
    kind: 'read',
    mediaType: 'message/rfc822',
    encoding: null,
    title: title ?? body.title,
    publisher: shortText(sender),
    publishedAt: calendarDate(headerOf(email, 'date') ?? ''),
    author: shortText(email.from?.name),
    language: languageTag(headerOf(email, 'content-language')) ?? body.language,
    lines: [...shown, ...body.lines],
    warnings: [...body.warnings, ...leftOut(email.attachments)],
  };
}

/** The plain form, which the sender wrote; else the page. */
function bodyOf(email: Email): Reading {
  const text = withoutC1Controls(email.text ?? '');
  if (/\S/.test(text)) return readBodyText(text);
  if (!email.html) return refuse('empty');
  return readMessagePage(withoutC1Controls(email.html));
}

function readBodyText(text: string): ReadDocument {
  const lines = unwrapped(text.split(/\r\n?|\n/))
    .map(asSeen)
    .flatMap((line): Line[] => (line ? [{ text: line, hint: null }] : []));
  const unreadable = text.match(/\uFFFD/g)?.length ?? 0;
  const warnings: PartialReason[] = unreadable
    ? [
        {
          code: 'unreadable-characters',
          sentence: `${unreadable} characters of the message could not be read.`,
        },
      ]
    : [];
  return {
    kind: 'read',
    mediaType: 'text/plain',
    encoding: null,
    title: null,
    publisher: null,
    publishedAt: null,
    author: null,
    language: null,
    lines,
    warnings,
  };
}

function headLine(value: string | null, hint: 'headline' | 'metadata', before = ''): Line[] {
  const text = asSeen(value ?? '');
  return text ? [{ text: before + text, hint }] : [];
}

function headerOf(email: Email, name: string): string | null {
  return email.headers.find(({ key }) => key === name)?.value ?? null;
}

/** Pictures inside the text are part of its form; files are documents of their own. */
function leftOut(attachments: readonly Attachment[]): PartialReason[] {
  const files = attachments.filter(
    ({ related, contentId, mimeType }) => !related && !(contentId && mimeType.startsWith('image/')),
  );
  if (files.length === 0) return [];
  const names = files
    .slice(0, NAMES_MAX)
    .map(({ filename }, i) => shortText(filename) ?? `attachment ${i + 1}`);
  const more = files.length > NAMES_MAX ? ` and ${files.length - NAMES_MAX} more` : '';
  return [
    {
      code: 'attachments-left-out',
      sentence: `Attached files were not read: ${names.join(', ')}${more}. Send each as a document of its own.`,
    },
  ];
}
