import { expect, test } from '@jest/globals';
import { claimsOfStory, inventedStories } from '../../bench/eval/invented-stories.ts';
import { byStory } from '../../libs/extraction/src/sheets/by-story.ts';
import { figureSheets } from '../../libs/extraction/src/sheets/figure-sheets.ts';
import { figuresOfClaim } from '../../libs/extraction/src/matching/shared-measures.ts';
import { storiesOf as stories } from '../../libs/extraction/src/matching/stories.ts';
import type { Quantity } from '../../libs/extraction/src/types.ts';

const told = (documentId: string, claimId: string, exact: string) => ({
  documentId,
  claimId,
  exact,
  figures: [],
  publishedAt: '2024-03-05',
});
const storiesOf = (all: readonly ReturnType<typeof told>[]) =>
  byStory(all).map((story) => [...new Set(story.map(({ documentId }) => documentId))]);

test('documents that name the same places and people are of one story, others are not', () => {
  const ferry = 'A ferry sank off Marlo on Monday, said Ana Reyes of the Marlo coastguard.';
  expect(
    storiesOf([
      told('a', '1', ferry),
      told('b', '2', 'Rescuers of the Marlo coastguard saved 140 people, Ana Reyes said.'),
      told('c', '3', 'The Thornby council passed its budget, said Ivo Brandt of the Reform List.'),
    ]),
  ).toEqual([['a', 'b']]);
});

const brief = (id: string, matter: string) => ({ id, text: matter, publishedAt: '2024-03-05' });

test.each([
  [
    'the same matter',
    'Councillors in Thornby approved a budget of £312 million. The plan cuts 140 jobs at the council.',
    'Unions in Thornby say that 210 jobs at the council will go in the new budget.',
    1,
  ],
  [
    'another matter',
    'Councillors in Thornby approved a budget of £312 million. The plan cuts 140 jobs at the council.',
    'A fire in a hotel at Thornby killed 14 guests, the brigade said.',
    2,
  ],
])('briefs of a week that share one name are of one story by what they speak of: %s', (_, one, other, n) => {
  const many = Array.from({ length: 5 }, (_figure, index): Quantity => ({
    kind: 'count',
    operator: '=',
    min: 100 + index,
    max: 100 + index,
    unit: null,
    measure: 'things',
    scope: null,
    aggregator: null,
    text: String(100 + index),
    start: 0,
    end: 0,
  }));
  const figures = { one: many, other: many.map((figure) => ({ ...figure, min: (figure.min ?? 0) * 7 })) };
  expect(
    stories([
      { ...brief('a', one), figures: figures.one },
      { ...brief('b', other), figures: figures.other },
    ]),
  ).toHaveLength(n);
});

test('documents that share a claim are of one story, whatever they name', () => {
  expect(
    storiesOf([
      told('a', '1', 'The plant closed in May.'),
      told('b', '2', 'Sales rose.'),
      told('c', '1', 'It closed in May.'),
    ]),
  ).toEqual([['a', 'c']]);
});

test('of many stories at once, no sheet holds figures of two', () => {
  const claims = inventedStories('read').flatMap((story) =>
    claimsOfStory(story).map((claim) => {
      const [id, documentId] = [claim.id, claim.documentId].map((one) => `${story.name} ${one}`);
      return { ...claim, id: id ?? '', documentId: documentId ?? '', claimId: id ?? '' };
    }),
  );
  const sheets = byStory(claims).flatMap((story) => figureSheets(story.flatMap(figuresOfClaim)));
  expect(sheets.length).toBeGreaterThan(60);
  const storiesIn = ({ rows }: (typeof sheets)[number]): string[] => [
    ...new Set(rows.map(({ documentId }) => documentId.split(' ')[0] ?? '')),
  ];
  expect(sheets.map(storiesIn).filter(({ length }) => length > 1)).toEqual([]);
});
