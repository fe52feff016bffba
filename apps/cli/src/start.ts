import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { requests } from '#contract';
import { openDataSource } from '#database';
import { execute } from '#workflow';
import { secret } from './data-dir.ts';
import { openDatabase } from './database.ts';
import { Failure } from './failure.ts';
import { whileRunning } from './processes.ts';
import { untilStopped } from './stopping.ts';

export interface StartOptions {
  /** Opens a workspace of this name, with one admin, whose token is printed once. */
  readonly openWorkspace?: string;
  /** A file with its corrections policy; without one, nothing is published until one is set. */
  readonly correctionsPolicy?: string;
  readonly json: boolean;
}

/** The api and the worker, until they are stopped. */
export async function start(
  { openWorkspace, correctionsPolicy, json }: StartOptions,
  tell: (line: string) => void,
): Promise<void> {
  const policy = correctionsPolicy === undefined ? '' : policyIn(correctionsPolicy, openWorkspace);
  const stopping = untilStopped();
  const database = await openDatabase(tell);
  await whileRunning(database, tell, async (address) => {
    const opened = openWorkspace ? await open(database.appUrl, openWorkspace, policy) : null;
    if (json) console.log(JSON.stringify({ address, ...opened }));
    else {
      console.log(`Countersign answers at ${address}; its documentation is at ${address}/docs`);
      if (opened) console.log(`The admin’s token, shown this once: ${opened.adminToken}`);
    }
    await stopping;
  });
}

/** What the file says, found wanting before anything is started. */
function policyIn(file: string, openWorkspace: string | undefined): string {
  if (!openWorkspace)
    throw new Failure(
      '--corrections-policy goes with --open-workspace: of a workspace that is open it is set over HTTP (PUT /api/v1/workspace/corrections-policy).',
    );
  const said = requests.SetCorrectionsPolicy.safeParse({ correctionsPolicy: read(file).trim() });
  if (said.success) return said.data.correctionsPolicy;
  throw new Failure(
    `The corrections policy in ${file}: ${said.error.issues.map(({ message }) => message).join('; ')}.`,
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure(`${file} cannot be read. (${String(error)})`);
  }
}

async function open(
  appUrl: string,
  name: string,
  correctionsPolicy: string,
): Promise<{ workspaceId: string; adminToken: string }> {
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
    await execute(db, actor, { type: 'open-workspace', workspaceId, slug, name, correctionsPolicy });
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
