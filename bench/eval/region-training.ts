/** How the line classifier of libs/extraction/src/regions learns, for the script that writes its weights and for the folds. */
import { hash32, randomFrom } from '../../libs/extraction/src/learning/hash.ts';
import { packModel, type PackedModel } from '../../libs/extraction/src/learning/packed-model.ts';
import { train, type Example, type LogisticModel } from '../../libs/extraction/src/learning/logistic.ts';
import { LINE_BITS, lineFeaturesOf } from '../../libs/extraction/src/regions/line-features.ts';
import { shapeOf } from '../../libs/extraction/src/regions/line-shape.ts';
import type { LineModels } from '../../libs/extraction/src/regions/regions.ts';
import type { ArticlePage, BodyLine } from './article-pages.ts';
import { inventedComments, inventedLine, inventedLinks } from './invented-furniture.ts';

const TRAINING = { bits: LINE_BITS, epochs: 14, rate: 0.05, l2: 1e-4, seed: 3 };
const FOLDS = 5;

/** What a person copies of a page: some runs of its furniture come with the article, most do not. */
const RUN_KEPT = 0.3;
const RUN_ENDS = 0.25;

/** Chance of an invented line after any line. */
const INVENTED = 0.45;
/** Chance of links to other articles after any line. */
const LINKS = 0.03;
/** Chance of comments, and of links, below the article. */
const AT_THE_END = 0.5;
/** Chance that three paragraphs become the items of a list. */
const LIST_BEGINS = 0.03;

export function trainLineModels(pages: readonly ArticlePage[]): LineModels {
  const views = pages.map(({ id, lines }) => {
    const plain = lines.map((line) => ({ ...line, hint: null }));
    const mixed = withInvented(id, copiedByHand(id, plain));
    return { lines, plain, mixed, cleaned: cleanedByReader(lines) };
  });
  return {
    markedUp: learn(views.map(({ lines }) => lines)),
    plain: learn(views.flatMap(({ plain, mixed, cleaned }) => [plain, cleaned, mixed])),
  };
}

/** Models for each page that have seen no page of its site. */
export function outOfFold(pages: readonly ArticlePage[]): ReadonlyMap<string, LineModels> {
  const foldOf = ({ site }: ArticlePage): number => hash32(site) % FOLDS;
  const models = Array.from({ length: FOLDS }, (_, fold) =>
    trainLineModels(pages.filter((page) => foldOf(page) !== fold)),
  );
  return new Map(
    pages.flatMap((page) => {
      const unseen = models[foldOf(page)];
      return unseen ? [[page.id, unseen] as const] : [];
    }),
  );
}

/** What is left of a page when a program has removed most furniture already. */
export const cleanedByReader = (lines: readonly BodyLine[]): BodyLine[] =>
  lines.filter(({ hint }) => hint !== 'boilerplate').map((line) => ({ ...line, hint: null }));

export function copiedByHand(id: string, lines: readonly BodyLine[]): BodyLine[] {
  const random = randomFrom(hash32(id));
  let runGoesOn = false;
  let kept = true;
  return lines.filter(({ inBody }) => {
    if (!inBody && (!runGoesOn || random() < RUN_ENDS)) kept = random() < RUN_KEPT;
    runGoesOn = !inBody;
    return inBody || kept;
  });
}

/** Invented furniture between the lines, singly, in runs and as lists of links; some paragraphs set as a list. */
function withInvented(id: string, lines: readonly BodyLine[]): BodyLine[] {
  const random = randomFrom(hash32(`${id} invented`));
  const furniture = (text: string): BodyLine => ({ text, hint: null, inBody: false });
  let listed = 0;
  const result = lines.flatMap((line) => {
    if (line.inBody && random() < LIST_BEGINS) listed = 3;
    listed -= 1;
    const added = [line.inBody && listed >= 0 ? { ...line, text: asListItem(line.text) } : line];
    while (random() < INVENTED) added.push(furniture(inventedLine(random)));
    if (random() < LINKS) added.push(...inventedLinks(random).map(furniture));
    return added;
  });
  if (random() < AT_THE_END) result.push(...inventedComments(random).map(furniture));
  if (random() < AT_THE_END) result.push(...inventedLinks(random).map(furniture));
  return result;
}

const asListItem = (text: string): string => `- ${text.replace(/\.$/, '')}`;

function learn(documents: readonly (readonly BodyLine[])[]): LogisticModel {
  return train(documents.flatMap(examplesOf), TRAINING);
}

function examplesOf(lines: readonly BodyLine[]): Example[] {
  const shapes = lines.map(({ text }) => shapeOf(text));
  const vectors = [...lineFeaturesOf(lines, shapes)];
  return lines.flatMap(({ text, inBody }, i) => {
    const x = vectors[i];
    return x ? [{ x, y: inBody ? 1 : 0, weight: weightOf(text) }] : [];
  });
}

/** A lost paragraph hurts more than a kept button. */
const weightOf = (text: string): number => Math.min(6, 0.3 + text.length / 60);

/** Weights below it change nothing that is measured. */
const PRUNE = 0.02;

/** The source file of the weights. */
export function lineModelSource(pages: readonly ArticlePage[]): string {
  const { markedUp, plain } = trainLineModels(pages);
  return `/**
 * Written by bin/train-regions.mjs; do not edit. Weights of the line classifier, learnt from the ${pages.length} pages of the
 * development half of https://github.com/scrapinghub/article-extraction-benchmark (MIT licence, commit 4a3bc97). The
 * pages belong to their publishers; no text of theirs is kept here, only weights of hashed features.
 */
import type { PackedModel } from '../learning/packed-model.ts';

export const MARKED_UP: PackedModel = ${literal(packModel(markedUp, PRUNE))};

export const PLAIN: PackedModel = ${literal(packModel(plain, PRUNE))};
`;
}

const literal = ({ bits, scale, bias, weights }: PackedModel): string =>
  `{ bits: ${bits}, scale: ${scale}, bias: ${bias}, weights: '${weights}' }`;
