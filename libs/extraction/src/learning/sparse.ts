import { hash32 } from './hash.ts';

/** Feature numbers and, in parallel, their values; every other feature is 0. */
export interface SparseVector {
  readonly index: Int32Array;
  readonly value: Float32Array;
}

/** Features of which many have one value: the g-th group's end before `ends[g]`. */
export interface GroupedFeatures {
  readonly index: Int32Array;
  readonly ends: Int32Array;
  readonly values: Float32Array;
}

/**
 * Collects named features into 2^bits hashed ones. Two names may meet in one feature; at 18 bits that is rare. One bag
 * serves for many vectors: `toSparse` and `weighted` empty it.
 */
export class FeatureBag {
  readonly #mask: number;
  readonly #sums: Float64Array;
  /** In which vector a feature was last added to: what is older counts as 0, so that nothing has to be wiped. */
  readonly #lastAdded: Uint32Array;
  #vector = 1;
  #features = new Int32Array(64);
  #count = 0;

  constructor(bits: number) {
    this.#mask = (1 << bits) - 1;
    this.#sums = new Float64Array(1 << bits);
    this.#lastAdded = new Uint32Array(1 << bits);
  }

  add(name: string, value = 1): void {
    this.addHash(hash32(name), value);
  }

  /** `hash`: what hash32 gives for the feature's name. */
  addHash(hash: number, value: number): void {
    const feature = hash & this.#mask;
    this.#isNew(feature);
    this.#sums[feature] = (this.#sums[feature] ?? 0) + value;
  }

  /** Whether the vector has not had the feature yet; it has it now, at 0. */
  #isNew(feature: number): boolean {
    if (this.#lastAdded[feature] === this.#vector) return false;
    this.#lastAdded[feature] = this.#vector;
    this.#sums[feature] = 0;
    if (this.#count === this.#features.length) {
      const wider = new Int32Array(2 * this.#count);
      wider.set(this.#features);
      this.#features = wider;
    }
    this.#features[this.#count] = feature;
    this.#count += 1;
    return true;
  }

  /**
   * Every distinct one of the first `count` hashes with the same value, their squares summing to total²: a long text
   * weighs no more than a short one. For a few dozen; the hashes are put in other places.
   */
  addHashes(hashes: Int32Array, count: number, total: number): void {
    let distinct = 0;
    for (let i = 0; i < count; i++) {
      const hash = hashes[i] ?? 0;
      if (!this.#isNew(hash & this.#mask)) {
        let known = 0;
        while (known < distinct && hashes[known] !== hash) known += 1;
        if (known < distinct) continue;
      }
      hashes[distinct] = hash;
      distinct += 1;
    }
    const each = total / Math.sqrt(Math.max(1, distinct));
    for (let i = 0; i < distinct; i++) this.addHash(hashes[i] ?? 0, each);
  }

  /** The sum of its features' values, each times its weight; empties the bag as `toSparse` does, without a vector of its own. */
  weighted(weights: Float32Array | Int8Array): number {
    let sum = 0;
    for (let k = 0; k < this.#count; k++) {
      const feature = this.#features[k] ?? 0;
      // Rounded as in a vector, or the two would differ.
      sum += (weights[feature] ?? 0) * Math.fround(this.#sums[feature] ?? 0);
    }
    this.#vector += 1;
    this.#count = 0;
    return sum;
  }

  toSparse(): SparseVector {
    const index = this.#features.slice(0, this.#count);
    const value = new Float32Array(this.#count);
    for (let k = 0; k < this.#count; k++) value[k] = this.#sums[index[k] ?? 0] ?? 0;
    this.#vector += 1;
    this.#count = 0;
    return { index, value };
  }
}
