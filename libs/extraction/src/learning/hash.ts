/** FNV-1a with a final mix, for features and shingles; an unsigned 32-bit integer. Not for content addressing: that is SHA-256. */
export const hash32 = (text: string): number => hashEnd(hashOn(HASH_START, text));

/** A text may be hashed piece by piece, without ever being put together: start, on, on, end. */
export const HASH_START = 2_166_136_261;

export function hashOn(state: number, piece: string): number {
  let h = state;
  // UTF-16 units hash as well as code points, and faster.
  for (let i = 0; i < piece.length; i++) h = hashUnit(h, piece.charCodeAt(i));
  return h;
}

/** `unit`: a UTF-16 unit, as a number. */
export const hashUnit = (state: number, unit: number): number => Math.imul(state ^ unit, 16_777_619);

export function hashEnd(state: number): number {
  let h = state ^ (state >>> 15);
  h = Math.imul(h, 2_246_822_519);
  h ^= h >>> 13;
  // Signed values would break every minimum taken over hashes.
  return h >>> 0;
}

/** mulberry32: numbers in [0, 1). The same seed gives the same shuffle, hence the same model and the same figures. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Fisher-Yates, in place. */
export function shuffle<T>(items: T[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const moved = items[i];
    const other = items[j];
    if (moved === undefined || other === undefined) continue;
    items[i] = other;
    items[j] = moved;
  }
}
