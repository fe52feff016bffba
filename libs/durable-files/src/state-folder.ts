/**
 * A small value outside every database, which moves only by a true compare-and-swap: what a signer remembers of what
 * it has signed. A folder holds one file a revision; the highest counts. The next one is made by link(2), which fails
 * when it is there: of two processes that read revision 7, one writes revision 8 and the other learns that it did not.
 */
import { link, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ZodType } from 'zod';
import { draftOf, failedWith, syncFolders, writeSynced } from './write.ts';

export interface Revision<T> {
  /** From 1, by ones. */
  readonly number: number;
  readonly value: T;
}

/** The folder holds something else than states; the message is a sentence. */
export class StateUnreadable extends Error {
  override readonly name = 'StateUnreadable';
}

const NAME = /^(\d{12})\.json$/;
const nameOf = (revision: number): string => `${String(revision).padStart(12, '0')}.json`;
/** Older revisions are of use only to somebody who looks at what happened. */
const KEPT = 16;

export class StateFolder<T> {
  constructor(
    private readonly folder: string,
    private readonly schema: ZodType<T>,
  ) {}

  /** The latest revision, or null where none was ever written. */
  async read(): Promise<Revision<T> | null> {
    for (;;) {
      const number = (await this.numbers()).at(-1);
      if (number === undefined) return null;
      const file = join(this.folder, nameOf(number));
      const text = await readFile(file, 'utf8').catch((error: unknown) => {
        // Others were quicker by more than the revisions that are kept: look again.
        if (failedWith(error, 'ENOENT')) return null;
        throw error;
      });
      if (text !== null) return { number, value: this.parse(text, file) };
    }
  }

  /**
   * Writes the revision after `expected` (null: the first), on the disk when this resolves. Null when another process
   * was first, and then nothing changed; also, rarely, when another has already gone on from what this one wrote.
   */
  async replace(expected: Revision<T> | null, value: T): Promise<Revision<T> | null> {
    const number = (expected?.number ?? 0) + 1;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = join(this.folder, nameOf(number));
    const draft = draftOf(file);
    await writeSynced(draft, `${JSON.stringify(value)}\n`, 0o600);
    try {
      await link(draft, file);
    } catch (error) {
      if (failedWith(error, 'EEXIST')) return null;
      throw error;
    } finally {
      await rm(draft, { force: true });
    }
    await syncFolders([this.folder], this.folder);
    const numbers = await this.numbers();
    // A name that was free because its revision had been cleared away is no success: a higher one is there.
    if (numbers.at(-1) !== number) return null;
    for (const old of numbers.slice(0, -KEPT)) await rm(join(this.folder, nameOf(old)), { force: true });
    return { number, value };
  }

  private async numbers(): Promise<number[]> {
    const names = await readdir(this.folder).catch((error: unknown) => {
      if (failedWith(error, 'ENOENT')) return [];
      throw error;
    });
    return names
      .flatMap((name) => NAME.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }

  private parse(text: string, file: string): T {
    try {
      return this.schema.parse(JSON.parse(text));
    } catch {
      throw new StateUnreadable(
        `${file} is not a state that this program writes: put back the file it replaced.`,
      );
    }
  }
}
