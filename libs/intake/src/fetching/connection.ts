/** One connection to a site: its name is resolved here, every answer checked, and the very address that was checked connected to. */
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect as dial, isIP, type Socket } from 'node:net';
import { connect as startTls } from 'node:tls';
import { hostOf, notPublic, portOf } from './page-url.ts';
import { isPublicAddress } from './public-address.ts';
import { FetchRefused } from './refusals.ts';

/** How names become addresses, and addresses sockets. */
export interface Network {
  /** All addresses of a host name. Rejects with the code ENOTFOUND when there are none. */
  resolve(host: string): Promise<readonly string[]>;
  /** Starts to connect to an IP address. */
  dial(address: string, port: number): Socket;
}

export const INTERNET: Network = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  // An IP address is connected to as it is: no resolver is asked a second time, which is what DNS rebinding needs.
  dial: (host, port) => dial({ host, port }),
};

export interface ConnectOptions {
  readonly network: Network;
  readonly connectMs: number;
  /** Non-public addresses that may be connected to all the same. */
  readonly allowAddress: (address: string) => boolean;
  /** PEM; trusted instead of the public certificate authorities. */
  readonly certificateAuthorities: string | undefined;
}

export interface Connection {
  readonly socket: Socket;
  readonly address: string;
}

/** A site with more addresses than this that all fail is down. */
const ADDRESSES_TRIED = 4;

/**
 * @param deadline its reason, a FetchRefused, is what the connection is destroyed with when it is aborted
 * @throws FetchRefused
 */
export async function openConnection(
  url: URL,
  options: ConnectOptions,
  deadline: AbortSignal,
): Promise<Connection> {
  let failure: unknown;
  for (const address of (await checkedAddresses(url, options, deadline)).slice(0, ADDRESSES_TRIED)) {
    try {
      return { address, socket: await connectTo(address, url, options, deadline) };
    } catch (error) {
      failure = error;
    }
    deadline.throwIfAborted();
  }
  throw asRefusal(failure, url);
}

/** One answer that is not public refuses them all: a site has no reason to mix them, and a rebinding name does. */
async function checkedAddresses(url: URL, options: ConnectOptions, deadline: AbortSignal): Promise<string[]> {
  const host = hostOf(url);
  const addresses = isIP(host) ? [host] : await resolved(host, options.network, deadline);
  for (const address of addresses) {
    if (!isPublicAddress(address) && !options.allowAddress(address)) throw notPublic(host);
  }
  return addresses;
}

async function resolved(host: string, network: Network, deadline: AbortSignal): Promise<string[]> {
  try {
    const addresses = await untilAborted(network.resolve(host), deadline);
    if (addresses.length > 0) return [...addresses];
  } catch (error) {
    if (error instanceof FetchRefused) throw error;
    if (codeOf(error) === 'EAI_AGAIN') {
      throw new FetchRefused('unreachable', `The name ${host} could not be looked up: try later.`);
    }
  }
  throw new FetchRefused('host-not-found', `There is no site named ${host}.`);
}

/** For work that cannot be told to stop, as a resolver's: its late answer is not waited for. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(asError(signal.reason));
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    if (signal.aborted) stop();
  });
}

async function connectTo(
  address: string,
  url: URL,
  options: ConnectOptions,
  deadline: AbortSignal,
): Promise<Socket> {
  const plain = options.network.dial(address, portOf(url));
  guardSocket(plain, options.connectMs, deadline);
  await once(plain, 'connect');
  if (url.protocol === 'http:') return plain;
  // From here on the signs of life are seen on the TLS socket only.
  plain.setTimeout(0);
  const secure = startTls({
    socket: plain,
    // Certificates are checked against the name in the URL, whatever the address and whatever the environment says.
    host: hostOf(url),
    servername: isIP(hostOf(url)) ? '' : hostOf(url),
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
    ...(options.certificateAuthorities && { ca: options.certificateAuthorities }),
  });
  guardSocket(secure, options.connectMs, deadline);
  try {
    await once(secure, 'secureConnect');
  } catch (error) {
    plain.destroy();
    throw error;
  }
  return secure;
}

/** Destroys the socket when nothing happens on it for so long (`socket.setTimeout` changes that), or at the deadline. */
function guardSocket(socket: Socket, idleMs: number, deadline: AbortSignal): void {
  const stop = () => socket.destroy(asError(deadline.reason));
  deadline.addEventListener('abort', stop, { once: true });
  socket.once('close', () => deadline.removeEventListener('abort', stop));
  // A socket that fails while nobody waits for it must not end the process.
  socket.on('error', () => {});
  socket.on('timeout', () => socket.destroy(tooSlow(socket.timeout ?? idleMs)));
  socket.setTimeout(idleMs);
  if (deadline.aborted) stop();
}

export const tooSlow = (ms: number): FetchRefused =>
  new FetchRefused('too-slow', `The site did not answer within ${ms / 1_000} seconds: try later.`);

const CERTIFICATE_ERROR =
  /CERT|^ERR_TLS|^(UNABLE_TO_(GET|VERIFY|DECRYPT)|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE))/;

/** How Node says that it was called wrongly: a fault of ours, not of the site. */
const CALLED_WRONGLY = /^ERR_(INVALID|UNESCAPED|HTTP|OUT_OF_RANGE|MISSING)/;

/** What went wrong on a connection, as a refusal, which says nothing of ports and addresses; a fault of ours stays itself. */
export function asRefusal(error: unknown, url: URL): unknown {
  const code = codeOf(error);
  if (error instanceof FetchRefused || code === '' || CALLED_WRONGLY.test(code)) return error;
  const host = hostOf(url);
  if (CERTIFICATE_ERROR.test(code)) {
    return new FetchRefused('certificate-invalid', `${host} could not prove that it is ${host} (${code}).`);
  }
  if (code.startsWith('HPE_')) {
    return new FetchRefused('malformed-response', `${host} sent something that is not an HTTP answer.`);
  }
  return new FetchRefused('unreachable', `${host} could not be reached: try later.`);
}

export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));
