import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { openDataSource } from '#database';
import { addressOf, APP_ACCOUNT, SEALER_ACCOUNT, SYSTEM_ACCOUNT, TEMPLATE } from './servers.ts';

export interface TestDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  readonly sealerUrl: string;
  /** As the application: one workspace at a time. */
  readonly db: DataSource;
  /** As the worker's own role. */
  readonly system: DataSource;
  /** As the superuser, to look at everything. */
  readonly admin: pg.Client;
  /** Leaves it to be cloned. */
  disconnect(): Promise<void>;
  drop(): Promise<void>;
}

/** A clone of the migrated template, or of another database that nobody is connected to: fast, and no file sees another's rows. */
export async function freshDatabase(template = TEMPLATE): Promise<TestDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name} template ${template}`);
  const appUrl = addressOf(name, APP_ACCOUNT);
  const systemUrl = addressOf(name, SYSTEM_ACCOUNT);
  const db = await openDataSource(appUrl, 10);
  const system = await openDataSource(systemUrl, 5);
  const admin = new pg.Client({ connectionString: addressOf(name) });
  admin.on('error', () => undefined); // the server may stop before the client does
  await admin.connect();
  let connected = true;
  const disconnect = async () => {
    if (!connected) return;
    connected = false;
    await admin.end();
    await db.destroy();
    await system.destroy();
  };
  return {
    name,
    ownerUrl: addressOf(name),
    appUrl,
    systemUrl,
    sealerUrl: addressOf(name, SEALER_ACCOUNT),
    db,
    system,
    admin,
    disconnect,
    async drop() {
      await disconnect();
      await onServer(`drop database ${name} with (force)`);
    },
  };
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf('postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Whether somebody in this database waits for a lock: it has come to where the test holds one. */
export async function isWaiting({ admin }: TestDatabase): Promise<boolean> {
  const sql =
    "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  return (await admin.query(sql)).rows.length > 0;
}
