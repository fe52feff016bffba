/** What a benchmark stands on: a private PostgreSQL with fsync on, an api in a process of its own, claims to judge. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { openGround } from './ground.ts';
import { openRoom, prepareMany, type Job, type Room } from './room.ts';

export interface Stand extends Room {
  readonly db: DataSource;
  readonly appUrl: string;
  readonly address: string;
  /** Claims whose only slot the reviewer holds. */
  assigned(count: number): Promise<Job[]>;
  stop(): Promise<void>;
}

const PREPARED_AT_ONCE = 8;

export async function openStand(): Promise<Stand> {
  const ground = await openGround();
  const { db, appUrl } = ground;
  const room = await openRoom(db);
  const api = await startApi(appUrl, join(ground.folder, 'archive'));
  return {
    db,
    appUrl,
    address: api.address,
    ...room,
    assigned: (count) => prepareMany(room, count, PREPARED_AT_ONCE),
    async stop() {
      await api.stop();
      await ground.stop();
    },
  };
}

async function startApi(appUrl: string, archive: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../apps/api/src/main.js')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: appUrl,
      ARCHIVE_DIR: archive,
      PORT: '0',
      LOG_LEVEL: 'warn',
      DATABASE_POOL: '32',
    },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    // What main.ts sends when it listens.
    child.once('message', (message) => resolve((message as { ready: string }).ready));
    child.once('exit', () => reject(new Error('the api did not start')));
  });
  return {
    address,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
