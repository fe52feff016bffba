/** Logs as a witness meets them: trees that grow, trees that fork, and the requests about them. */
import { createHash } from 'node:crypto';
import {
  addCheckpointBody,
  consistencyProof,
  foldRoots,
  logSigner,
  rootAt,
  signCheckpoint,
  witnessSigner,
  type Hash,
  type NodeReader,
  type Signer,
} from '#transparency-log';

export const ORIGIN = 'log.example.org/audit';
export const LOG_KEY: Signer = logSigner(ORIGIN, Buffer.alloc(32, 1));
/** The key that the log goes over to. */
export const NEXT_KEY: Signer = logSigner(ORIGIN, Buffer.alloc(32, 9));
export const WITNESS_KEY: Signer = witnessSigner('witness.example.org/north', Buffer.alloc(32, 2));

/** A history of `length` entries; it shares the first `common` with every other one. */
export class History {
  readonly #leaves: Hash[];
  readonly #read: NodeReader = (level, index) =>
    Promise.resolve(foldRoots(this.#leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)));

  constructor(name: string, length: number, common = 0) {
    this.#leaves = Array.from({ length }, (_, at) =>
      createHash('sha256')
        .update(at < common ? `common ${at}` : `${name} ${at}`)
        .digest(),
    );
  }

  root(size: number): Promise<Hash> {
    return rootAt(this.#read, size);
  }

  async checkpoint(size: number, by: Signer = LOG_KEY): Promise<string> {
    return signCheckpoint({ origin: by.name, size, root: await this.root(size) }, by);
  }

  async request(old: number, size: number, by: Signer = LOG_KEY): Promise<string> {
    return addCheckpointBody(
      old,
      await consistencyProof(this.#read, old, size),
      await this.checkpoint(size, by),
    );
  }
}
