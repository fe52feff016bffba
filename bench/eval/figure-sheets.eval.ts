/** Figure sheets: true differences found, look-alikes left silent, on invented pairs and across the annotated texts. */
import { dateSheets } from '../../libs/extraction/src/sheets/date-sheets.ts';
import { figureSheets } from '../../libs/extraction/src/sheets/figure-sheets.ts';
import {
  isConflict,
  type FigureOccurrence,
  type Sheet,
} from '../../libs/extraction/src/sheets/occurrence.ts';
import { quotationVariants, type Quotation } from '../../libs/extraction/src/sheets/quotation-variants.ts';
import type { SheetCase } from '../../tests/extraction/sheets-cases.ts';
import { DIFFERENCES } from '../../tests/extraction/sheets-differences.ts';
import { LOOK_ALIKES } from '../../tests/extraction/sheets-look-alikes.ts';
import { figuresOf, occurrencesOf } from './figure-occurrences.ts';
import type { Evaluation, Measured } from './evaluation.ts';
import { goldAcross } from './gold-across.ts';
import { goldTexts, type GoldText } from './gold.ts';
import { figuresOfStory, inventedStories, type FigurePair, type InventedStory } from './invented-stories.ts';

export const evaluation: Evaluation = {
  name: 'figure-sheets',
  run: () => [...ofPairs(), ...ofStories('read'), ...ofStories('unread'), ofOthers(), ...acrossTexts()],
};

const measured = (
  item: string,
  dataSet: string,
  outcomes: readonly boolean[],
  wanted: Measured['wanted'],
): Measured => {
  const hits = outcomes.filter(Boolean).length;
  return {
    item,
    dataSet,
    figure: hits / Math.max(1, outcomes.length),
    wanted,
    counts: `${hits} of ${outcomes.length}`,
  };
};

const isInConflict = ({ relation }: Sheet): boolean => isConflict(relation);

function ofPairs(): Measured[] {
  const flagged = (cases: readonly SheetCase[]): boolean[] =>
    cases.map(({ texts, published = ['2023-05-10', '2023-05-10'] }) =>
      figureSheets(
        texts.flatMap((text, i) => invented(text, `document ${i}`, published[i] ?? '2023-05-10')),
      ).some(isInConflict),
    );
  return [
    measured('differing figures found', 'invented pairs', flagged(DIFFERENCES), { atLeast: 0.95 }),
    measured('look-alikes flagged', 'invented pairs', flagged(LOOK_ALIKES), { atMost: 0 }),
  ];
}

const invented = (text: string, documentId: string, publishedAt: string): FigureOccurrence[] =>
  figuresOf(text, publishedAt).map(({ figure, sentence }) => ({
    claimId: `${documentId} ${sentence.start}`,
    documentId,
    publisher: null,
    publishedAt,
    figure,
    sentence: sentence.text,
    speaker: null,
    quotes: [],
  }));

/** Whole reports, from their text to the sheets. A conflict that the story does not list counts as a look-alike. */
function ofStories(file: 'read' | 'unread'): Measured[] {
  const found: boolean[] = [];
  const flagged: boolean[] = [];
  for (const story of inventedStories(file)) {
    const conflicts = conflictsOf(story);
    const holds = ({ rows }: Conflict, pair: FigurePair): boolean =>
      pair.every((one) => rows.some(({ text }) => text.includes(one) || one.includes(text)));
    found.push(...story.differing.map((pair) => conflicts.some((sheet) => holds(sheet, pair))));
    flagged.push(
      ...conflicts.map(
        (sheet) =>
          !story.differing.some((pair) => holds(sheet, pair)) ||
          story.lookAlikes.some((pair) => holds(sheet, pair)),
      ),
    );
  }
  const name = `invented stories, ${file}`;
  return [
    measured('differing figures found', name, found, null),
    measured('conflicts that are none', name, flagged, { atMost: 0.05 }),
  ];
}

/** In reports of one story that speak of other things. */
function ofOthers(): Measured {
  const stories = inventedStories('others');
  const conflicts = stories.flatMap(conflictsOf);
  return {
    item: 'conflicts that are none',
    dataSet: 'invented stories, nothing in common',
    figure: conflicts.length,
    wanted: { atMost: 1 },
    counts: `in ${stories.length} stories, ${stories.flatMap(figuresOfStory).length} figures`,
  };
}

function conflictsOf(story: InventedStory): Conflict[] {
  const figures = figuresOfStory(story);
  return [...figureSheets(figures), ...dateSheets(figures)].filter(({ relation }) => isConflict(relation));
}

interface Conflict {
  readonly rows: readonly { readonly text: string }[];
}

function acrossTexts(): Measured[] {
  const across = goldAcross();
  const texts = goldTexts('development');
  const sheets = across.stories.flatMap(({ texts: ids }) =>
    figureSheets(texts.filter(({ id }) => ids.includes(id)).flatMap(occurrencesOf)),
  );
  type Rows = readonly { readonly claim: string; readonly text: string }[];
  const together = (rows: Rows): Sheet | undefined =>
    sheets.find((sheet) =>
      rows.every(({ claim, text }) =>
        sheet.rows.some(
          (row) => row.claimId === claim && (text.includes(row.text) || row.text.includes(text)),
        ),
      ),
    );
  const differing = across.figureSheets.filter(({ relation }) => isConflict(relation));
  const flagged = (rows: Rows): boolean => {
    const sheet = together(rows);
    return sheet !== undefined && isInConflict(sheet);
  };
  const name = 'development texts';
  return [
    measured(
      'differing figures found',
      name,
      differing.map(({ rows }) => flagged(rows)),
      null,
    ),
    measured(
      'look-alikes flagged',
      name,
      across.lookAlikes.map(({ rows }) => flagged(rows)),
      { atMost: 0 },
    ),
    measured(
      'differing wordings of a quotation found',
      name,
      variants(texts, across.quotationVariants),
      null,
    ),
  ];
}

const QUOTED = /[“"]([^“”"]+)[”"]/gu;

/** The quotations that stand in a claim's line, given to its annotated speaker. */
function variants(
  texts: readonly GoldText[],
  wanted: readonly { readonly speaker: string; readonly claims: readonly string[] }[],
): boolean[] {
  return wanted.map(({ speaker, claims }) => {
    const quotations = texts.flatMap((gold) =>
      gold.claims
        .filter(({ id }) => claims.includes(id))
        .flatMap(({ id, quote }): Quotation[] => {
          const line = gold.text.split('\n').find((one) => one.includes(quote)) ?? quote;
          return Array.from(line.matchAll(QUOTED), ([, text = '']) => ({
            documentId: gold.id,
            claimId: id,
            speaker,
            text,
          }));
        }),
    );
    return quotationVariants(quotations).length > 0;
  });
}
