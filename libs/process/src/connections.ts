import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const CLIENT_PATIENCE_MS = 1_000;

/**
 * Gives the function that lets go of a stopping server's connections. A server that closes waits for all of them, also
 * for those that have asked nothing yet, which browsers keep in stock, or only half. What is asked in full is still
 * answered; whoever is at work on the other side has a moment to send the rest of a request or to take the answer.
 */
export function connectionsOf(server: Server): { release(): void } {
  const open = new Set<Socket>();
  const exchanges = new Set<ServerResponse>();
  let stopping = false;

  const closeIdle = () => {
    const busy = new Set([...exchanges].map(({ req }) => req.socket));
    for (const socket of open) if (!busy.has(socket)) socket.destroySoon();
  };
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    if (stopping) socket.destroy();
  });
  server.on('request', (_, response: ServerResponse) => {
    exchanges.add(response);
    response.once('close', () => {
      exchanges.delete(response);
      if (stopping) closeIdle();
    });
  });
  return {
    release() {
      stopping = true;
      closeIdle();
      setTimeout(() => {
        for (const { req, writableEnded } of exchanges)
          if (!req.complete || writableEnded) req.socket.destroy();
      }, CLIENT_PATIENCE_MS).unref();
    },
  };
}
