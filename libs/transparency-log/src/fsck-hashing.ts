/** Hashing whole logs: no entry is copied, and no object made for a hash that need not be. */
import { HASH_BYTES, type Hash } from './crypto.ts';
import { sha256Base64, sha256Once } from './node-crypto.ts';
import { TILE_WIDTH } from './tiles.ts';

/**
 * Base64 of the leaf hash of the entry from `start` to `end`. Writes to `bundle`: the length before the entry has been
 * read, and makes room for the zero byte that RFC 6962 puts there, so that no entry is copied.
 */
export function hashEntry(bundle: Buffer, start: number, end: number): string {
  bundle[start - 1] = 0;
  return sha256Base64(bundle.subarray(start - 1, end));
}

const PAIR = 1 + 2 * HASH_BYTES;
/** Pairs of hashes, each after the byte that RFC 6962 puts before them; one tile is folded at a time. */
const pairs = Buffer.alloc((PAIR * TILE_WIDTH) / 2, 1);

/** The root over the 256 hashes of a full tile. */
export function foldTile(tile: Buffer): Hash {
  for (let at = 0; at < TILE_WIDTH / 2; at++)
    tile.copy(pairs, at * PAIR + 1, 2 * at * HASH_BYTES, 2 * (at + 1) * HASH_BYTES);
  // The hash of each pair takes a place among the pairs before it, which have been hashed.
  for (let count = TILE_WIDTH / 2; count > 1; count /= 2)
    for (let at = 0; at < count; at++) {
      const place = (at >> 1) * PAIR + 1 + (at % 2) * HASH_BYTES;
      pairs.write(sha256Base64(pairs.subarray(at * PAIR, (at + 1) * PAIR)), place, 'base64');
    }
  return sha256Once(pairs.subarray(0, PAIR));
}
