import { isIP } from 'node:net';
import { FetchRefused } from './refusals.ts';

/** Longer addresses carry data, not places; browsers and servers give up at about this length too. */
const URL_LENGTH_MAX = 4_096;
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Names that never belong to a public site (RFC 6761, 6762, 8375; .internal is ICANN's, and the clouds' for metadata). */
const PRIVATE_NAME = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home\.arpa|onion)$/;

/**
 * Reads an address once, by the WHATWG rules that browsers follow: 0177.1, 2130706433 and ①②⑦.0.0.1 come out as
 * the IP address they spell. Everything later works on the result, never on the text again.
 *
 * @param base what a relative address (of a redirect) is relative to
 * @throws FetchRefused
 */
export function readPageUrl(text: string, ports: readonly number[], base?: URL): URL {
  if (text.length > URL_LENGTH_MAX) {
    throw new FetchRefused('url-too-long', `The address is longer than ${URL_LENGTH_MAX} characters.`);
  }
  if (!URL.canParse(text, base)) {
    throw new FetchRefused('url-malformed', 'This is not the address of a web page.');
  }
  const url = new URL(text, base);
  if (!(url.protocol in DEFAULT_PORTS)) {
    throw new FetchRefused(
      'url-scheme',
      `Only http and https addresses are fetched, and this one starts with ${url.protocol}`,
    );
  }
  if (url.username || url.password) {
    throw new FetchRefused('url-credentials', 'The address has a user name or password in it: leave it out.');
  }
  if (!ports.includes(portOf(url))) {
    throw new FetchRefused(
      'url-port',
      `Port ${portOf(url)} is not one that web pages are fetched from (${ports.join(', ')}).`,
    );
  }
  url.hash = '';
  url.hostname = url.hostname.replace(/\.+$/, '');
  refusePrivateNames(url);
  return url;
}

/** Why nothing would be fetched from this address, nor sent to it, in a sentence; null when its name tells no reason. */
export function whyNoAddress(text: string, ports: readonly number[]): string | null {
  try {
    readPageUrl(text, ports);
    return null;
  } catch (error) {
    if (error instanceof FetchRefused) return error.refusal.sentence;
    throw error;
  }
}

export const portOf = (url: URL): number => Number(url.port) || (DEFAULT_PORTS[url.protocol] ?? 0);

/** The host as a resolver or a socket wants it: an IPv6 address without its brackets. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** Said before any resolver is asked, so that names of an inner network do not leave it. */
function refusePrivateNames(url: URL): void {
  const host = hostOf(url);
  if (isIP(host)) return;
  if (!host.includes('.') || PRIVATE_NAME.test(host)) throw notPublic(host);
}

export const notPublic = (host: string): FetchRefused =>
  new FetchRefused(
    'address-not-public',
    `${host} is not a site on the public Internet, so it is not fetched.`,
  );
