/** How `fsck` hashes entries and tiles: in place, without a copy of either. */
import { HASH_BYTES, type Hash } from './crypto.ts';
import { sha256Base64, sha256Binary, sha256Once } from './node-crypto.ts';
import { TILE_WIDTH } from './tiles.ts';

/**
 * Base64 of the leaf hash of the entry from `start` to `end`. The low byte of the length before the entry makes room
 * for the zero byte that RFC 6962 puts there, so that no entry is copied, and is put back.
 */
export function hashEntry(bundle: Buffer, start: number, end: number): string {
  const low = bundle[start - 1]!;
  bundle[start - 1] = 0;
  const hash = sha256Base64(bundle.subarray(start - 1, end));
  bundle[start - 1] = low;
  return hash;
}

const PAIR = 1 + 2 * HASH_BYTES;
/** Pairs of hashes, each after the byte that RFC 6962 puts before them; one tile is folded at a time. */
const pairs = Buffer.alloc((PAIR * TILE_WIDTH) / 2, 1);
const pairAt = Array.from({ length: TILE_WIDTH / 2 }, (_, at) => pairs.subarray(at * PAIR, (at + 1) * PAIR));

/** The root over the 256 hashes of a full tile. */
export function foldTile(tile: Buffer): Hash {
  for (let at = 0; at < TILE_WIDTH / 2; at++)
    tile.copy(pairs, at * PAIR + 1, 2 * at * HASH_BYTES, 2 * (at + 1) * HASH_BYTES);
  // The hash of each pair takes a place among the pairs before it, which have been hashed.
  for (let count = TILE_WIDTH / 2; count > 1; count /= 2)
    for (let at = 0; at < count; at++) {
      const place = (at >> 1) * PAIR + 1 + (at % 2) * HASH_BYTES;
      pairs.write(sha256Binary(pairAt[at]!), place, 'latin1');
    }
  return sha256Once(pairAt[0]!);
}
