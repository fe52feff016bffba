import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fchownSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from './errors.ts';

/** The files of one private server. All of them are in a folder of their own below the data directory. */
export interface Layout {
  dataDir: string;
  root: string;
  data: string;
  binaries: string;
  password: string;
  port: string;
  log: string;
  lock: string;
}

export function layoutOf(dataDir: string, root = join(dataDir, 'postgres')): Layout {
  return {
    dataDir,
    root,
    data: join(root, 'data'),
    binaries: join(root, 'binaries'),
    password: join(root, 'password'),
    port: join(root, 'port'),
    log: join(root, 'postgres.log'),
    lock: join(root, 'lock'),
  };
}

/**
 * Creates the folder and those above it. What is created is opened to all, against a strict umask, because the server
 * may be another account. Not with mkdir's "recursive", which reports a read-only file system as a missing file.
 */
export function createFolder(path: string): void {
  if (existsSync(path)) return;
  createFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another start was faster.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  chmodSync(path, 0o755);
}

// Half-made things carry this mark in their name until a rename makes them count. A crash leaves them behind,
// and the next start, which holds the lock, removes them.
const UNFINISHED = '.unfinished-';

export const unfinished = (path: string, tag = randomBytes(4).toString('hex')): string =>
  `${path}${UNFINISHED}${tag}`;

export function removeUnfinished(root: string): void {
  for (const name of readdirSync(root)) {
    if (!name.includes(UNFINISHED)) continue;
    // An initdb that outlived its parent may still be writing there: it fails once its folder is gone.
    rmSync(join(root, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

/** Writes a small file whole or not at all, even when the power fails in between. */
export function writeWhole(file: string, text: string, mode: number): void {
  const draft = unfinished(file);
  const descriptor = openSync(draft, 'wx', mode);
  try {
    giveToOwnerOf(dirname(file), descriptor);
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
  syncFolder(dirname(file));
}

/**
 * A file that root leaves in a user's folder would lock that user out of the next start. It takes the open file, not
 * its path, because that user could point the path at somebody else's file.
 */
export function giveToOwnerOf(folder: string, descriptor: number): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  fchownSync(descriptor, uid, gid);
}

/** A rename outlives a power failure only once the folder that holds the name is on disk. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
