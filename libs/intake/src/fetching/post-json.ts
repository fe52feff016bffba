/** The one way by which anything is sent to an address that somebody typed in: with the guard that fetching has. */
import { request as httpRequest } from 'node:http';
import { asRefusal, INTERNET, openConnection, tooSlow, type Connection } from './connection.ts';
import { FETCH_LIMITS, type FetchOptions } from './fetch-document.ts';
import { hostOf, readPageUrl } from './page-url.ts';
import { FetchRefused, type FetchRefusal } from './refusals.ts';

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
}

const TOTAL_MS = 15_000;

/**
 * Posts a JSON body: to public addresses only (the very address connected to was checked), without credentials, within
 * limits of time. Redirects are not followed, and of the answer nothing but its status is read.
 *
 * @returns how it was answered, or why it could not be sent: it throws only for a fault of its own
 */
export async function postJson(
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  { userAgent, ...options }: FetchOptions,
): Promise<Answered | FetchRefusal> {
  const limits = { ...FETCH_LIMITS, totalMs: TOTAL_MS, ...options.limits };
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(tooSlow(limits.totalMs)), limits.totalMs);
  const connecting = {
    network: options.network ?? INTERNET,
    connectMs: limits.connectMs,
    allowAddress: options.allowAddress ?? (() => false),
    certificateAuthorities: options.certificateAuthorities,
  };
  try {
    const url = readPageUrl(address, options.ports ?? [80, 443]);
    const connection = await openConnection(url, connecting, deadline.signal);
    connection.socket.setTimeout(limits.idleMs);
    const all = { ...headers, 'User-Agent': userAgent, 'Content-Type': 'application/json' };
    return { kind: 'answered', status: await post(url, connection, body, all) };
  } catch (error) {
    if (error instanceof FetchRefused) return error.refusal;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function post(
  url: URL,
  { socket }: Connection,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      method: 'POST',
      createConnection: () => socket,
      path: url.pathname + url.search,
      headers: { ...headers, Host: url.host, Connection: 'close', 'Content-Length': Buffer.byteLength(body) },
    });
    request.on('error', (error) => reject(asError(asRefusal(error, url))));
    request.on('response', ({ statusCode }) => {
      resolve(statusCode ?? 0);
      socket.destroy();
    });
    // A site that closes without a word.
    socket.once('close', () =>
      reject(
        new FetchRefused('incomplete-response', `${hostOf(url)} broke off before it answered: try later.`),
      ),
    );
    request.end(body);
  });
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));
