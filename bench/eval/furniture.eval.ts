/**
 * Sentences that pages set between the paragraphs of an article and that could be its own: biographies of its authors,
 * appeals, offers, teasers, comments. Each file is one hand's; they are set singly into the development texts, three in
 * each copy. Nobody who made the rules has read those under "unread".
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { extractClaims, labelText, type RegionLabel } from '#extraction';
import { CodePoints } from '../../libs/extraction/src/code-points.ts';
import { hash32, randomFrom } from '../../libs/extraction/src/learning/hash.ts';
import type { Evaluation, Measured } from './evaluation.ts';
import { goldTexts, type GoldText } from './gold.ts';
import { filled } from './invented-furniture.ts';

export const evaluation: Evaluation = {
  name: 'furniture',
  run: () => [...measured('read'), ...measured('unread')],
};

const LINES_A_COPY = 3;
/** Where the lines may stand: below the head of the page and above its foot, as shares of its lines. */
const [HIGHEST, LOWEST] = [0.25, 0.95];
const TEXT: readonly RegionLabel[] = ['body', 'headline', 'standfirst', 'caption'];

function measured(folder: 'read' | 'unread'): Measured[] {
  const outcomes = filesOf(folder).flatMap(([file, lines]) => outcomesOf(lines, randomFrom(hash32(file))));
  const share = (item: string, hits: number): Measured => ({
    item,
    dataSet: `sentences among paragraphs, ${folder}`,
    figure: hits / outcomes.length,
    wanted: null,
    counts: `${hits} of ${outcomes.length}`,
  });
  return [
    share('furniture that could be text, taken for it', outcomes.filter(({ isText }) => isText).length),
    share('furniture that could be text, yields a claim', outcomes.filter(({ isClaim }) => isClaim).length),
  ];
}

function filesOf(folder: string): [file: string, lines: string[]][] {
  const at = path.resolve('bench/eval/furniture', folder);
  return readdirSync(at)
    .toSorted()
    .map((file) => {
      const lines = readFileSync(path.join(at, file), 'utf8').split('\n');
      return [file, lines.filter((line) => line !== '' && !line.startsWith('# '))];
    });
}

interface Outcome {
  readonly isText: boolean;
  readonly isClaim: boolean;
}

function outcomesOf(lines: readonly string[], random: () => number): Outcome[] {
  const texts = goldTexts('development');
  return Array.from({ length: Math.ceil(lines.length / LINES_A_COPY) }, (_, copy) => {
    const some = lines.slice(copy * LINES_A_COPY, (copy + 1) * LINES_A_COPY);
    const text = texts[Math.floor(random() * texts.length)];
    return text
      ? outcomesIn(
          text,
          some.map((line) => filled(line, random)),
          random,
        )
      : [];
  }).flat();
}

function outcomesIn(page: GoldText, furniture: readonly string[], random: () => number): Outcome[] {
  const lines = page.text.split('\n');
  const places = furniture
    .map(() => Math.floor((HIGHEST + (LOWEST - HIGHEST) * random()) * lines.length))
    .sort((a, b) => b - a);
  // From the last to the first, so that the places before stay where they are.
  for (const [index, place] of places.entries()) lines.splice(place, 0, furniture[index] ?? '', '');
  const text = lines.join('\n');
  const points = new CodePoints(text);
  const regions = labelText(text);
  const { claims } = extractClaims({ ...page, text, regions });
  const passages = claims.flatMap(({ occurrences }) => occurrences.map(({ passage }) => passage));
  return furniture.map((line) => {
    const at = text.indexOf(line);
    const { start, end } = points.spanOf(at, at + line.length);
    const touches = (span: { readonly start: number; readonly end: number }): boolean =>
      span.start < end && start < span.end;
    return {
      isText: regions.some((region) => touches(region) && TEXT.includes(region.label)),
      isClaim: passages.some(touches),
    };
  });
}
