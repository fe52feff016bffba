import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  decideErasure,
  ERASED,
  followed,
  mayErase,
  quotesOf,
  ROLES,
  withoutQuotes,
  withoutThese,
  withoutWords,
  wordsIn,
  type ErasureContext,
  type Json,
} from '#domain';
import { codeOf } from './support/outcome.ts';
import { person } from './support/review.ts';

const passage = {
  versionId: 'v1',
  start: 3,
  end: 9,
  exact: 'she said it',
  prefix: 'then ',
  suffix: ' to me',
};

test('words go and shapes stay: ids, times, codes and numbers are what others rest on', () => {
  expect(withoutWords('name', 'Rana Vale')).toBe(ERASED);
  expect(withoutWords('away', { from: 'f', until: 'u' })).toBeNull();
  expect(withoutWords('rationale', null)).toBeNull();
  expect(
    withoutWords('evidence', [
      { kind: 'passage', passage, stance: 'supports', denial: false, answer: 'no' },
      { kind: 'search', where: 'w', query: 'q', searchedAt: 't', result: 'r' },
      {
        kind: 'reply',
        whom: 'w',
        askedAt: 't',
        way: 'y',
        answer: 'a',
        answeredAt: 't',
        denial: true,
        response: 'r',
      },
    ]),
  ).toEqual([
    {
      kind: 'passage',
      passage: { ...passage, exact: ERASED, prefix: ERASED, suffix: ERASED },
      stance: 'supports',
      denial: false,
      answer: ERASED,
    },
    { kind: 'search', where: ERASED, query: ERASED, searchedAt: 't', result: ERASED },
    {
      kind: 'reply',
      whom: ERASED,
      askedAt: 't',
      way: ERASED,
      answer: ERASED,
      answeredAt: 't',
      denial: true,
      response: ERASED,
    },
  ]);
  const content = {
    slug: 's',
    title: 't',
    claims: [{ method: 'agreement', rationales: ['a', 'b'], rating: 'verified' }],
  };
  expect(withoutWords('content', content)).toEqual({
    slug: 's',
    title: ERASED,
    claims: [{ method: 'agreement', rationales: [ERASED, ERASED], rating: 'verified' }],
  });
});

test('of a version, what it says goes, with who says it there; what others say about it stays', () => {
  const occurrence = { documentId: 'd', passage, speaker: 'Bento', figures: [{ text: 'two', start: 1 }] };
  const evidence = { kind: 'passage', passage, stance: 'context', answer: 'our answer' };
  const gone = { ...passage, exact: ERASED, prefix: ERASED, suffix: ERASED };
  const figures = [{ text: ERASED, start: 1 }];
  expect(withoutQuotes([occurrence, evidence], 'v1')).toEqual([
    { documentId: 'd', passage: gone, speaker: ERASED, figures },
    { ...evidence, passage: gone },
  ]);
  expect(withoutQuotes([occurrence, evidence], 'v2')).toEqual([occurrence, evidence]);
  expect(quotesOf([occurrence], 'v1')).toEqual(['she said it', 'then ', ' to me']);
  expect(wordsIn([evidence])).toEqual(['our answer']);
});

test('short words are not looked for elsewhere: they stand there by chance', () => {
  const long = 'a sentence that nobody writes twice';
  expect(followed(['Ana', long, long, `${long} by chance`, ERASED])).toEqual([`${long} by chance`, long]);
});

test('what is taken away is nowhere in what remains, and what remains has the same shape', () => {
  const anyText = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => !ERASED.includes(text));
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(anyText, { minLength: 1, maxLength: 4 }), (given, words) => {
      const value = given as Json;
      const sorted = [...words].sort((a, b) => b.length - a.length);
      const planted: Json = { before: value, text: `… ${words.join(' | ')} …` };
      const left = withoutThese(planted, sorted);
      for (const word of sorted)
        for (const text of textsOf(left)) expect(text.replaceAll(ERASED, '')).not.toContain(word);
      expect(shapeOf(left)).toEqual(shapeOf(planted));
    }),
  );
});

const textsOf = (value: Json): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value
      ? Object.values(value).flatMap(textsOf)
      : [];
const shapeOf = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'string' ? '' : one)));

const CLEAR = { ofActivePerson: false, sealed: false, published: false, fixed: [], gone: false };
const erase = {
  type: 'erase-content',
  target: { kind: 'person', personId: 'p' },
  basis: 'court-order',
  reason: 'Ordered.',
} as const;
const refusal = (found: Partial<ErasureContext['found']> | null, role: (typeof ROLES)[number] = 'admin') =>
  codeOf(() => decideErasure(erase, person('x', role), { found: found && { ...CLEAR, ...found } }));

test('only admins erase, and not what somebody works with, what is sealed, shown, fixed or gone', () => {
  for (const role of ROLES) expect(refusal({}, role)).toBe(role === 'admin' ? 'allowed' : 'forbidden');
  expect(refusal(null)).toBe('not-found');
  expect(refusal({ ofActivePerson: true })).toBe('person-active');
  expect(refusal({ sealed: true })).toBe('wrong-status');
  expect(refusal({ published: true })).toBe('wrong-status');
  expect(refusal({ fixed: ['rating'] })).toBe('not-erasable');
  expect(refusal({ gone: true })).toBe('wrong-status');
});

test('what rules rest on cannot be named: who, when, to what, how it was rated, and names that protect', () => {
  for (const [type, name] of [
    ['verdict-recorded', 'by'],
    ['verdict-recorded', 'at'],
    ['verdict-recorded', 'subjectId'],
    ['verdict-recorded', 'rating'],
    ['person-protected', 'names'],
    ['toString', 'length'],
  ] as const)
    expect([type, name, mayErase(type, name)]).toEqual([type, name, false]);
  expect(mayErase('verdict-recorded', 'rationale')).toBe(true);
});
