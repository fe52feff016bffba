/** What a line is besides body or furniture, by rules: headline, standfirst, caption, metadata; and lines that repeat. */
import type { RegionLabel } from '../types.ts';
import type { LineShape } from './line-shape.ts';
import { isFurnitureCue } from './line-cues.ts';
import { isAppeal } from './line-appeals.ts';
import { isImprint } from './line-imprint.ts';
import type { Line } from './line-features.ts';
import { hasRights, isCaption, isCredit, isLinkOrPath } from './line-wordings.ts';

/** A line this often in one document is a label of the page, whatever it says. */
const REPEATED = 3;
const LONGEST_METADATA_WORDS = 16;
const LONGEST_CAPTION_WORDS = 90;

const BYLINE =
  /^\(?(?:(?:[Ss]tory|[Ww]ords|[Tt]ext|[Rr]eport(?:ed|ing)?|[Ww]ritten|[Pp]osted|[Pp]ublished|[Ee]dited|[Ee]xclusive) )?(?:[Bb]y|BY):?\s+\p{Lu}[\p{L}.'’-]*(?:[\s,&|·-]+(?:(?:and|in|for|at|on|de|van|von|bin|al|the)\b|\p{Lu}[\p{L}.'’-]*|\d+))*\s*$/u;
const DATELINE_LABEL =
  /^(?:(?:first |last )?(?:published|updated|posted|modified|created|issued|reviewed|date)\b|\d+ min(?:ute)?s? (?:read|ago)|\d+ min(?:ute)?s? \d+ s(?:ec(?:ond)?s?)?$|(?:read(?:ing)? time))/iu;
const CLOCK_TIME = /^\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?$/iu;

/** The label the line's own wording settles; null where the classifier decides. */
export function labelByWording(
  shape: LineShape,
  copies: number,
  hint: RegionLabel | null,
): RegionLabel | null {
  // Where markup has found the article, what repeats in it are its own tables and lists.
  if (copies >= REPEATED && shape.words.count > 0 && hint !== 'body') return 'boilerplate';
  const { text, words } = shape;
  const { count } = words;
  if (count <= LONGEST_LINK_WORDS && isLinkOrPath(text, words.wordings)) return 'boilerplate';
  if (count <= LONGEST_RIGHTS_WORDS && hasRights(text)) return 'boilerplate';
  if (count <= LONGEST_APPEAL_WORDS && (isAppeal(text, words.appeals) || isImprint(shape)))
    return 'boilerplate';
  if (count <= LONGEST_LINK_WORDS && isCredit(text, words.wordings)) return 'metadata';
  if (count <= LONGEST_METADATA_WORDS && isMetadata(shape)) return 'metadata';
  return count <= LONGEST_CAPTION_WORDS && isCaption(text, words.wordings) ? 'caption' : null;
}

const LONGEST_LINK_WORDS = 30;
const LONGEST_RIGHTS_WORDS = 40;
const LONGEST_APPEAL_WORDS = 40;
/** What a name is followed by when it stands alone. */
const AUTHOR_ROLE =
  /\b(?:writer|reporter|correspondent|editor|contributor|columnist|staff|newsroom|bureau|agencies|wire services?)$/iu;

function isMetadata(shape: LineShape): boolean {
  if (BYLINE.test(shape.text) || DATELINE_LABEL.test(shape.text) || CLOCK_TIME.test(shape.text)) return true;
  if (shape.words.count <= 9 && shape.capitalShare > 0.6 && AUTHOR_ROLE.test(shape.text)) return true;
  // A date with little around it, and no sentence: "Tuesday 4 March 2025, 10:15 GMT", not "The vote is on 4 March 2025."
  return shape.dated && !shape.terminated && shape.functionShare < 0.25;
}

/** The words of a title; shorter lines are the names of sites and sections, longer ones are text. */
const FEWEST_TITLE_WORDS = 4;
const USUAL_TITLE_WORDS = 14;
const MOST_TITLE_WORDS = 28;
/** How far above the text a title is looked for. */
const TITLE_REACH = 40;
const FEWEST_STANDFIRST_WORDS = 6;
const MOST_STANDFIRST_WORDS = 60;
/** More lines than these between headline and text are no summary. */
const MOST_STANDFIRST_LINES = 4;

/** The headline's line in a text without markup: the most prominent line before the first paragraph; null when there is none. */
export function findHeadline(shapes: readonly LineShape[], labels: readonly RegionLabel[]): number | null {
  const firstParagraph = shapes.findIndex(({ prose }, i) => prose && labels[i] === 'body');
  if (firstParagraph < 0) return null;
  let best: number | null = null;
  let bestScore = 0;
  for (let i = Math.max(0, firstParagraph - TITLE_REACH); i < firstParagraph; i++) {
    const shape = shapes[i];
    if (!shape || !mayBeTitle(shape, labels[i])) continue;
    let score = titleScore(shape, labels.slice(i + 1, i + 4)) - (firstParagraph - i) / 4;
    if (i === 0) score += 3;
    // What stands under a headline is its summary, and as prominent.
    if (maySummarise(shapes[i + 1], labels[i + 1])) score += 1;
    if (best === null || score > bestScore) [best, bestScore] = [i, score];
  }
  return best;
}

function titleScore(shape: LineShape, labelsBelow: readonly RegionLabel[]): number {
  let score = Math.min(shape.words.count, 8) / 4;
  if (shape.words.count > USUAL_TITLE_WORDS) score -= 1.5;
  // Titles say something; menus only name.
  if (shape.functionShare > 0) score += 1;
  if (labelsBelow.includes('metadata')) score += 2;
  return score;
}

function mayBeTitle(shape: LineShape, label: RegionLabel | undefined): boolean {
  const count = shape.words.count;
  return (
    count >= FEWEST_TITLE_WORDS &&
    count <= MOST_TITLE_WORDS &&
    !/[.。;,:]$/u.test(shape.text) &&
    (label === 'body' || !shape.cues.some(isFurnitureCue)) &&
    label !== 'caption' &&
    label !== 'metadata'
  );
}

/**
 * The summary under a headline: few lines, set off from the text by a byline or a date, or having no full stop.
 * Gives the number of lines after the headline that are the summary.
 */
export function standfirstLength(
  shapes: readonly LineShape[],
  labels: readonly RegionLabel[],
  headline: number,
): number {
  let length = 0;
  while (
    length <= MOST_STANDFIRST_LINES &&
    maySummarise(shapes[headline + 1 + length], labels[headline + 1 + length])
  )
    length += 1;
  if (labels[headline + 1 + length] === 'metadata' && length <= MOST_STANDFIRST_LINES) return length;
  const open = shapes.slice(headline + 1, headline + 1 + length).findIndex(({ terminated }) => terminated);
  return Math.min(open < 0 ? length : open, 1);
}

const maySummarise = (shape: LineShape | undefined, label: RegionLabel | undefined): boolean =>
  shape !== undefined &&
  shape.words.count >= FEWEST_STANDFIRST_WORDS &&
  shape.words.count <= MOST_STANDFIRST_WORDS &&
  label !== 'caption' &&
  label !== 'metadata' &&
  !shape.cues.some(isFurnitureCue);

/** What markup settles beyond doubt. Of "body" and "boilerplate" it only gives evidence. */
export const labelByMarkup = ({ hint }: Line): RegionLabel | null =>
  hint === 'body' || hint === 'boilerplate' ? null : hint;
