/** What readers are told that their sources rest on: by its kind, and by no name but the one that is meant for them. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ERASED,
  independentOrigins,
  ORIGIN_KINDS,
  reportedOrigins,
  withoutWords,
  type Origin,
} from '#domain';
import { origins } from './support/reports.ts';

const REGISTERED: readonly Origin[] = [
  { id: 'wire', kind: 'wire', title: 'Wire 28', publicTitle: 'The agency report of the 28th' },
  { id: 'unused', kind: 'research', title: 'A study', publicTitle: 'A study nobody quotes' },
  { id: 'leak', kind: 'leak', title: 'From Rui', publicTitle: 'The engineer’s letters' },
  { id: 'witness', kind: 'witness', title: 'The neighbour of the lock keeper', publicTitle: null },
  { id: 'other', kind: 'other', title: 'A call to the desk', publicTitle: null },
];

/** Of articles, by their outlet. */
const told = (resting: Readonly<Record<string, readonly string[]>>) =>
  reportedOrigins(
    Object.entries(resting).map(([publisher, originIds]) => ({
      publisher,
      origins: origins(`by ${publisher}`, originIds),
    })),
    REGISTERED,
  );

test('an origin is named once, with the outlets that rest on it; what no support rests on is not there', () => {
  expect(told({ Gauge: ['leak'], Bridge: ['leak', 'wire'], Post: ['leak'] })).toEqual([
    { kind: 'wire', title: 'The agency report of the 28th', publishers: ['Bridge'] },
    { kind: 'leak', title: 'The engineer’s letters', publishers: ['Gauge', 'Bridge', 'Post'] },
  ]);
  expect(told({})).toEqual([]);
});

test('what nobody has confirmed is told as that, and last', () => {
  expect(told({ Gauge: [], Post: ['leak'] })).toEqual([
    { kind: 'leak', title: 'The engineer’s letters', publishers: ['Post'] },
    { kind: 'unconfirmed', title: null, publishers: ['Gauge'] },
  ]);
});

test('the desk’s own title stays inside, and an origin that readers are told nothing of has its kind alone', () => {
  const origin = fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom(...ORIGIN_KINDS),
    title: fc.uuid().map((id) => `Title ${id}`),
    publicTitle: fc.option(fc.uuid().map((id) => `Told ${id}`)),
  });
  fc.assert(
    fc.property(fc.uniqueArray(origin, { selector: ({ id }) => id, minLength: 1 }), (registered) => {
      const sources = registered.map(({ id }) => ({ publisher: 'Gauge', origins: origins(id, [id]) }));
      const shown = reportedOrigins(sources, registered);
      expect(shown.map(({ title }) => title)).toEqual(registered.map(({ publicTitle }) => publicTitle));
      for (const { id, title } of registered) {
        expect(JSON.stringify(shown)).not.toContain(`"${id}"`);
        expect(JSON.stringify(shown)).not.toContain(title);
      }
    }),
  );
});

test('a name for readers that was erased is none', () => {
  const [wire] = REGISTERED;
  if (!wire) throw new Error('one is registered');
  const sources = [{ publisher: 'Gauge', origins: origins('article', [wire.id]) }];
  expect(reportedOrigins(sources, [{ ...wire, publicTitle: ERASED }])).toEqual([
    { kind: 'wire', title: null, publishers: ['Gauge'] },
  ]);
});

test('at least as many are told as are counted', () => {
  const ids = fc.uniqueArray(fc.constantFrom(...REGISTERED.map(({ id }) => id)));
  fc.assert(
    fc.property(fc.array(ids, { maxLength: 6 }), (resting) => {
      const sources = resting.map((originIds, index) => ({
        publisher: 'Gauge',
        origins: origins(`document ${index}`, originIds),
      }));
      const shown = reportedOrigins(sources, REGISTERED);
      expect(shown.length).toBeGreaterThanOrEqual(
        independentOrigins(sources.map((source) => source.origins)),
      );
    }),
  );
});

test('an erased report keeps the kinds, and loses titles and outlets', () => {
  expect(withoutWords('content', { origins: told({ Gauge: ['leak'] }) })).toEqual({
    origins: [{ kind: 'leak', title: '[erased]', publishers: ['[erased]'] }],
  });
});
