/** The one way by which anything is fetched from an address that somebody typed in. */
import { createHash } from 'node:crypto';
import { warcFile } from '../archive/warc.ts';
import { INTERNET, openConnection, tooSlow, untilAborted, type Network } from './connection.ts';
import { decodeContent } from './content-encoding.ts';
import { exchange, type Exchange } from './exchange.ts';
import { readPageUrl } from './page-url.ts';
import { FetchRefused, type FetchRefusal } from './refusals.ts';
import { robotsGate } from './robots-gate.ts';
import { followRedirects, refuseStatus } from './responses.ts';

export interface FetchLimits {
  /** Everything together: names, robots.txt, redirects, the page. */
  readonly totalMs: number;
  /** Until one address of a site answers. */
  readonly connectMs: number;
  /** Between two signs of life. */
  readonly idleMs: number;
  /** Of the page as it comes over the wire, and again of what it unpacks to. */
  readonly maxBytes: number;
}

export const FETCH_LIMITS: FetchLimits = {
  totalMs: 30_000,
  connectMs: 5_000,
  idleMs: 10_000,
  maxBytes: 20_000_000,
};

export interface FetchOptions {
  /** `Name/version (+address where the people behind it can be reached)`; robots.txt is asked about the name. */
  readonly userAgent: string;
  readonly limits?: Partial<FetchLimits>;
  /** Ports that may be asked; 80 and 443 when nothing is said. */
  readonly ports?: readonly number[];
  /** Lets exactly these non-public addresses be connected to: for tests, and for a site in one's own house. */
  readonly allowAddress?: (address: string) => boolean;
  readonly network?: Network;
  /** PEM; trusted instead of the public certificate authorities. */
  readonly certificateAuthorities?: string;
}

export interface FetchedDocument {
  readonly kind: 'fetched';
  /** With every encoding of the transport taken off. */
  readonly bytes: Buffer;
  /** What the site says it is, in small letters and without parameters: `text/html`. */
  readonly mediaType: string | null;
  /** What the site says its characters are encoded in, as it says it. */
  readonly charset: string | null;
  readonly finalUrl: string;
  readonly status: number;
  /** Addresses that led on to another one, in order. */
  readonly redirects: readonly string[];
  /** ISO 8601. */
  readonly fetchedAt: string;
  /** A WARC/1.1 file of what went over the wire; kept by the caller. */
  readonly warc: Buffer;
}

/**
 * Fetches a page for the record: by http or https, from public addresses only (checked anew for every connection, and
 * the very address connected to that was checked), at most 5 redirects, with robots.txt respected, within limits of
 * time and size. Keeps no cookies, sends no credentials, reads no proxy settings.
 *
 * @returns the page, or why not: it throws only for a fault of its own
 */
export async function fetchDocument(
  address: string,
  options: FetchOptions,
): Promise<FetchedDocument | FetchRefusal> {
  const limits = { ...FETCH_LIMITS, ...options.limits };
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(tooSlow(limits.totalMs)), limits.totalMs);
  try {
    // Whatever keeps it, a fetch that does not end would keep a place among the jobs for ever.
    return await untilAborted(fetchWithin(address, options, limits, deadline.signal), deadline.signal);
  } catch (error) {
    if (error instanceof FetchRefused) return error.refusal;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function fetchWithin(
  address: string,
  { userAgent, ...options }: FetchOptions,
  limits: FetchLimits,
  deadline: AbortSignal,
): Promise<FetchedDocument> {
  const readUrl = (text: string, base?: URL) => readPageUrl(text, options.ports ?? [80, 443], base);
  const connecting = {
    network: options.network ?? INTERNET,
    connectMs: limits.connectMs,
    allowAddress: options.allowAddress ?? (() => false),
    certificateAuthorities: options.certificateAuthorities,
  };
  const ask = async (url: URL, maxBytes: number): Promise<Exchange> =>
    exchange(
      url,
      await openConnection(url, connecting, deadline),
      userAgent,
      { idleMs: limits.idleMs, maxBytes },
      deadline,
    );
  const obeyRobots = robotsGate(userAgent, (url, maxBytes) =>
    followRedirects(url, (next) => ask(next, maxBytes), readUrl),
  );

  const exchanges = await followRedirects(
    readUrl(address),
    async (url) => {
      await obeyRobots(url);
      return ask(url, limits.maxBytes);
    },
    readUrl,
  );
  return documentOf(exchanges, userAgent, limits.maxBytes);
}

async function documentOf(
  exchanges: readonly Exchange[],
  userAgent: string,
  maxBytes: number,
): Promise<FetchedDocument> {
  const page = exchanges.at(-1);
  if (!page) throw new Error('a fetch without an exchange');
  refuseStatus(page);
  const bytes = await decodeContent(page.body, page.headers['content-encoding'], maxBytes);
  const documentSha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    kind: 'fetched',
    bytes,
    ...contentType(page.headers['content-type']),
    finalUrl: page.url,
    status: page.status,
    redirects: exchanges.slice(0, -1).map(({ url }) => url),
    fetchedAt: page.startedAt.toISOString(),
    warc: await warcFile({ userAgent, exchanges, documentSha256 }),
  };
}

function contentType(header: string | undefined): Pick<FetchedDocument, 'mediaType' | 'charset'> {
  const [essence = '', ...parameters] = (header ?? '').split(';').map((part) => part.trim());
  const charset = parameters.map((each) => /^charset="?([^"\s]+)"?$/i.exec(each)?.[1]).find(Boolean);
  const mediaType = essence.toLowerCase();
  return { mediaType: /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : null, charset: charset ?? null };
}
