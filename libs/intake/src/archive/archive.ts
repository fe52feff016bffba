/** Original bytes, kept under the SHA-256 of what they are: nothing is ever overwritten, and what is read is checked. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

export interface Stored {
  /** 64 hex digits, small letters: the name to get the bytes by. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  /** False when the archive had these very bytes before. */
  readonly isNew: boolean;
}

export interface Archive {
  /**
   * Returns when the bytes would survive a crash. A stream is read once; when it fails, nothing is kept.
   * @throws ArchiveDamaged when the bytes are there already, but spoilt: a person has to look before they are replaced
   */
  put(content: Uint8Array | Readable): Promise<Stored>;
  /**
   * The bytes, or null when there are none of that name.
   * @throws ArchiveDamaged when the bytes are no longer those that were put
   */
  get(sha256: string): Promise<Buffer | null>;
  has(sha256: string): Promise<boolean>;
}

/** What is kept under a name is not what the name says. */
export class ArchiveDamaged extends Error {
  override readonly name = 'ArchiveDamaged';

  constructor(where: string, found: string) {
    super(
      `The archive is damaged: ${where} has other content than its name says (its SHA-256 is ${found}). ` +
        'Restore it from a backup, or move it away and send the document again.',
    );
  }
}

/** @throws ArchiveDamaged */
export function verified(bytes: Buffer, sha256: string, where: string): Buffer {
  const found = sha256Of(bytes);
  if (found !== sha256) throw new ArchiveDamaged(where, found);
  return bytes;
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** `ab/cd/abcd…`: two levels keep folders small. Also keeps anything but a hash from becoming a path. */
export function placeOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256))
    throw new TypeError('an archived document is named by its SHA-256 in hex');
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}
