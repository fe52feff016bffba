import { decodeContent } from './content-encoding.ts';
import type { Exchange } from './exchange.ts';
import { hostOf } from './page-url.ts';
import { FetchRefused, type FetchRefusalCode } from './refusals.ts';
import { robotsAllow } from './robots.ts';

const ROBOTS_BYTES_MAX = 1_000_000;

/** Faults of robots.txt alone. Others, such as a site that cannot be reached, the page would meet as well. */
const OF_THE_FILE: ReadonlySet<FetchRefusalCode> = new Set([
  'too-large',
  'decompression-bomb',
  'unknown-encoding',
  'malformed-response',
  'incomplete-response',
  'redirect-loop',
]);

type Fetch = (url: URL, maxBytes: number) => Promise<Exchange[]>;

/** Asks each site's robots.txt once, and refuses what it does not want programs to read (RFC 9309, 2.3.1). */
export function robotsGate(userAgent: string, fetch: Fetch): (url: URL) => Promise<void> {
  const product = userAgent.replace(/[/\s].*$/s, '');
  const asked = new Map<string, string>();
  return async (url) => {
    const robots = asked.get(url.origin) ?? (await readRobots(url, fetch));
    asked.set(url.origin, robots);
    if (!robotsAllow(robots, product, url.pathname + url.search)) {
      throw new FetchRefused(
        'robots-disallow',
        `${hostOf(url)} asks that programs do not read this page: save the page and upload it.`,
      );
    }
  };
}

async function readRobots(page: URL, fetch: Fetch): Promise<string> {
  try {
    const exchanges = await fetch(new URL('/robots.txt', page), ROBOTS_BYTES_MAX);
    const answer = exchanges.at(-1);
    if (answer === undefined || answer.status >= 500) throw unavailable(page);
    // No such file: everything is allowed.
    if (answer.status < 200 || answer.status >= 300) return '';
    const bytes = await decodeContent(answer.body, answer.headers['content-encoding'], ROBOTS_BYTES_MAX);
    return bytes.toString('utf8');
  } catch (error) {
    // RFC 9309: a robots.txt that leads on too often counts as absent.
    if (error instanceof FetchRefused && error.code === 'too-many-redirects') return '';
    if (error instanceof FetchRefused && OF_THE_FILE.has(error.code)) throw unavailable(page);
    throw error;
  }
}

const unavailable = (page: URL): FetchRefused =>
  new FetchRefused(
    'robots-unavailable',
    `${hostOf(page)} cannot say now which pages programs may read (its robots.txt fails): try later, or save the page and upload it.`,
  );
