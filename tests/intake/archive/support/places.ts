import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArchive, type Archive } from '#intake';
import { startBucket } from './bucket.ts';

/** Where an archive is kept, and what only a test does to it. */
export interface ArchivePlace {
  /** Whether of writers at the same moment exactly one learns that its bytes are new. */
  readonly tellsWritersApart: boolean;
  open(): Promise<Archive>;
  /** The names of all that is kept, finished or not. */
  contents(): Promise<string[]>;
  /** Puts other bytes under a name, as a failing disk or a careless person would. */
  spoil(sha256: string, bytes: Buffer): Promise<void>;
  remove(): Promise<void>;
}

export const placeOf = (sha256: string): string => join(sha256.slice(0, 2), sha256.slice(2, 4), sha256);

export async function diskPlace(): Promise<ArchivePlace & { readonly root: string }> {
  const parent = await mkdtemp(join(tmpdir(), 'countersign-archive-'));
  const root = join(parent, 'archive');
  return {
    root,
    tellsWritersApart: true,
    open: () => openArchive({ folder: root }),
    contents: async () =>
      (await readdir(root, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .toSorted(),
    async spoil(sha256, bytes) {
      const path = join(root, placeOf(sha256));
      await chmod(path, 0o600);
      await writeFile(path, bytes);
    },
    remove: () => rm(parent, { recursive: true }),
  };
}

export async function bucketPlace(options: { conditionalWrites: boolean }): Promise<ArchivePlace> {
  const bucket = await startBucket(options);
  return {
    tellsWritersApart: options.conditionalWrites,
    open: () => openArchive({ s3: bucket.settings }),
    contents: async () => [...bucket.objects.keys()].toSorted(),
    async spoil(sha256, bytes) {
      bucket.objects.set(placeOf(sha256), bytes);
    },
    remove: () => bucket.stop(),
  };
}
