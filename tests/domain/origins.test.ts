import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areIndependent, independentOrigins, restOnDifferentOrigins, type SourceOrigins } from '#domain';

const sourceOn = (documentId: string, origin: string | null): SourceOrigins => ({
  documentId,
  originIds: origin === null ? [] : [origin],
  suspectedIds: [],
});
/** Sources of one origin each, every one a document of its own. */
const sourcesOn = (list: readonly (string | null)[], side = ''): SourceOrigins[] =>
  list.map((origin, index) => sourceOn(`${side}${index}`, origin));

const origins = fc.array(fc.constantFrom(null, 'A', 'B', 'C'), { maxLength: 8 });

test('independent origins: repeating or reordering sources, or adding unconfirmed ones to any, adds nothing', () => {
  fc.assert(
    fc.property(origins, fc.integer({ min: 1, max: 4 }), (sources, unconfirmed) => {
      const count = independentOrigins(sourcesOn(sources));
      expect(independentOrigins(sourcesOn([...sources, ...sources].toReversed()))).toBe(count);
      expect(independentOrigins(sourcesOn([...sources, ...Array<null>(unconfirmed).fill(null)]))).toBe(
        Math.max(count, 1),
      );
      expect(count).toBeLessThanOrEqual(sources.length);
    }),
    { numRuns: 1_000 },
  );
});

test.each<[(string | null)[], number]>([
  [[], 0],
  [[null], 1],
  [[null, null], 1],
  [['A'], 1],
  [['A', null], 1],
  [['A', 'A', 'B'], 2],
  [['A', 'B', null, 'C'], 3],
])('the sources %j rest on %i independent origins', (sources, count) => {
  expect(independentOrigins(sourcesOn(sources))).toBe(count);
});

test('two sides rest on different origins only if two confirmed ones differ, whichever side is asked first', () => {
  fc.assert(
    fc.property(origins, origins, (a, b) => {
      const pairs = a.flatMap((one) => b.map((other) => [one, other] as const));
      const expected = pairs.filter((pair) => !pair.includes(null)).some(([one, other]) => one !== other);
      expect(restOnDifferentOrigins(sourcesOn(a, 'a'), sourcesOn(b, 'b'))).toBe(expected);
      expect(restOnDifferentOrigins(sourcesOn(b, 'b'), sourcesOn(a, 'a'))).toBe(expected);
    }),
    { numRuns: 1_000 },
  );
});

const resting = (documentId: string, originIds: string[], suspectedIds: string[] = []): SourceOrigins => ({
  documentId,
  originIds,
  suspectedIds,
});

test.each<[string, SourceOrigins[], number]>([
  ['one document that rests on two origins', [resting('a', ['A', 'B'])], 1],
  [
    'a bridge between two that are independent',
    [resting('a', ['A']), resting('b', ['A', 'B']), resting('c', ['B'])],
    2,
  ],
  [
    'a chain of shared origins',
    [resting('a', ['A', 'B']), resting('b', ['B', 'C']), resting('c', ['C', 'A'])],
    1,
  ],
  ['a suspected copy between two origins', [resting('a', ['A'], ['p']), resting('b', ['B'], ['p'])], 1],
  ['a suspicion about somebody else', [resting('a', ['A'], ['p']), resting('b', ['B'], ['q'])], 2],
  ['the same document twice', [resting('a', ['A']), resting('a', ['A'])], 1],
])('%s counts as it should', (_, sources, count) => {
  expect(independentOrigins(sources)).toBe(count);
  expect(independentOrigins(sources.toReversed())).toBe(count);
});

const anySources = fc.uniqueArray(
  fc.record({
    documentId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    originIds: fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', 'E'), { maxLength: 3 }),
    suspectedIds: fc.uniqueArray(fc.constantFrom('p', 'q'), { maxLength: 1 }),
  }),
  { maxLength: 6, selector: ({ documentId }) => documentId },
);

test('the count is that of the largest set in which no two share anything, and never grows by a suspicion', () => {
  fc.assert(
    fc.property(anySources, (sources) => {
      const largest = Math.max(
        ...subsetsOf(sources).map((set) =>
          set.every(
            (one, i) =>
              set.slice(i + 1).every((other) => areIndependent(one, other)) && one.originIds.length > 0,
          )
            ? set.length
            : 0,
        ),
      );
      expect(independentOrigins(sources)).toBe(Math.max(largest, Math.min(1, sources.length)));
      const suspected = sources.map((source) => ({ ...source, suspectedIds: [...source.suspectedIds, 'z'] }));
      expect(independentOrigins(suspected)).toBeLessThanOrEqual(Math.max(1, independentOrigins(sources)));
    }),
    { numRuns: 300 },
  );
});

const subsetsOf = <T>(items: readonly T[]): T[][] =>
  items.reduce<T[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]]);

/** Origins of ten documents each, with a proposal still open between every two on one origin. */
const storyOf = (count: number): SourceOrigins[] =>
  Array.from({ length: count }, (_, origin) => origin).flatMap((origin) =>
    Array.from({ length: 10 }, (_, own) =>
      resting(
        `${origin}-${own}`,
        [`${origin}`],
        Array.from({ length: 10 }, (_, other) => [Math.min(own, other), Math.max(own, other)].join()).map(
          (pair) => `${origin} ${pair}`,
        ),
      ),
    ),
  );

test.each([6, 9, 50])('documents on %i origins, with proposals open between them, are counted', (count) => {
  expect(independentOrigins(storyOf(count))).toBe(Math.min(count, 10));
});

test('sources with as many proposals open as a great story has are set beside each other', () => {
  const open = Array.from({ length: 1_000 }, (_, proposal) => `p${proposal}`);
  const side = (name: string) =>
    Array.from({ length: 100 }, (_, n) => resting(`${name}${n}`, [`${name}${n}`], [...open, name]));
  expect(restOnDifferentOrigins(side('a'), side('b'))).toBe(false);
});
