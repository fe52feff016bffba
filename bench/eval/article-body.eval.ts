/** Articles cut out of their pages, by models that have seen no page of the site. */
import { readFileSync } from 'node:fs';
import { CodePoints } from '../../libs/extraction/src/code-points.ts';
import type { Line } from '../../libs/extraction/src/regions/line-features.ts';
import { labelRegions, labelText, type LineModels } from '../../libs/extraction/src/regions/regions.ts';
import type { Region, RegionLabel } from '../../libs/extraction/src/types.ts';
import { articlePages, type ArticlePage, type BodyLine } from './article-pages.ts';
import { articleScore } from './article-score.ts';
import type { Evaluation, Measured } from './evaluation.ts';
import { goldTexts, type TextSet } from './gold.ts';
import { cleanedByReader, copiedByHand, lineModelSource, outOfFold } from './region-training.ts';

const PAGES = 'article extraction benchmark, 91 pages, out of fold';

export const evaluation: Evaluation = {
  name: 'article-body',
  run(): Measured[] {
    const pages = articlePages();
    const models = outOfFold(pages);
    const without = (lines: readonly BodyLine[]): BodyLine[] =>
      lines.map((line) => ({ ...line, hint: null }));
    const views: readonly [string, (page: ArticlePage) => BodyLine[]][] = [
      ['from HTML', ({ lines }) => [...lines]],
      ['all text, no markup', ({ lines }) => without(lines)],
      ['reader view, no markup', ({ lines }) => cleanedByReader(lines)],
      ['copied by hand, no markup', ({ id, lines }) => copiedByHand(id, without(lines))],
    ];
    const onPages = views.flatMap(([name, view]) =>
      measure(
        name,
        pages.map((page) => ({ page, lines: view(page) })),
        models,
      ),
    );
    return [...onPages, ...measureTexts('development'), ...measureTexts('held-out'), retrained(pages)];
  },
};

interface Viewed {
  readonly page: ArticlePage;
  readonly lines: readonly BodyLine[];
}

function measure(
  view: string,
  documents: readonly Viewed[],
  models: ReadonlyMap<string, LineModels>,
): Measured[] {
  const labelled = documents.map(({ page, lines }) => ({
    page,
    lines,
    labels: labelsOf(lines, models.get(page.id)),
  }));
  const score = articleScore(
    labelled.map(({ page, lines, labels }) => ({
      truth: page.articleBody,
      predicted: lines
        .filter((_, i) => isArticle(labels[i]))
        .map(({ text }) => text)
        .join('\n'),
    })),
  );
  const every = labelled.flatMap(({ lines, labels }) => lines.map((line, i) => ({ line, label: labels[i] })));
  const furniture = every.filter(({ line }) => !line.inBody);
  const leaked = furniture.filter(({ label }) => isArticle(label));
  const prose = every.filter(({ line }) => line.inBody && isProse(line.text));
  const lost = prose.filter(({ label }) => !isArticle(label) && label !== 'headline' && label !== 'caption');
  return [
    {
      item: `article body, ${view}, F1`,
      dataSet: PAGES,
      figure: score.f1,
      wanted: view === 'from HTML' ? { atLeast: 0.95 } : null,
      counts: `precision ${score.precision.toFixed(3)}, recall ${score.recall.toFixed(3)}, exact ${score.exact.toFixed(3)}`,
    },
    share(`furniture lines taken for body, ${view}`, leaked.length, furniture.length),
    share(`body paragraphs lost, ${view}`, lost.length, prose.length),
  ];
}

/** Whether the weights in the sources are those that the pages give. */
function retrained(pages: readonly ArticlePage[]): Measured {
  const committed = readFileSync('libs/extraction/src/regions/line-model.ts', 'utf8');
  return {
    item: 'line classifier learnt again gives the same weights',
    dataSet: 'article extraction benchmark, 91 pages',
    figure: lineModelSource(pages) === committed ? 1 : 0,
    wanted: { atLeast: 1 },
  };
}

/** Texts of our own with a label for each line, in plain text: the shipped models have not seen them. */
function measureTexts(set: TextSet): Measured[] {
  const lines = goldTexts(set).flatMap((text) => {
    const regions = labelText(text.text);
    return text.lines.map((line) => ({ wanted: line.label, got: labelAt(regions, line.start) }));
  });
  const furniture = lines.filter(({ wanted }) => wanted === 'boilerplate');
  const leaked = furniture.filter(({ got }) => got !== 'boilerplate' && got !== 'metadata');
  const body = lines.filter(({ wanted }) => wanted === 'body');
  const lost = body.filter(({ got }) => got === 'boilerplate' || got === 'metadata');
  const dataSet = `annotated texts, ${set}`;
  return [
    {
      ...share('never-claim lines taken for text', leaked.length, furniture.length),
      dataSet,
      wanted: { atMost: 0.02 },
    },
    { ...share('body lines lost', lost.length, body.length), dataSet, wanted: { atMost: 0.01 } },
  ];
}

const share = (item: string, part: number, whole: number): Measured => ({
  item,
  dataSet: PAGES,
  figure: part / Math.max(1, whole),
  wanted: null,
  counts: `${part} of ${whole}`,
});

/** The benchmark's body holds the summary above it and not the headline. */
const isArticle = (label: RegionLabel | undefined): boolean => label === 'body';

const isProse = (text: string): boolean => text.split(' ').length >= 10 && /[.!?”"]$/.test(text);

/** The label of each line. */
function labelsOf(lines: readonly Line[], models: LineModels | undefined): (RegionLabel | undefined)[] {
  const regions = labelRegions(lines, models);
  let offset = 0;
  return lines.map(({ text }) => {
    const start = offset;
    offset += new CodePoints(text).length + 1;
    return labelAt(regions, start);
  });
}

const labelAt = (regions: readonly Region[], start: number): RegionLabel | undefined =>
  regions.find((region) => region.start <= start && start < region.end)?.label;
