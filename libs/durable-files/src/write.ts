import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Beside the file, so that the rename stays on one file system; its name is nobody else's. */
export const draftOf = (file: string): string =>
  `${file}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;

/** A new file, on the disk when this resolves; its name may not be yet. `mode`: of the file. */
export async function writeSynced(file: string, data: string | Uint8Array, mode = 0o644): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Puts the bytes where the name is: readers see the old file or the new one, also after a power cut. Whether the name
 * itself survives one is {@link syncFolders}' work, once for many files. A crash leaves a `.tmp` file nobody reads.
 */
export async function replaceFile(file: string, data: string | Uint8Array, mode?: number): Promise<void> {
  const draft = draftOf(file);
  await writeSynced(draft, data, mode);
  try {
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Brings the names in these folders to the disk, and those of the folders themselves up to `root`. */
export async function syncFolders(folders: Iterable<string>, root: string): Promise<void> {
  const all = new Set<string>([root]);
  for (const folder of folders)
    for (let at = folder; at.length > root.length && at.startsWith(join(root)); at = dirname(at)) all.add(at);
  for (const folder of all) {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

/** Whether a call to the system failed for this reason, such as ENOENT. */
export const failedWith = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
