/** Sentences as spans: Intl.Segmenter decides, and rules join what it cuts at abbreviations, initials, quotes and list markers. */
import { CodePoints, type Span } from './code-points.ts';
import { commonBreaks } from './common-breaks.ts';
import { isMarkerOnly, itemStarts } from './enumerations.ts';
import { goesOn, innerStarts, mayBeginInside, REACH } from './sentence-rules.ts';
import type { Region, Sentence } from './types.ts';

const WINDOW = 2048;
const DEFAULT_LANGUAGE = 'en';

export const sentences = (text: string): Span[] => sentencesIn(new CodePoints(text));

/** For callers that have the text's code points already. `language` is BCP 47. */
export function sentencesIn(points: CodePoints, language = DEFAULT_LANGUAGE): Span[] {
  const endsOf = segmentsIn(language);
  const spans: Span[] = [];
  let offset = 0;
  // A line break always ends a sentence: extracted text has one paragraph or heading per line.
  for (const line of points.text.split('\n')) {
    for (const { start, end } of sentencesOfLine(line, endsOf))
      spans.push(points.spanOf(offset + start, offset + end));
    offset += line.length + 1;
  }
  return spans;
}

/** The sentences of a text cut into regions, in reading order, each with its region's label. `language` is BCP 47. */
export function sentencesOf(
  points: CodePoints,
  regions: readonly Region[],
  language = DEFAULT_LANGUAGE,
): Sentence[] {
  const found: Sentence[] = [];
  let at = 0;
  for (const { start, end } of sentencesIn(points, language)) {
    while ((regions[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at += 1;
    const region = regions[at];
    if (region && region.start <= start)
      found.push({ start, end, text: points.slice(start, end), label: region.label });
  }
  return found;
}

/** Gives where Intl.Segmenter's segments of a line end. */
type EndsOf = (line: string) => readonly number[];

function segmentsIn(language: string): EndsOf {
  const segmenter = segmenterFor(language);
  if (language !== DEFAULT_LANGUAGE) return (line) => askedEnds(line, segmenter);
  return (line) => (line.length <= WINDOW ? commonBreaks(line) : null) ?? askedEnds(line, segmenter);
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(isLanguageTag(language) ? language : DEFAULT_LANGUAGE, {
      granularity: 'sentence',
    });
    segmenters.set(language, segmenter);
  }
  return segmenter;
}

/** Pages declare all kinds of things as their language. */
function isLanguageTag(language: string): boolean {
  try {
    return Intl.Segmenter.supportedLocalesOf(language).length > 0;
  } catch {
    return false;
  }
}

/** In UTF-16 units of the line, as Intl.Segmenter counts. */
function sentencesOfLine(line: string, endsOf: EndsOf): Span[] {
  const items = itemStarts(line);
  const beginsItem = new Set(items);
  const joined: Span[] = [];
  for (const { start, end } of pieces(line, endsOf, items)) {
    const last = joined.at(-1);
    if (last && !beginsItem.has(start) && belongsTo(line, last, start, end)) last.end = end;
    else joined.push({ start, end });
  }
  return joined.map((span) => trimmed(line, span)).filter(({ start, end }) => end > start);
}

function belongsTo(line: string, last: Span, start: number, end: number): boolean {
  const before = line.slice(Math.max(last.start, last.end - REACH), last.end).trimEnd();
  if (before.length <= LONGEST_MARKER && last.end - last.start <= REACH && isMarkerOnly(before)) return true;
  return goesOn(before, line.slice(start, Math.min(end, start + REACH)).trimStart());
}

/** "• 12.)" */
const LONGEST_MARKER = 8;

/** Intl.Segmenter's segments, cut further where a sentence or the item of a list begins inside one. */
function pieces(line: string, endsOf: EndsOf, items: readonly number[]): Span[] {
  const found: Span[] = [];
  const isWhole = items.length === 0 && !mayBeginInside(line);
  let from = 0;
  let nextItem = 0;
  for (const end of endsOf(line)) {
    const start = from;
    const cuts = isWhole ? [] : innerStarts(line.slice(start, end)).map((unit) => start + unit);
    for (let item = items[nextItem]; item !== undefined && item < end; item = items[nextItem]) {
      if (item > start) cuts.push(item);
      nextItem += 1;
    }
    for (const cut of cuts.toSorted((a, b) => a - b)) {
      if (cut > from) found.push({ start: from, end: cut });
      from = cut;
    }
    found.push({ start: from, end });
    from = end;
  }
  return found;
}

/** Common characters without anything that could end a sentence but at the end: one segment, in every language. */
const WITHOUT_STOP = /^[ "-\-/->@-~“”‘’–—£€]+[.!?]?$/;

/**
 * Intl.Segmenter takes time that grows with the square of the text it is given, so a long line is fed to it window by
 * window. The last segment of a window may be cut short: the next window begins with it, and widens until it fits.
 */
function askedEnds(line: string, segmenter: Intl.Segmenter): number[] {
  if (WITHOUT_STOP.test(line)) return [line.length];
  const found: number[] = [];
  let start = 0;
  let width = WINDOW;
  while (start < line.length) {
    const window = line.slice(start, start + width);
    const from = start;
    const ends = Array.from(segmenter.segment(window), ({ index, segment }) => from + index + segment.length);
    const isLastWindow = start + width >= line.length;
    const sure = isLastWindow ? ends : ends.slice(0, -1);
    found.push(...sure);
    start = sure.at(-1) ?? start;
    width = sure.length ? WINDOW : width * 2;
  }
  return found;
}

function trimmed(line: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && line.charCodeAt(start) === SPACE) start += 1;
  while (start < end && line.charCodeAt(end - 1) === SPACE) end -= 1;
  if (isInk(line.charCodeAt(start)) && isInk(line.charCodeAt(end - 1))) return { start, end };
  const text = line.slice(start, end);
  return { start: end - text.trimStart().length, end: start + text.trimEnd().length };
}

const SPACE = 32;
/** ASCII, and no white space. */
const isInk = (code: number): boolean => code > SPACE && code < 127;
