/** Which lines of a text are the article: a line classifier learnt from pages, smoothed along the text, and rules. */
import { lengthOf } from '../code-points.ts';
import { sigmoid, type LogisticModel } from '../learning/logistic.ts';
import { unpackModel } from '../learning/packed-model.ts';
import type { Region, RegionLabel } from '../types.ts';
import { copiesOf } from './line-copies.ts';
import { lineLogits, type Line } from './line-features.ts';
import { oddsOfMatter } from './line-matter.ts';
import { MARKED_UP, PLAIN } from './line-model.ts';
import { isFurnitureCue } from './line-cues.ts';
import { shapeOf, type LineShape } from './line-shape.ts';
import { findHeadline, standfirstLength, labelByMarkup, labelByWording } from './region-rules.ts';

/**
 * The body begins at this score. It is low because a lost paragraph is a lost claim, and lower still where markup has told
 * the article from the page already.
 */
const BODY_FROM = { markedUp: 0.25, plain: 0.45 };
/** How much likelier a line is to be of its neighbour's kind than of the other, as a logarithm; the best of five, out of fold. */
const ADHESION = 0.75;
/** The certainty given to what a rule decides. */
const RULE_SCORE = 900;

export interface LineModels {
  /** For lines with hints from markup. */
  readonly markedUp: LogisticModel;
  readonly plain: LogisticModel;
}

const models: LineModels = { markedUp: unpackModel(MARKED_UP), plain: unpackModel(PLAIN) };

/**
 * `lines` are the canonical text cut at its line feeds; offsets count code points of that text. Blank lines belong to no
 * region, so neighbours with one label make one region across them.
 */
export function labelRegions(lines: readonly Line[], using: LineModels = models): Region[] {
  const isFilled = lines.map(({ text }) => text.trim() !== '');
  const filled = lines.filter((_, i) => isFilled[i]);
  const judged = judgeLines(filled, using);
  const regions: { start: number; end: number; label: RegionLabel; score: number }[] = [];
  let offset = 0;
  let next = 0;
  for (const [i, { text }] of lines.entries()) {
    const start = offset;
    const end = start + lengthOf(text);
    offset = end + 1;
    const line = isFilled[i] ? judged[next++] : undefined;
    if (!line) continue;
    const last = regions.at(-1);
    if (last?.label === line.label) {
      last.end = end;
      // A region is as sure as the least sure of its lines.
      last.score = Math.min(last.score, line.score);
    } else regions.push({ start, end, label: line.label, score: line.score });
  }
  return regions;
}

/** For text that comes without markup. */
export const labelText = (text: string): Region[] =>
  labelRegions(text.split('\n').map((line) => ({ text: line, hint: null })));

interface Judged {
  readonly label: RegionLabel;
  readonly score: number;
  /** A rule decided, not the classifier. */
  readonly isRuled?: true;
}

function judgeLines(lines: readonly Line[], using: LineModels): Judged[] {
  const shapes = lines.map(({ text }) => shapeOf(text));
  const markedUp = lines.some(({ hint }) => hint !== null);
  const scores = markedUp ? scoresByMarkup(lines, shapes, using) : scoresByWording(lines, shapes, using);
  const from = markedUp ? BODY_FROM.markedUp : BODY_FROM.plain;
  const copies = copiesOf(shapes);
  const judged = lines.map((line, i): Judged => {
    const shape = shapes[i];
    const score = scores[i] ?? 0;
    const rule = labelByMarkup(line) ?? (shape ? labelByWording(shape, copies[i] ?? 1, line.hint) : null);
    if (rule !== null) return { label: rule, score: RULE_SCORE, isRuled: true };
    return score >= from
      ? { label: 'body', score: Math.round(1000 * score) }
      : { label: 'boilerplate', score: Math.round(1000 * (1 - score)) };
  });
  return markedUp
    ? withTitle(shapes, judged)
    : withLead(shapes, withTitle(shapes, withPasted(shapes, judged)));
}

/** In words: "He was fined £400." may be a caption or a teaser. */
const SHORTEST_LEAD = 8;

/**
 * A lead of one sentence stands between headline and text, where the classifier sees furniture on one side: the line right
 * before the first prose is text if it ends like a sentence and no rule or cue says otherwise.
 */
function withLead(shapes: readonly LineShape[], judged: readonly Judged[]): Judged[] {
  const first = judged.findIndex(({ label }, i) => label === 'body' && shapes[i]?.prose === true);
  const lead = judged[first - 1];
  const shape = shapes[first - 1];
  const isLead =
    shape?.terminated === true &&
    shape.words.count >= SHORTEST_LEAD &&
    !shape.cues.some(isFurnitureCue) &&
    lead?.label === 'boilerplate' &&
    lead.isRuled !== true;
  return isLead ? judged.with(first - 1, { label: 'body', score: 1000 - lead.score }) : [...judged];
}

/** A text of so few lines has no page around it, which is what the classifier knows an article by. */
const PASTED_LINES = 6;
const FEWEST_WORDS = 4;

/** A few sentences that somebody pasted: where nothing passes for an article, what ends like a sentence is the text. */
function withPasted(shapes: readonly LineShape[], judged: readonly Judged[]): readonly Judged[] {
  if (judged.length > PASTED_LINES || judged.some(({ label }) => label === 'body')) return judged;
  return judged.map((one, i) => {
    const shape = shapes[i];
    const isSentence =
      shape?.terminated && shape.words.count >= FEWEST_WORDS && (shape.cues.length === 0 || shape.prose);
    return one.label === 'boilerplate' && isSentence ? { label: 'body', score: 1000 - one.score } : one;
  });
}

/** Finds headline and standfirst by rule where markup has not named them. */
function withTitle(shapes: readonly LineShape[], judged: readonly Judged[]): Judged[] {
  const labels = judged.map(({ label }) => label);
  const marked = labels.indexOf('headline');
  const headline = marked < 0 ? findHeadline(shapes, labels) : marked;
  if (headline === null) return [...judged];
  const result = [...judged];
  result[headline] = { label: 'headline', score: RULE_SCORE };
  if (labels.includes('standfirst')) return result;
  const length = standfirstLength(shapes, labels, headline);
  result.fill({ label: 'standfirst', score: RULE_SCORE }, headline + 1, headline + 1 + length);
  return result;
}

type Scores = (lines: readonly Line[], shapes: readonly LineShape[], using: LineModels) => number[];

/** How likely each line is to belong to the body, 0 to 1. */
const scoresByMarkup: Scores = (lines, shapes, { markedUp }) =>
  smoothed(lineLogits(lines, shapes, markedUp)).map(sigmoid);

/** Where no markup has told the page's other matters from the article, its words have to. */
const scoresByWording: Scores = (lines, shapes, { plain }) => {
  const matter = oddsOfMatter(shapes);
  // After the neighbours have been heard: what a line is about says nothing of the lines beside it.
  return smoothed(lineLogits(lines, shapes, plain)).map((odds, i) => sigmoid(odds + (matter[i] ?? 0)));
};

/** A chain of two states, summed forward and backward: every line hears what the lines on both sides say. */
function smoothed(logits: readonly number[]): number[] {
  const forward: number[] = [];
  for (const [i, own] of logits.entries())
    forward.push(i === 0 ? 0 : passed((forward[i - 1] ?? 0) + (logits[i - 1] ?? own)));
  const result: number[] = Array.from({ length: logits.length }, () => 0);
  let backward = 0;
  for (let i = logits.length - 1; i >= 0; i--) {
    const own = logits[i] ?? 0;
    result[i] = own + (forward[i] ?? 0) + backward;
    backward = passed(own + backward);
  }
  return result;
}

/** What a line's log-odds mean for its neighbour: never more than ADHESION to either side. */
const passed = (logOdds: number): number => {
  const certain = Math.max(-30, Math.min(30, logOdds));
  return Math.log((Math.exp(certain + ADHESION) + 1) / (Math.exp(certain) + Math.exp(ADHESION)));
};
