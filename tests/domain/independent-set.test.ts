import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { greatestIndependentSet } from '../../libs/domain/src/independent-set.ts';

const ALL = { enough: Infinity, pairs: Infinity };

const anyThings = fc.array(
  fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', 'p', 'q', 'r'), { maxLength: 3 }),
  {
    maxLength: 9,
  },
);

test('its size is that of the greatest set among all sets', () => {
  fc.assert(
    fc.property(anyThings, (things) => {
      const greatest = Math.max(
        ...setsOf(things)
          .filter(isIndependent)
          .map(({ length }) => length),
      );
      expect(greatestIndependentSet(things, ALL).size).toBe(greatest);
      expect(greatestIndependentSet(things.toReversed(), ALL).size).toBe(greatest);
      expect(greatestIndependentSet(things, { ...ALL, enough: 2 }).size).toBe(Math.min(greatest, 2));
    }),
    { numRuns: 1_000 },
  );
});

test('when no more pairs may be looked at, it is that of a set that is there, and the work stays in bounds', () => {
  fc.assert(
    fc.property(anyThings, fc.nat(40), (things, pairs) => {
      const { size } = greatestIndependentSet(things, ALL);
      const seen = greatestIndependentSet(things, { ...ALL, pairs });
      expect(seen.size).toBeLessThanOrEqual(size);
      expect(seen.size).toBeGreaterThanOrEqual(Math.min(1, things.length));
      expect(seen.looked).toBeLessThanOrEqual(pairs + (size + 1) * things.length ** 2);
    }),
    { numRuns: 1_000 },
  );
});

test.each([7, 50])(
  '%i groups of ten that all share are looked through once or twice, not tenfold for each',
  (groups) => {
    const things = pairwise(groups * 10, (one, other) => Math.floor(one / 10) === Math.floor(other / 10));
    const { size, looked } = greatestIndependentSet(things, ALL);
    expect(size).toBe(groups);
    expect(looked).toBeLessThan(groups * things.length ** 2);
  },
);

test.each([0.1, 0.3, 0.5, 0.7, 0.9])(
  'a hundred things, of which a share of %d have to do with each other, are searched to the end',
  (share) => {
    const chance = chanceOf(share * 100);
    const things = pairwise(100, () => chance() < share);
    expect(greatestIndependentSet(things, { enough: 10, pairs: Infinity }).looked).toBeLessThan(500_000);
  },
);

test('a search without an end in sight ends with what it has', () => {
  const chance = chanceOf(1);
  const things = pairwise(500, () => chance() < 0.5);
  const { size, looked } = greatestIndependentSet(things, { enough: Infinity, pairs: 100_000 });
  expect(size).toBeGreaterThanOrEqual(8);
  expect(looked).toBeLessThan(400_000);
});

/** Things of which every two that share hold something that nobody else holds. */
function pairwise(count: number, share: (one: number, other: number) => boolean): string[][] {
  const things = Array.from({ length: count }, (): string[] => []);
  for (const [one, held] of things.entries())
    for (const [other, others] of things.slice(0, one).entries())
      if (share(one, other)) for (const holder of [held, others]) holder.push(`${one} ${other}`);
  return things;
}

/** The same chances every time. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

const isIndependent = (set: readonly (readonly string[])[]): boolean =>
  set.every((one, index) => set.slice(index + 1).every((other) => !one.some((held) => other.includes(held))));

const setsOf = <T>(items: readonly T[]): T[][] =>
  items.reduce<T[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]]);
