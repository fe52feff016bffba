/** What a line is besides body or furniture, by rules: headline, standfirst, caption, metadata; and lines that repeat. */
import type { RegionLabel } from '../types.ts';
import type { LineShape } from './line-shape.ts';
import { isFurnitureCue } from './line-cues.ts';
import { isAppeal } from './line-appeals.ts';
import { isImprint } from './line-imprint.ts';
import type { Line } from './line-features.ts';

/** A line this often in one document is a label of the page, whatever it says. */
const REPEATED = 3;
const LONGEST_METADATA_WORDS = 16;
const LONGEST_CAPTION_WORDS = 90;

const AGENCY = String.raw`(?:getty|reuters|afp|associated press|\bap\b|\bepa\b|\bpa\b|alamy|shutterstock|istock|bloomberg|xinhua|\bdpa\b|\bansa\b|handout|courtesy|file photo|supplied)`;
/** The credit of a picture, at the end of what is said about it or alone on its line. */
const CAPTION: readonly RegExp[] = [
  new RegExp(String.raw`[([/|][^()[\]]{0,60}${AGENCY}[^()[\]]{0,40}[)\]]?\s*$`, 'iu'),
  /[([](?:photo(?:graph)?s?|image|picture|pic|illustration|graphic|video|credit)\b[^()[\]]{0,80}[)\]]\s*$/iu,
  /\b(?<!\bin )(?:photo(?:graph)?|image|picture|illustration|video)(?: credit)?s?(?:\s?:|\s(?:by|courtesy of|via)\s+(?:the\s)?)\s?\p{Lu}.{0,60}$/iu,
  /^(?:photo(?:graph)?s?|image|picture|pictured|illustration|caption|file)(?: credit)?\s?[:：]/iu,
  /\bcredit\s?[:：][^.]{0,60}$/iu,
  new RegExp(String.raw`[©®]\s?(?!\s?(?:19|20)\d\d\b)[^.]{0,60}$`, 'iu'),
];
/** Every caption has one of these, and most lines none: asked before the patterns, which are slower. */
const MAY_BE_CAPTION = /[([/|©®]|photo|image|pic|illustration|caption|graphic|file|video|credit/i;
const BYLINE =
  /^\(?(?:(?:[Ss]tory|[Ww]ords|[Tt]ext|[Rr]eport(?:ed|ing)?|[Ww]ritten|[Pp]osted|[Pp]ublished|[Ee]dited|[Ee]xclusive) )?(?:[Bb]y|BY):?\s+\p{Lu}[\p{L}.'’-]*(?:[\s,&|·-]+(?:(?:and|in|for|at|on|de|van|von|bin|al|the)\b|\p{Lu}[\p{L}.'’-]*|\d+))*\s*$/u;
const DATELINE_LABEL =
  /^(?:(?:first |last )?(?:published|updated|posted|modified|created|issued|reviewed|date)\b|\d+ min(?:ute)?s? (?:read|ago)|\d+ min(?:ute)?s? \d+ s(?:ec(?:ond)?s?)?$|(?:read(?:ing)? time))/iu;
const RIGHTS =
  /\ball rights reserved\b|[©®]\s?(?:copyright\s)?(?:19|20)\d\d|^[©®].*\b(?:(?:19|20)\d\d|ltd|limited|inc|llc|media|group)\b|copyright\b/iu;
/** Links in a row, the last of them the owner: "Terms | Products | © Owner". */
const FOOTER = /\s[|·]\s[^|·]{0,80}\s[|·]\s[^|·]{0,40}©/u;
const MAY_HAVE_RIGHTS = /[©®]|rights|copyright/i;
const CLOCK_TIME = /^\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?$/iu;

/** The label the line's own wording settles; null where the classifier decides. */
export function labelByWording(
  shape: LineShape,
  copies: number,
  hint: RegionLabel | null,
): RegionLabel | null {
  // Where markup has found the article, what repeats in it are its own tables and lists.
  if (copies >= REPEATED && shape.key !== '' && hint !== 'body') return 'boilerplate';
  if (shape.words.length <= LONGEST_LINK_WORDS && LINK_OR_PATH.test(shape.text)) return 'boilerplate';
  if (
    shape.words.length <= 40 &&
    MAY_HAVE_RIGHTS.test(shape.text) &&
    (RIGHTS.test(shape.text) || FOOTER.test(shape.text))
  )
    return 'boilerplate';
  if (shape.words.length <= LONGEST_APPEAL_WORDS && (isAppeal(shape.text) || isImprint(shape)))
    return 'boilerplate';
  if (shape.words.length <= LONGEST_LINK_WORDS && CREDIT.test(shape.text)) return 'metadata';
  if (shape.words.length <= LONGEST_METADATA_WORDS && isMetadata(shape)) return 'metadata';
  const mayBeCaption = shape.words.length <= LONGEST_CAPTION_WORDS && MAY_BE_CAPTION.test(shape.text);
  return mayBeCaption && CAPTION.some((cue) => cue.test(shape.text)) ? 'caption' : null;
}

/** Links to other articles inside this one, and the path of the page in its site. */
const LINK_OR_PATH =
  /^\W*(?:related|recommended|(?:see|read|watch|listen)(?: more| also| next| this)?|also(?: read| see)?|more|up next|don['’]t miss|play(?: video| audio)?|in pictures|trending|tags?|topics?|categor(?:y|ies)|keywords|filed under)\s?[:：]\s?\S|^\S[^.]{0,60}\s[>›»→]\s\S|^click (?:here|to)\b/iu;
const LONGEST_LINK_WORDS = 30;
const LONGEST_APPEAL_WORDS = 40;
/** What a name is followed by when it stands alone. */
const AUTHOR_ROLE =
  /\b(?:writer|reporter|correspondent|editor|contributor|columnist|staff|newsroom|bureau|agencies|wire services?)$/iu;

/** Who else worked on the text, and where else it stood. */
const CREDIT =
  /^\W*(?:additional |with )?(?:reporting|writing|editing|contributions?) by\b|\b(?:republished|reprinted|reproduced)\b.{0,30}\bpermission\b|\bcontributed (?:reporting|to this (?:report|story|article))\b|\bfirst (?:appeared|published) (?:in|on|at|by)\b/iu;

function isMetadata(shape: LineShape): boolean {
  if (BYLINE.test(shape.text) || DATELINE_LABEL.test(shape.text) || CLOCK_TIME.test(shape.text)) return true;
  if (shape.words.length <= 9 && shape.capitalShare > 0.6 && AUTHOR_ROLE.test(shape.text)) return true;
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
  let score = Math.min(shape.words.length, 8) / 4;
  if (shape.words.length > USUAL_TITLE_WORDS) score -= 1.5;
  // Titles say something; menus only name.
  if (shape.functionShare > 0) score += 1;
  if (labelsBelow.includes('metadata')) score += 2;
  return score;
}

function mayBeTitle(shape: LineShape, label: RegionLabel | undefined): boolean {
  const count = shape.words.length;
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
  shape.words.length >= FEWEST_STANDFIRST_WORDS &&
  shape.words.length <= MOST_STANDFIRST_WORDS &&
  label !== 'caption' &&
  label !== 'metadata' &&
  !shape.cues.some(isFurnitureCue);

/** What markup settles beyond doubt. Of "body" and "boilerplate" it only gives evidence. */
export const labelByMarkup = ({ hint }: Line): RegionLabel | null =>
  hint === 'body' || hint === 'boilerplate' ? null : hint;
