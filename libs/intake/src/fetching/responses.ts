/** What an answer's status means: go on to another address, read it, or tell the person why not. */
import type { Exchange } from './exchange.ts';
import { hostOf } from './page-url.ts';
import { FetchRefused } from './refusals.ts';

const REDIRECTS_MAX = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * @param ask fetches one address; whatever guards an address guards each of them
 * @param readUrl reads where a redirect leads, and refuses what may not be fetched
 * @returns all exchanges in order; only the last is no redirect
 * @throws FetchRefused
 */
export async function followRedirects(
  start: URL,
  ask: (url: URL) => Promise<Exchange>,
  readUrl: (text: string, base: URL) => URL,
): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  const visited: string[] = [];
  let url = start;
  for (;;) {
    visited.push(url.href);
    const answer = await ask(url);
    exchanges.push(answer);
    const location = REDIRECTS.has(answer.status) ? answer.headers.location : undefined;
    if (location === undefined) return exchanges;
    // Node hands headers over byte by byte; sites write them in UTF-8.
    url = readUrl(Buffer.from(location, 'latin1').toString('utf8'), url);
    if (visited.includes(url.href)) {
      const circle = [...visited.slice(visited.indexOf(url.href)), url.href].join(' → ');
      throw new FetchRefused('redirect-loop', `The page leads in a circle and never arrives: ${circle}`);
    }
    if (exchanges.length > REDIRECTS_MAX) {
      throw new FetchRefused(
        'too-many-redirects',
        `The page leads on more than ${REDIRECTS_MAX} times, last to ${url.href}`,
      );
    }
  }
}

/** @throws FetchRefused unless the answer holds the page */
export function refuseStatus({ url, status }: Exchange): void {
  if (status === 200 || status === 203) return;
  const host = hostOf(new URL(url));
  switch (status) {
    case 401:
    case 407:
      throw new FetchRefused('login-required', `${host} wants a login: save the page and upload it.`);
    case 402:
    case 403:
    case 451:
      throw new FetchRefused(
        'forbidden',
        `${host} does not give this page to programs (${status}): save the page and upload it.`,
      );
    case 404:
      throw new FetchRefused('not-found', `${host} has no page at this address.`);
    case 410:
      throw new FetchRefused('gone', `${host} says that this page was taken down for good.`);
    case 429:
      throw new FetchRefused('too-many-requests', `${host} has had too many requests: try later.`);
    default:
  }
  if (status >= 500) {
    throw new FetchRefused('server-error', `${host} has a fault of its own (${status}): try later.`);
  }
  throw new FetchRefused('unexpected-status', `${host} answered with ${status} instead of the page.`);
}
