/** Conditional requests (RFC 9110, §13): whoever has already what would be sent is told so, and is sent nothing. */
import type { FastifyReply } from 'fastify';

/** The entity tags of a list, one behind the other. A tag may hold commas; a list may have empty places. */
const TAGS = /[ \t,]*(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?:,[ \t,]*|$)/gy;

/**
 * Whether a value of If-None-Match names this tag (as it is sent, in quotes), or any by `*`. Compared weakly, as it is
 * for caches: W/"a" names "a". What is no list of tags names none.
 */
export function names(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  const tags = [...ifNoneMatch.matchAll(TAGS)];
  const read = tags.reduce((length, [all]) => length + all.length, 0);
  return read === ifNoneMatch.length && tags.some(([, tag]) => tag === etag);
}

interface Tagged {
  /** In quotes, and strong: other bytes have another. */
  readonly etag: string;
  readonly body: string | Buffer;
  /** Told with the content, and to whoever has it. */
  readonly headers: Readonly<Record<string, string>>;
  /** Told with the content only. */
  readonly contentHeaders: Readonly<Record<string, string>>;
}

/** The content, or 304 to whoever names its tag. HEAD is answered alike, with the length of what is not sent. */
export async function sendTagged(
  reply: FastifyReply,
  { etag, body, headers, contentHeaders }: Tagged,
): Promise<void> {
  const { method, headers: asked } = reply.request;
  const isKnown = names(asked['if-none-match'] ?? '', etag);
  reply.headers({ ...headers, etag }).status(isKnown ? 304 : 200);
  // Of HEAD, Fastify sends no more than the length; without the content it would say that there is none.
  if (isKnown && method !== 'HEAD') return void (await reply.send());
  await reply.headers(contentHeaders).send(body);
}
