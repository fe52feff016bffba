/** The log of an installation that runs as one: its key, its signer's state and its files, beside the private PostgreSQL. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '#durable-files';
import { dataDir } from './data-dir.ts';
import { beginState, makeKey, readKeyFile } from './signer-files.ts';

export interface LocalLog {
  readonly folder: string;
  /** What the sealer is started with, besides its database. */
  readonly settings: Record<string, string>;
  /** Where the policy lies with which readers check this log. */
  readonly policyFile: string;
}

/** Makes what is not there yet. The settings of the environment come first. `address`: where readers reach the api. */
export async function prepareLog(address: string): Promise<LocalLog> {
  const home = join(dataDir(), 'log');
  const folder = process.env.LOG_DIR ?? join(home, 'public');
  const keyFile = process.env.LOG_KEY_FILE ?? join(home, 'key');
  const stateFolder = process.env.SEALER_STATE_DIR ?? join(home, 'state');
  // Together: a key without its state is one whose state was lost, and that is for the sealer to refuse.
  if (!process.env.LOG_KEY_FILE && !existsSync(keyFile)) {
    await beginState(stateFolder, LOCAL_ORIGIN);
    await makeKey(keyFile, LOCAL_ORIGIN, 'log');
  }
  const { vkey } = await readKeyFile(keyFile);
  const policyFile = join(home, 'policy');
  await replaceFile(policyFile, `log ${vkey} ${new URL('/log', address).href}\nquorum none\n`);
  const settings = { LOG_DIR: folder, LOG_KEY_FILE: keyFile, SEALER_STATE_DIR: stateFolder };
  return { folder, settings, policyFile };
}

/** Of a log that nobody outside this machine has heard of. */
const LOCAL_ORIGIN = 'countersign.local/log';
