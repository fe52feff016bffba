import { archiveOnDisk } from './archive-on-disk.ts';
import { archiveOnS3 } from './archive-on-s3.ts';
import type { Archive } from './archive.ts';
import type { S3Settings } from './s3-requests.ts';

export type { S3Settings };

export type ArchiveSettings = { readonly folder: string } | { readonly s3: S3Settings };

/** Opens the archive in a folder of a POSIX file system with hard links, or in a bucket of an S3-compatible store. */
export async function openArchive(settings: ArchiveSettings): Promise<Archive> {
  return 'folder' in settings ? archiveOnDisk(settings.folder) : archiveOnS3(settings.s3);
}
