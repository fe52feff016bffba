import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connectionsOf } from './connections.ts';

/** For a whole request to come in; milliseconds. */
const REQUEST_TIMEOUT = 10_000;
/** Nobody's request line and headers are longer; bytes. */
const HEADERS_MAX = 8_192;

export interface Listening {
  readonly address: string;
  /** Answers what was asked in full, and lets go of all others. */
  close(): Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** The server of a process that is no web application: health, metrics, a protocol of one call. */
export async function listen(
  answer: Answer,
  { host, port, onError }: { host: string; port: number; onError: (error: unknown) => void },
): Promise<Listening> {
  const options = { requestTimeout: REQUEST_TIMEOUT, maxHeaderSize: HEADERS_MAX };
  const server = createServer(options, (request, response) => {
    void Promise.resolve()
      .then(() => answer(request, response))
      .catch((error: unknown) => {
        onError(error);
        if (response.headersSent) response.destroy();
        else answerJson(response, 500, { status: 'failed' });
      });
  });
  const connections = connectionsOf(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    address: addressOf(server),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      connections.release();
      await closed;
    },
  };
}

export const answerJson = (response: ServerResponse, status: number, body: Record<string, string>): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

function addressOf(server: Server): string {
  const bound = server.address();
  if (typeof bound !== 'object' || !bound) throw new Error('the server listens nowhere');
  const host = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
  return `http://${host}:${bound.port}`;
}
