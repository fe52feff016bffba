import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { type Layout, writeWhole } from './layout.ts';

/** The port of the last start while it is free, so that a URL noted down stays true; otherwise a new one. */
export async function choosePort(layout: Layout): Promise<number> {
  const last = existsSync(layout.port) ? Number(readFileSync(layout.port, 'utf8')) : 0;
  const wanted = Number.isInteger(last) && last > 0 && last < 65_536 ? last : 0;
  const port = (await listenOnce(wanted)) ?? (await listenOnce(0));
  if (port === null) throw new Error('no free port on 127.0.0.1');
  if (port !== last) writeWhole(layout.port, `${port}\n`, 0o644);
  return port;
}

/** Takes a port for a moment; null when somebody else has it, 0 lets the system choose. */
function listenOnce(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}
