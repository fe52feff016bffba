import { createHash, randomUUID } from 'node:crypto';
import { access, link, mkdir, open, readdir, readFile, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { placeOf, verified, type Archive, type Stored } from './archive.ts';

/** Where bytes wait until all of them are there. A crash leaves a file here and nothing else. */
const UNFINISHED = 'unfinished';
const UNFINISHED_KEPT_MS = 60 * 60 * 1_000;
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

export async function archiveOnDisk(root: string): Promise<Archive> {
  await mkdir(join(root, UNFINISHED), { recursive: true, mode: FOLDER_MODE });
  await removeLeftovers(join(root, UNFINISHED));
  const pathOf = (sha256: string) => join(root, placeOf(sha256));

  const get = async (sha256: string) => {
    const bytes = await orMissing(readFile(pathOf(sha256)));
    return bytes && verified(bytes, sha256, pathOf(sha256));
  };
  return {
    get,
    async has(sha256) {
      return (await orMissing(access(pathOf(sha256)))) !== null;
    },
    async put(content) {
      const waiting = join(root, UNFINISHED, randomUUID());
      try {
        const { sha256, size } = await writeThrough(waiting, content);
        const isNew = await moveIn(waiting, pathOf(sha256), root);
        if (!isNew) await get(sha256);
        return { sha256, size, isNew };
      } finally {
        await orMissing(unlink(waiting));
      }
    },
  };
}

/** Writes a file and has the disk keep it. */
async function writeThrough(
  path: string,
  content: Uint8Array | Readable,
): Promise<Pick<Stored, 'sha256' | 'size'>> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', FILE_MODE);
  try {
    const chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array> =
      content instanceof Readable ? content : [content];
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), size };
}

/**
 * Gives a finished file its name. A hard link fails where a rename would silently overwrite, so of two writers of the
 * same bytes exactly one is told that they are new.
 */
async function moveIn(from: string, to: string, root: string): Promise<boolean> {
  const folder = dirname(to);
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  let isNew = true;
  try {
    await link(from, to);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    isNew = false;
  }
  // Also when it was there: another writer may have linked it and not come this far yet.
  for (const each of [folder, dirname(folder), root]) await syncFolder(each);
  return isNew;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    // Another process may be writing, or clearing up, at the same time.
    const found = await orMissing(stat(path));
    if (found && Date.now() - found.mtimeMs > UNFINISHED_KEPT_MS) await orMissing(unlink(path));
  }
}

async function orMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
