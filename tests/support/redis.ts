import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

export interface RedisServer {
  readonly url: string;
  /** To stop it in its tracks, and let it go on. */
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** A Redis that keeps nothing on disk. Fails with ENOENT where none is installed. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', options, { stdio: 'ignore' });
  await once(child, 'spawn');
  const ended = once(child, 'exit');
  // Somebody took the port since we looked.
  const failed = ended.then(() => Promise.reject(new Error('redis-server ended at once')));
  const url = `redis://127.0.0.1:${port}`;
  const probe = new Redis(url, { maxRetriesPerRequest: null });
  probe.on('error', () => undefined); // it is not up yet
  await Promise.race([probe.ping(), failed]).finally(() => probe.disconnect());
  failed.catch(() => undefined); // it is stopped at last
  return {
    url,
    process: child,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
