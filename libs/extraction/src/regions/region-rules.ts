/** What a line is besides body or furniture, by rules: headline, standfirst, caption, metadata; and lines that repeat. */
import type { RegionLabel } from '../types.ts';
import type { LineShape } from './line-shape.ts';
import { isDateLine, isFurnitureCue, type Line } from './line-features.ts';

/** A line this often in one document is a label of the page, whatever it says. */
const REPEATED = 3;
const LONGEST_METADATA_WORDS = 16;
const LONGEST_CAPTION_WORDS = 90;

const AGENCY = String.raw`(?:getty|reuters|afp|associated press|\bap\b|\bepa\b|\bpa\b|alamy|shutterstock|istock|bloomberg|xinhua|\bdpa\b|\bansa\b|handout|courtesy|file photo|supplied)`;
/** The credit of a picture, at the end of what is said about it or alone on its line. */
const CAPTION: readonly RegExp[] = [
  new RegExp(String.raw`[([/|][^()[\]]{0,60}${AGENCY}[^()[\]]{0,40}[)\]]?\s*$`, 'iu'),
  /[([](?:photo(?:graph)?s?|image|picture|pic|illustration|graphic|video|credit)\b[^()[\]]{0,80}[)\]]\s*$/iu,
  /\b(?:photo(?:graph)?|image|picture|illustration|video)(?: credit)?s?\s?(?::|by\s+\p{Lu})[^.]{0,60}$/iu,
  /^(?:photo(?:graph)?s?|image|picture|pictured|illustration|caption|file)(?: credit)?\s?[:：]/iu,
  /\bcredit\s?[:：][^.]{0,60}$/iu,
  new RegExp(String.raw`[©®]\s?(?!\s?(?:19|20)\d\d\b)[^.]{0,60}$`, 'iu'),
];
const BYLINE =
  /^(?:(?:story|words|text|report(?:ed|ing)?|written|posted|published|edited) )?by:?\s+\p{Lu}[\p{L}.'’-]*(?:[\s,&|·-]+(?:(?:and|in|for|at|de|van|von|bin|al|the)\b|\p{Lu}[\p{L}.'’-]*|\d+))*\s*$/u;
const DATELINE_LABEL =
  /^(?:(?:first |last )?(?:published|updated|posted|modified|created|issued|reviewed|date)\b|\d+ min(?:ute)?s? (?:read|ago)|(?:read(?:ing)? time))/iu;
const RIGHTS = /\ball rights reserved\b|[©®]\s?(?:19|20)\d\d|copyright\b/iu;

/** The label the line's own wording settles; null where the classifier decides. */
export function labelByWording(shape: LineShape, copies: number): RegionLabel | null {
  if (copies >= REPEATED && shape.key !== '') return 'boilerplate';
  if (RIGHTS.test(shape.text) && shape.words.length <= 40) return 'boilerplate';
  if (shape.words.length <= LONGEST_METADATA_WORDS && isMetadata(shape)) return 'metadata';
  if (shape.words.length <= LONGEST_CAPTION_WORDS && CAPTION.some((cue) => cue.test(shape.text)))
    return 'caption';
  return null;
}

function isMetadata(shape: LineShape): boolean {
  if (BYLINE.test(shape.text) || DATELINE_LABEL.test(shape.text)) return true;
  // A date with little around it, and no sentence: "Tuesday 4 March 2025, 10:15 GMT", not "The vote is on 4 March 2025."
  return isDateLine(shape.text) && !shape.terminated && shape.functionShare < 0.25;
}

/** The words of a title; shorter lines are the names of sites and sections, longer ones are text. */
const FEWEST_TITLE_WORDS = 4;
const MOST_TITLE_WORDS = 28;
const FEWEST_STANDFIRST_WORDS = 8;
const MOST_STANDFIRST_WORDS = 60;

/** The headline's line in a text without markup: the most prominent line before the first paragraph; null when there is none. */
export function findHeadline(shapes: readonly LineShape[], labels: readonly RegionLabel[]): number | null {
  const firstParagraph = shapes.findIndex(({ prose }, i) => prose && labels[i] === 'body');
  let best: number | null = null;
  let bestScore = 0;
  const until = firstParagraph < 0 ? Math.min(shapes.length, 8) : firstParagraph;
  for (let i = 0; i < until; i++) {
    const shape = shapes[i];
    if (!shape || !mayBeTitle(shape, labels[i])) continue;
    // Titles are longer than the labels around them and stand near the text, or at the very top.
    const score = Math.min(shape.words.length, 12) + (i === 0 ? 6 : 0) + 6 / (until - i);
    if (score > bestScore) [best, bestScore] = [i, score];
  }
  return best;
}

function mayBeTitle(shape: LineShape, label: RegionLabel | undefined): boolean {
  const count = shape.words.length;
  return (
    count >= FEWEST_TITLE_WORDS &&
    count <= MOST_TITLE_WORDS &&
    !/[.。;,:]$/u.test(shape.text) &&
    (label === 'body' || !isFurnitureCue(shape.text)) &&
    label !== 'caption' &&
    label !== 'metadata'
  );
}

/** The summary under a headline: one line, set off from the text by a byline or a date, or by having no full stop. */
export function isStandfirst(
  shapes: readonly LineShape[],
  labels: readonly RegionLabel[],
  headline: number,
): boolean {
  const shape = shapes[headline + 1];
  if (!shape || shape.words.length < FEWEST_STANDFIRST_WORDS || shape.words.length > MOST_STANDFIRST_WORDS)
    return false;
  if (labels[headline + 1] === 'caption' || labels[headline + 1] === 'metadata' || isFurnitureCue(shape.text))
    return false;
  return labels[headline + 2] === 'metadata' || !shape.terminated;
}

/** What markup settles beyond doubt. Of "body" and "boilerplate" it only gives evidence. */
export const labelByMarkup = ({ hint }: Line): RegionLabel | null =>
  hint === 'body' || hint === 'boilerplate' ? null : hint;
