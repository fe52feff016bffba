import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  decideClaim,
  NO_ROUTING,
  PRIORITY_MAX,
  priorityOf,
  routeFor,
  turnOf,
  type Desk,
  type Routing,
  type RoutingConditions,
  type RoutingFacts,
} from '#domain';
import { CLAIMS, context, desk, editor, NOW, proposed } from './support/review.ts';

const ANY: RoutingConditions = {
  topics: null,
  languages: null,
  minPriority: null,
  maxPriority: null,
  figureConflict: null,
  protectedPerson: null,
};
const facts: RoutingFacts = {
  texts: ['The São Vicente weir rose 4.2 metres in one night.'],
  language: 'pt',
  priority: 600,
  figureConflict: true,
  protectedPerson: false,
};
const rule = (name: string, deskId: string, when: Partial<RoutingConditions>) => ({
  name,
  deskId,
  when: { ...ANY, ...when },
});
const under = (...rules: Routing['rules']): Routing => ({ version: 7, rules });

test('no rules, no route', () => {
  expect(routeFor(facts, NO_ROUTING)).toBeNull();
});

test('a rule without conditions takes every claim', () => {
  expect(routeFor(facts, under(rule('the rest', 'd', {})))).toEqual({
    deskId: 'd',
    rule: 'the rest',
    version: 7,
    why: 'every claim.',
  });
});

test.each<[string, Partial<RoutingConditions>, boolean]>([
  ['a topic as a whole word', { topics: ['harbour', 'weir'] }, true],
  ['a topic in other case and without its accents', { topics: ['SAO VICENTE'] }, true],
  ['a topic that is a part of a word only', { topics: ['metre'] }, false],
  ['its language', { languages: ['en', 'pt'] }, true],
  ['another language', { languages: ['en'] }, false],
  ['a priority it reaches', { minPriority: 600 }, true],
  ['a priority it does not reach', { minPriority: 601 }, false],
  ['a priority it does not pass', { maxPriority: 600 }, true],
  ['a priority it passes', { maxPriority: 599 }, false],
  ['figures that conflict', { figureConflict: true }, true],
  ['figures that agree', { figureConflict: false }, false],
  ['a protected person', { protectedPerson: true }, false],
  ['no protected person', { protectedPerson: false }, true],
  ['all that holds', { languages: ['pt'], minPriority: 500, topics: ['weir'] }, true],
  [
    'one thing that does not hold among others',
    { languages: ['pt'], minPriority: 500, topics: ['fire'] },
    false,
  ],
])('a rule that asks for %s', (_, when, holds) => {
  expect(routeFor(facts, under(rule('r', 'd', when))) !== null).toBe(holds);
});

test('the first rule that holds wins, and says why', () => {
  const rules = under(
    rule('fires', 'fires', { topics: ['fire'] }),
    rule('urgent water', 'floods', { topics: ['weir'], minPriority: 500, figureConflict: true }),
    rule('the rest', 'general', {}),
  );
  expect(routeFor(facts, rules)).toEqual({
    deskId: 'floods',
    rule: 'urgent water',
    version: 7,
    why: 'the priority 600 is at least 500, documents contradict each other in figures, it speaks of “weir”.',
  });
});

test('why a rule held never names a protected person', () => {
  const route = routeFor(
    { ...facts, texts: ['Ines Prado saw it.'], protectedPerson: true },
    under(rule('careful', 'd', { protectedPerson: true })),
  );
  expect(route?.why).toBe('a protected person is named.');
});

const accept = (desks: readonly Desk[], rules: Routing['rules'], priority: number | null = null) =>
  decideClaim(
    proposed(),
    { type: 'accept-claim', claimId: 'claim', priority, figureConflict: true },
    editor,
    {
      ...context(),
      routing: { rules: { version: 3, rules }, desks, protectedPerson: false },
    },
  );

test('an accepted claim goes to the desk of the rule, which the round names', () => {
  const events = accept([{ ...desk, id: 'floods' }], [rule('rain', 'floods', { topics: ['rained'] })]);
  expect(events).toEqual([
    { type: 'claim-accepted', priority: 650, figureConflict: true },
    expect.objectContaining({
      type: 'round-opened',
      deskId: 'floods',
      routedBy: { rule: 'rain', version: 3, why: 'it speaks of “rained”.' },
    }),
  ]);
});

test('a claim that no rule takes waits for an editor, and so does one whose only desk has no members', () => {
  const nobody = { ...desk, id: 'empty', members: [] };
  expect(accept([desk], [rule('fires', 'desk', { topics: ['fire'] })])).toHaveLength(1);
  expect(accept([nobody], [rule('all', 'empty', {})])).toHaveLength(1);
});

test('a rule whose desk has no members is passed over for the next', () => {
  const nobody = { ...desk, id: 'empty', members: [] };
  const events = accept([nobody, desk], [rule('one', 'empty', {}), rule('two', 'desk', {})]);
  expect(events[1]).toMatchObject({ deskId: 'desk', routedBy: { rule: 'two' } });
});

test('a claim that was declined is routed by the rules when it is accepted after all', () => {
  const events = decideClaim(
    CLAIMS.declined(),
    { type: 'accept-claim', claimId: 'claim', priority: 10 },
    editor,
    {
      ...context(),
      routing: { rules: under(rule('all', 'desk', {})), desks: [desk], protectedPerson: false },
    },
  );
  expect(events.map(({ type }) => type)).toEqual(['claim-accepted', 'round-opened']);
});

test('the editor’s choice stands above check-worthiness and conflicts', () => {
  expect(priorityOf({ score: 900, figureConflict: true, choice: 3 })).toBe(3);
  expect(priorityOf({ score: 500, figureConflict: false, choice: null })).toBe(500);
  expect(priorityOf({ score: 500, figureConflict: true, choice: null })).toBe(650);
  expect(priorityOf({ score: 990, figureConflict: true, choice: null })).toBe(PRIORITY_MAX);
});

const after = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();

test('the more urgent comes first, until the other has waited ten minutes for each point', () => {
  expect(turnOf(600, NOW)).toBeLessThan(turnOf(500, NOW));
  expect(turnOf(600, after(999))).toBeLessThan(turnOf(500, NOW));
  expect(turnOf(600, after(1_020))).toBeGreaterThan(turnOf(500, NOW));
});

test('nobody waits for ever: any claim comes before those that arrive a week later', () => {
  const priority = fc.integer({ min: 0, max: PRIORITY_MAX });
  fc.assert(
    fc.property(priority, priority, fc.integer({ min: 10_020, max: 500_000 }), (a, b, minutes) => {
      expect(turnOf(a, NOW)).toBeLessThan(turnOf(b, after(minutes)));
    }),
  );
});

test('a turn is a priority that BullMQ takes: from 1, below 2^21, until 2064', () => {
  expect(turnOf(1_000, '2025-01-01T00:00:00.000Z')).toBeGreaterThanOrEqual(1);
  expect(turnOf(0, '2063-12-31T00:00:00.000Z')).toBeLessThan(2 ** 21);
});
