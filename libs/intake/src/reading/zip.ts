/** The little of ZIP that office documents need, and no more trust in what the file says about itself than it has earned. */
import { inflateRawSync } from 'node:zlib';

/** Thrown where a file unpacks to more than it may, or lies about it. */
export class DecompressionBomb extends Error {
  override readonly name = 'DecompressionBomb';
}
/** Thrown where the file does not hold together. */
export class DamagedZip extends Error {
  override readonly name = 'DamagedZip';
}

export interface ZipLimits {
  /** Of all entries together, bytes unpacked. */
  readonly totalBytes: number;
  readonly entries: number;
  /** Of one entry of more than a megabyte: bytes unpacked to bytes packed. Text of documents stays below 50. */
  readonly ratio: number;
}

interface Entry {
  readonly packedBytes: number;
  readonly bytes: number;
  readonly method: number;
  readonly encrypted: boolean;
  readonly offset: number;
}

const STORED = 0;
const DEFLATED = 8;
/** Small files of one repeated line pack very well, and harm nobody. */
const RATIO_FROM_BYTES = 2 ** 20;
const END_LENGTH = 22;
const COMMENT_LENGTH_MAX = 0xffff;

/** The entries that a document's reader may ask for, checked against the limits before anything is unpacked. */
export class Zip {
  readonly #bytes: Uint8Array;
  readonly #entries: ReadonlyMap<string, Entry>;

  constructor(bytes: Uint8Array, limits: ZipLimits) {
    this.#bytes = bytes;
    this.#entries = readDirectory(bytes, limits.entries);
    let total = 0;
    for (const entry of this.#entries.values()) {
      total += entry.bytes;
      const ratio = entry.bytes / Math.max(1, entry.packedBytes);
      if (entry.bytes > RATIO_FROM_BYTES && ratio > limits.ratio)
        throw new DecompressionBomb(`an entry unpacks to ${Math.round(ratio)} times its size`);
    }
    if (total > limits.totalBytes) throw new DecompressionBomb(`it unpacks to ${total} bytes`);
  }

  get isEncrypted(): boolean {
    return [...this.#entries.values()].some(({ encrypted }) => encrypted);
  }

  /** In the directory's order. */
  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** The unpacked bytes, or null where there is no such entry. Never more of them than the directory states. */
  read(name: string): Uint8Array | null {
    const entry = this.#entries.get(name);
    if (!entry) return null;
    const view = viewOf(this.#bytes);
    if (entry.offset + 30 > view.byteLength || view.getUint32(entry.offset, true) !== 0x04034b50)
      throw new DamagedZip('an entry is not where the directory says');
    const start =
      entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
    const packed = this.#bytes.subarray(start, start + entry.packedBytes);
    if (entry.method === STORED) return packed;
    if (entry.method !== DEFLATED) throw new DamagedZip(`unknown method ${entry.method}`);
    return inflate(packed, entry.bytes);
  }
}

/** The names of the entries, or null where the bytes have no directory. */
export function zipEntryNames(bytes: Uint8Array): ReadonlySet<string> | null {
  try {
    return new Set(readDirectory(bytes, Number.MAX_SAFE_INTEGER).keys());
  } catch (error) {
    if (error instanceof DamagedZip) return null;
    throw error;
  }
}

function inflate(packed: Uint8Array, bytes: number): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });
  } catch (error) {
    if (isTooLarge(error)) throw new DecompressionBomb('an entry holds more than it says');
    throw new DamagedZip('an entry cannot be unpacked', { cause: error });
  }
}

const isTooLarge = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

function readDirectory(bytes: Uint8Array, entriesMax: number): Map<string, Entry> {
  const view = viewOf(bytes);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > entriesMax) throw new DecompressionBomb(`it has ${count} entries`);
  const entries = new Map<string, Entry>();
  for (let i = 0; i < count; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50)
      throw new DamagedZip('its directory is broken');
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    // Of two entries of one name, the first; readers differ, and nothing honest has two.
    if (!entries.has(name))
      entries.set(name, {
        packedBytes: view.getUint32(at + 20, true),
        bytes: view.getUint32(at + 24, true),
        method: view.getUint16(at + 10, true),
        encrypted: (view.getUint16(at + 8, true) & 1) === 1,
        offset: view.getUint32(at + 42, true),
      });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The end record, searched from the back because a comment of any length may follow it. */
function findEnd(view: DataView): number {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - COMMENT_LENGTH_MAX); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  throw new DamagedZip('it has no directory');
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
