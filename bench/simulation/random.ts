/** Chance that can be repeated: the same seed gives the same numbers (mulberry32). */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(from: readonly T[]): T {
    const one = from[Math.floor(this.next() * from.length)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  }

  /** Some of them, without repetition, in an order of their own. */
  some<T>(from: readonly T[], count = from.length): T[] {
    const rest = [...from];
    for (let index = rest.length - 1; index > 0; index--) {
      const other = Math.floor(this.next() * (index + 1));
      [rest[index], rest[other]] = [rest[other] as T, rest[index] as T]; // both are within the array
    }
    return rest.slice(0, count);
  }
}
