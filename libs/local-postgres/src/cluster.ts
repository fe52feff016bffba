import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  lchownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, launchAs } from './account.ts';
import { ADMIN } from './connection.ts';
import { errorMessage, LocalPostgresError } from './errors.ts';
import { type Layout, syncFolder, unfinished, writeWhole } from './layout.ts';

const INITDB_TIMEOUT_MS = 120_000;

export const isInitialised = ({ data }: Layout): boolean => existsSync(join(data, 'PG_VERSION'));

/** Says no before anything is written to data that these binaries, or this account, cannot serve. */
export function refuseForeignData(layout: Layout, major: string, account: Account | null): void {
  const { data } = layout;
  if (!isInitialised(layout)) {
    if (!existsSync(data) || readdirSync(data).length === 0) return;
    throw new LocalPostgresError(
      `${data} holds files but no database: move it away, or set DATA_DIR to another directory.`,
    );
  }
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (found !== major) {
    throw new LocalPostgresError(
      `${data} was written by PostgreSQL ${found} and the installed one is ${major}: export with the version of ` +
        `Countersign that wrote it, then import into an empty DATA_DIR.`,
    );
  }
  if (account && statSync(data).uid !== account.uid) {
    throw new LocalPostgresError(
      `${data} belongs to root, as which PostgreSQL refuses to run: run "chown -R ${account.name} ${data}".`,
    );
  }
}

/** The password of the server's only account, made on the first start. */
export function readPassword(layout: Layout): string {
  if (!existsSync(layout.password)) {
    if (isInitialised(layout)) {
      throw new LocalPostgresError(
        `${layout.password} is missing although ${layout.data} was made with it: restore it from your backup.`,
      );
    }
    writeWhole(layout.password, `${randomBytes(24).toString('base64url')}\n`, 0o600);
  }
  return readFileSync(layout.password, 'utf8').trim();
}

/**
 * initdb writes PG_VERSION first and everything else after it, so a folder in which it has died looks like a
 * database. It therefore works under another name, and only the finished folder is renamed to the real one.
 */
export async function initialise(
  layout: Layout,
  bin: string,
  account: Account | null,
  settings: Record<string, string>,
): Promise<void> {
  const draft = unfinished(layout.data);
  const passwordFile = unfinished(layout.password);
  mkdirSync(draft, { mode: 0o700 });
  writeWhole(passwordFile, readFileSync(layout.password, 'utf8'), 0o600);
  if (account) for (const path of [draft, passwordFile]) lchownSync(path, account.uid, account.gid);
  try {
    await runInitdb(join(bin, 'initdb'), draft, passwordFile, account, settings);
  } catch (error) {
    // The disk may be full of it.
    rmSync(draft, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, layout.data);
  syncFolder(layout.root);
}

async function runInitdb(
  program: string,
  data: string,
  passwordFile: string,
  account: Account | null,
  settings: Record<string, string>,
): Promise<void> {
  const args = ['-D', data, '-U', ADMIN, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  args.push('-E', 'UTF8', '--locale=C.UTF-8', '--data-checksums');
  if (settings['fsync'] === 'off') args.push('--no-sync');
  try {
    await promisify(execFile)(program, args, {
      ...launchAs(account),
      timeout: INITDB_TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
  } catch (error) {
    const reason = errorMessage(error).match(/error: .*|FATAL: .*|E[A-Z]{3,}.*/)?.[0] ?? errorMessage(error);
    throw new LocalPostgresError(
      `initdb could not create the database in ${data} (${reason.trim()}): mend that, or set DATA_DIR to ` +
        `another directory.`,
      { cause: error },
    );
  }
}
