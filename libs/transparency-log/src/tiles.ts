/** c2sp.org/tlog-tiles: a tree stored as files of up to 256 hashes, and entries in bundles of up to 256. */
import { HASH_BYTES, type Hash } from './crypto.ts';
import { Malformed, shown } from './malformed.ts';

/** Hashes of a full tile, entries of a full bundle. */
export const TILE_WIDTH = 256;
/** The 16-bit length before each entry of a bundle allows no more. Bytes. */
export const MAX_ENTRY_BYTES = 65_535;
const MAX_LEVEL = 63;

/** A tile of hashes (level 0 holds leaf hashes, each level above the roots of full tiles below) or of entries. */
export interface TileName {
  readonly level: number | 'entries';
  readonly index: number;
  /** 256, or 1 to 255 for the tile at the right edge of a tree. */
  readonly width: number;
}

/** Where a tile lies below the log's prefix: `tile/0/x001/x234/067`, `tile/entries/000.p/17`. */
export function tilePath({ level, index, width }: TileName): string {
  let path = String(index % 1_000).padStart(3, '0');
  for (let rest = Math.floor(index / 1_000); rest > 0; rest = Math.floor(rest / 1_000))
    path = `x${String(rest % 1_000).padStart(3, '0')}/${path}`;
  return `tile/${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** The tile a path names; {@link Malformed} for every path that `tilePath` does not write. */
export function parseTilePath(path: string): TileName {
  const [, level = '', folders = '', last = '', width = '256'] =
    /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5})(\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path) ?? [];
  const name: TileName = {
    level: level === 'entries' ? level : Number(level),
    index: Number(folders.replaceAll(/[x/]/g, '') + last),
    width: Number(width),
  };
  const possible = name.level === 'entries' || name.level <= MAX_LEVEL;
  if (!level || !possible || !Number.isSafeInteger(name.index) || tilePath(name) !== path)
    throw new Malformed(`not the path of a tile: ${shown(path)}`, 'path');
  return name;
}

/** The tile of a level that a tree of `size` has at `index`; null when it has none there. */
export function tileAt(level: number | 'entries', index: number, size: number): TileName | null {
  const nodes = level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level);
  const width = Math.min(TILE_WIDTH, nodes - index * TILE_WIDTH);
  return width > 0 ? { level, index, width } : null;
}

/** How many bytes a tile of hashes has. */
export const tileBytes = (width: number): number => width * HASH_BYTES;

/** The hashes of a tile that must hold `width` of them; {@link Malformed} when its length says otherwise. */
export function parseTile(data: Uint8Array, width: number): Hash[] {
  if (data.length !== tileBytes(width))
    throw new Malformed(
      `${data.length} bytes where ${width} hashes have ${tileBytes(width)}`,
      `byte ${Math.min(data.length, tileBytes(width))}`,
    );
  return Array.from({ length: width }, (_, at) => data.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

/** Entries one after the other, each after its length as a big-endian 16-bit number. */
export function entryBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(entries.reduce((length, entry) => length + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_BYTES)
      throw new RangeError(`an entry has ${entry.length} bytes, more than ${MAX_ENTRY_BYTES}`);
    bundle[at] = entry.length >> 8;
    bundle[at + 1] = entry.length & 0xff;
    bundle.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bundle;
}

/**
 * Calls `each` with the place of every entry in a bundle of `width`; {@link Malformed} at the byte where it is cut
 * short or goes on.
 */
export function walkEntryBundle(
  data: Uint8Array,
  width: number,
  each: (start: number, end: number) => void,
): void {
  let at = 0;
  for (let n = 0; n < width; n++) {
    const high = data[at];
    const low = data[at + 1];
    if (high === undefined || low === undefined)
      throw new Malformed(`ends before entry ${n} of ${width}`, `byte ${at}`);
    const end = at + 2 + (high << 8) + low;
    if (end > data.length) throw new Malformed(`ends inside entry ${n}`, `byte ${data.length}`);
    each(at + 2, end);
    at = end;
  }
  if (at !== data.length) throw new Malformed(`goes on after its ${width} entries`, `byte ${at}`);
}

/** The `width` entries of a bundle, by {@link walkEntryBundle}. */
export function parseEntryBundle(data: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = [];
  walkEntryBundle(data, width, (start, end) => entries.push(data.subarray(start, end)));
  return entries;
}
