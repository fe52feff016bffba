import { hash32 } from './hash.ts';

/** Feature numbers and, in parallel, their values; every other feature is 0. */
export interface SparseVector {
  readonly index: Int32Array;
  readonly value: Float32Array;
}

/** Collects named features into 2^bits hashed ones. Two names may meet in one feature; at 18 bits that is rare. */
export class FeatureBag {
  readonly #values = new Map<number, number>();
  readonly #mask: number;

  constructor(bits: number) {
    this.#mask = (1 << bits) - 1;
  }

  add(name: string, value = 1): void {
    const feature = hash32(name) & this.#mask;
    this.#values.set(feature, (this.#values.get(feature) ?? 0) + value);
  }

  /** Every distinct name with the same value, their squares summing to total²: a long text weighs no more than a short one. */
  addSet(names: Iterable<string>, total = 1): void {
    const distinct = new Set(names);
    const each = total / Math.sqrt(Math.max(1, distinct.size));
    for (const name of distinct) this.add(name, each);
  }

  toSparse(): SparseVector {
    return {
      index: Int32Array.from(this.#values.keys()),
      value: Float32Array.from(this.#values.values()),
    };
  }
}
