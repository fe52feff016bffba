import { expect, test } from '@jest/globals';
import { figuresOfStory, inventedStories } from '../../bench/eval/invented-stories.ts';
import { byStory } from '../../libs/extraction/src/sheets/by-story.ts';
import { figureSheets } from '../../libs/extraction/src/sheets/figure-sheets.ts';
import type { FigureOccurrence } from '../../libs/extraction/src/sheets/occurrence.ts';

const told = (documentId: string, claimId: string, sentence: string) => ({
  documentId,
  claimId,
  sentence,
  publishedAt: '2024-03-05',
});
const storiesOf = (all: readonly ReturnType<typeof told>[]) =>
  byStory(all, ({ sentence }) => sentence).map((story) => [
    ...new Set(story.map(({ documentId }) => documentId)),
  ]);

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
  const figures = inventedStories('read').flatMap((story) =>
    figuresOfStory(story).map((one): FigureOccurrence => ({
      ...one,
      documentId: `${story.name} ${one.documentId}`,
      claimId: `${story.name} ${one.claimId}`,
    })),
  );
  const sheets = byStory(figures, ({ sentence }) => sentence).flatMap(figureSheets);
  expect(sheets.length).toBeGreaterThan(60);
  const storiesIn = ({ rows }: (typeof sheets)[number]): string[] => [
    ...new Set(rows.map(({ documentId }) => documentId.split(' ')[0] ?? '')),
  ];
  expect(sheets.map(storiesIn).filter(({ length }) => length > 1)).toEqual([]);
});
