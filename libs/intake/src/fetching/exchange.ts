/** One HTTP request on one connection, and the bytes of both sides as they went over it. */
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { asRefusal, type Connection } from './connection.ts';
import { hostOf } from './page-url.ts';
import { FetchRefused } from './refusals.ts';

export interface Exchange {
  readonly url: string;
  readonly address: string;
  readonly startedAt: Date;
  /** As sent. */
  readonly request: Buffer;
  /** As received, with status line and headers, transfer and content encodings left on; without 1xx answers. */
  readonly response: Buffer;
  /** How many bytes of the response are status line and headers. */
  readonly headLength: number;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Without the transfer encoding, the content encoding still on. */
  readonly body: Buffer;
}

export interface ExchangeLimits {
  /** Of the answer as it comes over the wire, headers included. */
  readonly maxBytes: number;
  readonly idleMs: number;
}

const HEADER_BYTES_MAX = 65_536;

/** @throws FetchRefused */
export async function exchange(
  url: URL,
  connection: Connection,
  userAgent: string,
  limits: ExchangeLimits,
  deadline: AbortSignal,
): Promise<Exchange> {
  const startedAt = new Date();
  const headers = requestHeaders(url, userAgent);
  try {
    deadline.throwIfAborted();
    connection.socket.setTimeout(limits.idleMs);
    const answer = await send(url, connection, headers, limits.maxBytes);
    return {
      url: url.href,
      address: connection.address,
      startedAt,
      request: requestBytes(url, headers),
      ...onlyTheAnswer(answer),
      status: answer.message.statusCode ?? 0,
      headers: answer.message.headers,
      body: answer.body,
    };
  } catch (error) {
    throw asRefusal(error, url);
  } finally {
    connection.socket.destroy();
  }
}

/** All that a site is told: no cookies, no credentials, no page it was linked from. */
const requestHeaders = (url: URL, userAgent: string): Record<string, string> => ({
  Host: url.host,
  'User-Agent': userAgent,
  Accept: 'text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8',
  'Accept-Encoding': 'gzip, deflate, br',
  Connection: 'close',
});

const pathOf = (url: URL): string => url.pathname + url.search;

/** Node writes exactly this; it offers no way to read back what it wrote, so a test holds the two together. */
const requestBytes = (url: URL, headers: Record<string, string>): Buffer =>
  Buffer.from(
    [
      `GET ${pathOf(url)} HTTP/1.1`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      '',
      '',
    ].join('\r\n'),
    'latin1',
  );

interface Answer {
  readonly message: IncomingMessage;
  readonly received: Buffer;
  readonly body: Buffer;
}

function send(
  url: URL,
  { socket }: Connection,
  headers: Record<string, string>,
  maxBytes: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    const body: Buffer[] = [];
    let size = 0;
    let message: IncomingMessage | null = null;
    // Bytes after a complete answer are a fault of the site that costs us nothing.
    const fail = (error: unknown) => {
      if (!message?.complete) reject(error);
    };
    const count = (bytes: number) => {
      if (bytes > maxBytes) socket.destroy(tooLarge(maxBytes));
    };
    const request = httpRequest({
      createConnection: () => socket,
      path: pathOf(url),
      headers,
      maxHeaderSize: HEADER_BYTES_MAX,
    });
    // Only now is there somebody else reading: a listener of ours before it would swallow the start of the answer.
    request.on('socket', () =>
      socket.on('data', (chunk: Buffer) => {
        received.push(chunk);
        count((size += chunk.length));
      }),
    );
    request.on('error', fail);
    // Of an answer that changes to another protocol (101) Node reports nothing but the end of the connection.
    socket.once('close', () => {
      if (!message) fail(brokenOff(url, 'before it answered'));
    });
    request.on('response', (response) => {
      message = response;
      count(Number(response.headers['content-length']));
      response.on('data', (chunk: Buffer) => body.push(chunk));
      response.on('error', (error) =>
        fail(error instanceof FetchRefused ? error : brokenOff(url, 'in the middle of the page')),
      );
      response.on('end', () =>
        resolve({ message: response, received: Buffer.concat(received), body: Buffer.concat(body) }),
      );
    });
    request.end();
  });
}

/** What lies before the answer (1xx answers) and after its declared end is no part of it. */
function onlyTheAnswer({ message, received, body }: Answer): Pick<Exchange, 'response' | 'headLength'> {
  let start = 0;
  while (/^HTTP\/1\.[01] 1\d\d/.test(received.toString('latin1', start, start + 12))) {
    start = headEnd(received, start);
  }
  const headLength = headEnd(received, start) - start;
  const declared = message.headers['content-length'] !== undefined;
  const end = declared ? start + headLength + body.length : received.length;
  return { response: received.subarray(start, end), headLength };
}

function headEnd(bytes: Buffer, start: number): number {
  const blankLine = /\r?\n\r?\n/g.exec(bytes.toString('latin1', start, start + 2 * HEADER_BYTES_MAX));
  return blankLine ? start + blankLine.index + blankLine[0].length : bytes.length;
}

export const tooLarge = (maxBytes: number): FetchRefused =>
  new FetchRefused(
    'too-large',
    `The page is larger than ${Math.floor(maxBytes / 1_000)} kB: save the part that matters and upload it.`,
  );

const brokenOff = (url: URL, when: string): FetchRefused =>
  new FetchRefused('incomplete-response', `${hostOf(url)} broke off ${when}: try later.`);
