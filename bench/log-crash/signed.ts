/** Every checkpoint that was signed: shown to a witness, published, or only promised by the signer's state. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fromBase64, parseNote, signCheckpoint, type Signer } from '#transparency-log';
import { SignedState } from '../../apps/sealer/src/seal.ts';

/** The signer's state keeps 16 revisions; it moves about once a second. */
const LOOK_EVERY_MS = 50;

/** What a signer has promised to sign. Promises that a crash kept from being signed count as well. */
export class Promised {
  readonly #states = new Map<string, SignedState>();
  readonly #folder: string;
  readonly #watching: Promise<void>;
  #stopping = false;

  constructor(folder: string) {
    this.#folder = folder;
    this.#watching = this.#watch();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#watching;
  }

  /** Signed now: Ed25519 is deterministic, so these are the bytes that the sealer would have written. */
  notes(signer: Signer): string[] {
    return [...this.#states.values()]
      .filter(({ size }) => size > 0)
      .map(({ origin, size, root }) =>
        signCheckpoint({ origin, size, root: fromBase64(root, 'root') }, signer),
      );
  }

  async #watch(): Promise<void> {
    for (;;) {
      const last = this.#stopping;
      for (const name of await readdir(this.#folder))
        if (/^\d{12}\.json$/.test(name) && !this.#states.has(name)) await this.#read(name);
      if (last) return;
      await pause(LOOK_EVERY_MS);
    }
  }

  async #read(name: string): Promise<void> {
    const text = await readFile(join(this.#folder, name), 'utf8');
    this.#states.set(name, SignedState.parse(JSON.parse(text)));
  }
}

/** One note for each size and root that was signed. */
export const distinct = (notes: Iterable<string>): string[] => [
  ...new Map([...notes].map((note) => [parseNote(note).text, note])).values(),
];
