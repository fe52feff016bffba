/**
 * Web sites on 127.0.0.1 behind an Internet of their own: names resolve to public addresses, and connections to those
 * end at the two servers here. So the guard is on in every test, and nothing leaves the machine.
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import {
  fetchDocument,
  type FetchedDocument,
  type FetchOptions,
  type FetchRefusal,
  type Network,
} from '#intake';
import { CERTIFICATE, KEY } from './certificate.ts';

/** Writes an answer byte by byte, or not at all; or the bytes of a whole answer, after which the connection ends. */
export type Page = string | Buffer | ((socket: Socket) => void);

export interface Sites {
  /** What was connected to, in order. */
  readonly dialled: string[];
  /** Every request as it came, in order. */
  readonly requests: Buffer[];
  readonly network: Network;
  fetch(address: string, options?: Partial<FetchOptions>): Promise<FetchedDocument | FetchRefusal>;
}

export const PUBLIC_ADDRESS = '93.184.215.14';
export const USER_AGENT = 'Countersign/0.1.0 (+https://facts.example/about-our-fetcher)';

const open: { servers: Server[]; sockets: Set<Socket> }[] = [];

/**
 * @param pages by address; a robots.txt that is not among them is answered with 404
 * @param dns the addresses of names, all answers in turn when there are several lists; PUBLIC_ADDRESS otherwise
 */
export async function startSites(
  pages: Record<string, Page>,
  dns: Record<string, string[] | string[][]> = {},
): Promise<Sites> {
  const dialled: string[] = [];
  const requests: Buffer[] = [];
  const sockets = new Set<Socket>();
  const serve = (scheme: string) => (socket: Socket) => {
    sockets.add(socket.on('error', () => {}));
    let received = Buffer.alloc(0);
    const read = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (!received.includes('\r\n\r\n')) return;
      socket.off('data', read);
      requests.push(received);
      answer(socket, pages[addressOf(scheme, received)]);
    };
    socket.on('data', read);
  };
  const plain = createServer(serve('http'));
  const secure = createTlsServer({ cert: CERTIFICATE, key: KEY }, serve('https')).on(
    'tlsClientError',
    () => {},
  );
  for (const server of [plain, secure]) await once(server.listen(0, '127.0.0.1'), 'listening');
  open.push({ servers: [plain, secure], sockets });

  const asked = new Map<string, number>();
  const network = {
    resolve: async (host: string) => {
      const answers = dns[host] ?? [PUBLIC_ADDRESS];
      const turn = asked.get(host) ?? 0;
      asked.set(host, turn + 1);
      const now = answers[Math.min(turn, answers.length - 1)];
      // A list of lists is taken in turn; a plain list is one answer.
      return Array.isArray(now) ? now : answers.filter((each) => typeof each === 'string');
    },
    dial: (address: string, port: number) => {
      dialled.push(address);
      return connect(portOf(port === 443 ? secure : plain), '127.0.0.1');
    },
  };
  return {
    dialled,
    requests,
    network,
    fetch: (address, options) =>
      fetchDocument(address, {
        userAgent: USER_AGENT,
        network,
        certificateAuthorities: CERTIFICATE,
        ...options,
      }),
  };
}

export async function stopSites(): Promise<void> {
  for (const { servers, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    for (const server of servers) await once(server.close(), 'close');
  }
}

/** A whole answer with its Content-Length; a header that is given wins. */
export function answerOf(
  status: number,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): Buffer {
  const bytes = Buffer.from(body);
  const all = { 'Content-Length': String(bytes.length), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Whatever\r\n${lines.join('')}\r\n`), bytes]);
}

export const html = (body: string | Buffer, headers: Record<string, string> = {}): Buffer =>
  answerOf(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers }, body);

export const redirect = (location: string, status = 302): Buffer => answerOf(status, { Location: location });

function answer(socket: Socket, page: Page | undefined): void {
  if (typeof page === 'function') page(socket);
  else socket.end(page ?? answerOf(404));
}

function addressOf(scheme: string, request: Buffer): string {
  const text = request.toString('latin1');
  const path = /^GET (\S+) /.exec(text)?.[1] ?? '';
  const host = /\r\nHost: (\S+)/.exec(text)?.[1] ?? '';
  return `${scheme}://${host}${path}`;
}

function portOf(server: Server): number {
  // A TCP server's address is never the path of a pipe.
  return (server.address() as AddressInfo).port;
}
