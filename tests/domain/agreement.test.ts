import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  alphaInterval,
  fleissKappa,
  krippendorffAlpha,
  mostCommonSize,
  pairsOfRaters,
  percentAgreement,
  type Judged,
} from '#domain';

/** One row for each person, a letter or number for each thing; a dot where nothing was said. */
const fromRows = (rows: Record<string, string>): Judged[] => {
  const columns = Object.entries(rows).map(([name, row]) => [name, row.split(' ')] as const);
  const length = columns[0]?.[1].length ?? 0;
  return Array.from(
    { length },
    (_, index) =>
      new Map(
        columns.flatMap(([name, row]): [string, string][] => {
          const value = row[index];
          return value === undefined || value === '.' ? [] : [[name, value]];
        }),
      ),
  );
};

/** One row for each thing: how many people gave it each category. */
const fromCounts = (rows: readonly (readonly number[])[]): Judged[] =>
  rows.map((row) => {
    const said = row.flatMap((count, category) => Array.from({ length: count }, () => String(category)));
    return new Map(said.map((category, person) => [`rater ${person}`, category]));
  });

/** A table of what two people said: its row for one, its column for the other. */
const fromTable = (table: readonly (readonly number[])[]): Judged[] =>
  table.flatMap((row, one) =>
    row.flatMap((count, other) =>
      Array.from(
        { length: count },
        () =>
          new Map([
            ['a', String(one)],
            ['b', String(other)],
          ]),
      ),
    ),
  );

test('Cohen’s kappa of the table in Cohen (1960): 0.492 for an agreement of 0.70', () => {
  const [pair] = pairsOfRaters(
    fromTable([
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ]),
  );
  expect(pair).toMatchObject({ raters: ['a', 'b'], items: 200 });
  expect(pair?.percent).toBeCloseTo(0.7, 10);
  expect(pair?.cohensKappa).toBeCloseTo(0.492, 3);
});

test('Cohen’s kappa is of those things only that both judged', () => {
  const items = fromRows({ ana: '1 1 2 2 .', ben: '1 2 2 2 1', cy: '. . . . 1' });
  const pairs = pairsOfRaters(items);
  expect(pairs.map(({ raters, items: both }) => [...raters, both])).toEqual([
    ['ana', 'ben', 4],
    ['ben', 'cy', 1],
  ]);
  // 0.75 observed; expected 0.5 · 0.25 + 0.5 · 0.75.
  expect(pairs[0]?.cohensKappa).toBeCloseTo(0.5, 10);
  // Only ever one category: nothing that chance could explain.
  expect(pairs[1]?.cohensKappa).toBeNull();
});

/** J. L. Fleiss (1971), table 1: 30 patients, 6 psychiatrists each, 5 diagnoses. */
const FLEISS = [
  [0, 0, 0, 6, 0],
  [0, 3, 0, 0, 3],
  [0, 1, 4, 0, 1],
  [0, 0, 0, 0, 6],
  [0, 3, 0, 3, 0],
  [2, 0, 4, 0, 0],
  [0, 0, 4, 0, 2],
  [2, 0, 3, 1, 0],
  [2, 0, 0, 4, 0],
  [0, 0, 0, 0, 6],
  [1, 0, 0, 5, 0],
  [1, 1, 0, 4, 0],
  [0, 3, 3, 0, 0],
  [1, 0, 0, 5, 0],
  [0, 2, 0, 3, 1],
  [0, 0, 5, 0, 1],
  [3, 0, 0, 1, 2],
  [5, 1, 0, 0, 0],
  [0, 2, 0, 4, 0],
  [1, 0, 2, 0, 3],
  [0, 0, 0, 0, 6],
  [0, 1, 0, 5, 0],
  [0, 2, 0, 1, 3],
  [2, 0, 0, 4, 0],
  [1, 0, 0, 4, 1],
  [0, 5, 0, 1, 0],
  [4, 0, 0, 0, 2],
  [0, 2, 0, 4, 0],
  [1, 0, 5, 0, 0],
  [0, 0, 0, 0, 6],
];

test('Fleiss’ kappa of the patients in Fleiss (1971): 0.430 for an agreement of 0.556', () => {
  expect(percentAgreement(fromCounts(FLEISS))).toBeCloseTo(0.556, 3);
  expect(fleissKappa(fromCounts(FLEISS))).toBeCloseTo(0.43, 3);
});

test('Fleiss’ kappa asks for equally many judgements, and those that are so can be chosen', () => {
  const items = fromRows({ a: '1 1 2 1 .', b: '1 2 2 1 1', c: '. . . 1 .' });
  expect(() => fleissKappa(items)).toThrow(RangeError);
  expect(mostCommonSize(items)).toEqual(items.slice(0, 3));
  expect(fleissKappa(mostCommonSize(items))).toBeCloseTo(1 / 3, 10);
  expect(mostCommonSize(fromRows({ a: '1 2', b: '. .' }))).toEqual([]);
});

/** K. Krippendorff, “Computing Krippendorff’s Alpha-Reliability” (2011), sections A, B and C. */
const KRIPPENDORFF = {
  A: fromRows({ meg: '0 1 0 0 0 0 0 0 1 0', owen: '1 1 1 0 0 1 0 0 0 0' }),
  B: fromRows({ ben: 'a a b b d c c c e d d a', gerry: 'b a b b b c c c e d d d' }),
  C: fromRows({
    a: '1 2 3 3 2 1 4 1 2 . . .',
    b: '1 2 3 3 2 2 4 1 2 5 . 3',
    c: '. 3 3 3 2 3 4 2 2 5 1 .',
    d: '1 2 3 3 2 4 4 1 2 5 1 .',
  }),
};

test.each([
  ['two observers, two values', KRIPPENDORFF.A, 0.095],
  ['two observers, five values', KRIPPENDORFF.B, 0.692],
  ['four observers, some values missing', KRIPPENDORFF.C, 0.743],
])('Krippendorff’s alpha of his own example: %s', (_, items, alpha) => {
  expect(krippendorffAlpha(items)).toBeCloseTo(alpha, 3);
});

test('the interval of alpha is the same for the same seed, holds alpha, and narrows with the number of things', () => {
  const few = KRIPPENDORFF.C;
  const many = Array.from({ length: 16 }, () => few).flat();
  const interval = alphaInterval(few, { seed: 7 });
  expect(alphaInterval(few, { seed: 7 })).toEqual(interval);
  const widths = [few, many].map((items) => {
    const found = alphaInterval(items, { seed: 7 });
    const alpha = krippendorffAlpha(items);
    if (!found || alpha === null) throw new Error('alpha is defined here');
    expect(found.low).toBeLessThan(alpha);
    expect(found.high).toBeGreaterThan(alpha);
    return found.high - found.low;
  });
  expect(widths[1]).toBeLessThan((widths[0] ?? 0) / 2);
});

test('a draw in which everybody says the same has no alpha, and does not count as agreement', () => {
  const items = fromTable([
    [49, 1],
    [0, 0],
  ]);
  expect(krippendorffAlpha(items)).toBeCloseTo(0, 10);
  const interval = alphaInterval(items);
  expect(interval?.low).toBeLessThan(0);
  expect(interval?.high).toBeLessThan(0.05);
  // Of two things about half of the draws take one of them twice: there is an interval or none, and never a low one.
  const two = fromRows({ a: '1 2', b: '1 2' });
  const found = Array.from({ length: 20 }, (_, seed) => alphaInterval(two, { seed: seed + 1, samples: 51 }));
  expect(found).toContainEqual({ low: 1, high: 1 });
  expect(found).toContainEqual(null);
});

const judged = fc
  .array(
    fc.array(fc.constantFrom('verified', 'disputed', 'unverified', null), { minLength: 3, maxLength: 3 }),
    {
      maxLength: 30,
    },
  )
  .map((rows) =>
    rows.map(
      (row): Judged =>
        new Map(row.flatMap((value, person): [string, string][] => (value ? [[`p${person}`, value]] : []))),
    ),
  );

test('of any judgements: within bounds, blind to order and names, and 1 where nobody disagrees', () => {
  fc.assert(
    fc.property(judged, (items) => {
      const alpha = krippendorffAlpha(items);
      const percent = percentAgreement(items);
      if (alpha !== null) expect(alpha).toBeLessThanOrEqual(1);
      if (percent === 1 && alpha !== null) expect(alpha).toBe(1);
      if (percent !== null && percent < 1) expect(alpha).toBeLessThan(1);
      expect(krippendorffAlpha(items.toReversed())).toBe(alpha);
      const renamed = items.map(
        (item) => new Map([...item].map(([person, said]) => [`other ${person}`, said])),
      );
      expect(krippendorffAlpha(renamed)).toBe(alpha);
      const once = new Map([['somebody', 'verified']]);
      expect(krippendorffAlpha([...items, once])).toBe(alpha);
      for (const { cohensKappa } of pairsOfRaters(items))
        if (cohensKappa !== null) expect(cohensKappa).toBeLessThanOrEqual(1);
    }),
  );
});

test('pairs are of all who judged anything together, in order, and of all that both judged', () => {
  fc.assert(
    fc.property(judged, (items) => {
      const people = ['p0', 'p1', 'p2'];
      const together = people.flatMap((one, index) =>
        people.slice(index + 1).flatMap((other) => {
          const both = items.filter((item) => item.has(one) && item.has(other));
          const equal = both.filter((item) => item.get(one) === item.get(other));
          return both.length
            ? [{ raters: [one, other], items: both.length, percent: equal.length / both.length }]
            : [];
        }),
      );
      expect(pairsOfRaters(items)).toMatchObject(together);
      expect(pairsOfRaters(items)).toHaveLength(together.length);
    }),
  );
});

test('nothing judged, or always the same: there is nothing to say', () => {
  expect([percentAgreement([]), fleissKappa([]), krippendorffAlpha([]), alphaInterval([])]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  const same = fromRows({ a: '1 1 1', b: '1 1 1' });
  expect([percentAgreement(same), fleissKappa(same), krippendorffAlpha(same)]).toEqual([1, null, null]);
});
