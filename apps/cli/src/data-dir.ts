/** What an installation without a database of its own keeps on disk: the private PostgreSQL, its accounts, the demo's tokens. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { defaultDataDir } from '#local-postgres';
import { CHECKOUT } from './checkout.ts';
import { Failure } from './failure.ts';

export const dataDir = (): string => process.env.DATA_DIR ?? defaultDataDir(CHECKOUT);

const Accounts = z.object({
  app: z.string(),
  system: z.string(),
  // Not in the files of versions that did not seal.
  sealer: z.string().optional(),
});

/** The addresses of the three accounts on the private PostgreSQL; their passwords are made once. */
export function localAccounts(
  folder: string,
  ownerUrl: string,
): { appUrl: string; systemUrl: string; sealerUrl: string } {
  const file = join(folder, 'accounts.json');
  const known = readJson(file, Accounts);
  const made = { app: secret(), system: secret(), sealer: secret() };
  const accounts = known?.sealer
    ? { ...known, sealer: known.sealer }
    : writeJson(file, { ...made, ...known, sealer: made.sealer });
  const addressOf = (username: string, password: string) => {
    const url = new URL(ownerUrl);
    return Object.assign(url, { username, password }).href;
  };
  return {
    appUrl: addressOf('countersign_api', accounts.app),
    systemUrl: addressOf('countersign_worker', accounts.system),
    sealerUrl: addressOf('countersign_sealing', accounts.sealer),
  };
}

export const secret = (): string => randomBytes(32).toString('base64url');

/** The file's value, or null where there is none or it is not what we write. */
export function readJson<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Missing, or cut off by a crash in an older version: the caller makes it anew.
    return null;
  }
}

/** Readable by its owner only; whole or not at all. */
export function writeJson<T>(file: string, value: T): T {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}.tmp`;
    writeFileSync(draft, JSON.stringify(value, null, 2), { mode: 0o600 });
    renameSync(draft, file);
  } catch (error) {
    throw new Failure(
      `${dirname(file)} cannot be written: set DATA_DIR to a folder that can. (${String(error)})`,
    );
  }
  return value;
}

export const forget = (folder: string): void => rmSync(folder, { recursive: true, force: true });
