import { createHash, randomUUID } from 'node:crypto';
import { openDataSource } from '#database';
import { execute } from '#workflow';
import { secret } from './data-dir.ts';
import { openDatabase } from './database.ts';
import { whileRunning } from './processes.ts';
import { untilStopped } from './stopping.ts';

export interface StartOptions {
  /** Opens a workspace of this name, with one admin, whose token is printed once. */
  readonly openWorkspace: string | undefined;
  readonly json: boolean;
}

/** The api and the worker, until they are stopped. */
export async function start(
  { openWorkspace, json }: StartOptions,
  tell: (line: string) => void,
): Promise<void> {
  const stopping = untilStopped();
  const database = await openDatabase(tell);
  await whileRunning(database, tell, async (address) => {
    const opened = openWorkspace ? await open(database.appUrl, openWorkspace) : null;
    if (json) console.log(JSON.stringify({ address, ...opened }));
    else {
      console.log(`Countersign answers at ${address}; its documentation is at ${address}/docs`);
      if (opened) console.log(`The admin’s token, shown this once: ${opened.adminToken}`);
    }
    await stopping;
  });
}

async function open(appUrl: string, name: string): Promise<{ workspaceId: string; adminToken: string }> {
  const db = await openDataSource(appUrl, 1);
  const workspaceId = randomUUID();
  const personId = randomUUID();
  const adminToken = `cs_${secret()}`;
  const actor = { kind: 'system', workspaceId, name: 'setup' } as const;
  const slug =
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60) || workspaceId;
  try {
    await execute(db, actor, { type: 'open-workspace', workspaceId, slug, name, correctionsPolicy: '' });
    const admin = { name: 'Admin', roles: ['admin', 'editor'] as const, languages: ['en'] };
    await execute(db, actor, { type: 'admit-person', personId, ...admin });
    const sha256 = createHash('sha256').update(adminToken).digest('hex');
    const token = { tokenId: randomUUID(), role: 'admin' as const, label: 'first', sha256 };
    await execute(db, actor, { type: 'issue-token', personId, ...token });
    return { workspaceId, adminToken };
  } finally {
    await db.destroy();
  }
}
