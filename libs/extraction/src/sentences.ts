/** Sentences as spans: Intl.Segmenter decides, and a few rules join what it cuts at abbreviations, initials and quotes. */
import { CodePoints, type Span } from './code-points.ts';

const words = (list: string): Set<string> => new Set(list.split(/\s+/));

/** A full stop after one of these never ends a sentence. */
const ALWAYS_GOES_ON = words(
  'mr mrs ms mx dr prof st gen col lt sgt capt maj adm gov sen rep rev hon pres mme mlle messrs vs cf e.g i.e approx',
);
/** A full stop after one of these may end a sentence; it does not before a number or a small letter. */
const MAY_END = words(
  'no nos fig figs vol pp p art sec para ch inc ltd co corp jr sr dept univ est ed etc a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec',
);
/** After "U.S." and the like, these words begin a sentence; any other capital is taken to go on ("the U.S. Senate"). */
const OPENERS = words(
  'the a an in on at it he she we they but and this that these those for as if when i you his her its their there by to after since while before our my both some no',
);
/** How far back a rule may look: keeps joining linear however long the joined sentence grows. */
const REACH = 80;

const WINDOW = 2048;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

export const sentences = (text: string): Span[] => sentencesIn(new CodePoints(text));

/** For callers that have the text's code points already. */
export function sentencesIn(points: CodePoints): Span[] {
  const spans: Span[] = [];
  let offset = 0;
  // A line break always ends a sentence: extracted text has one paragraph or heading per line.
  for (const line of points.text.split('\n')) {
    for (const { start, end } of sentencesOfLine(line))
      spans.push(points.spanOf(offset + start, offset + end));
    offset += line.length + 1;
  }
  return spans;
}

/** In UTF-16 units of the line, as Intl.Segmenter counts. */
function sentencesOfLine(line: string): Span[] {
  const joined: Span[] = [];
  for (const { start, end } of segmentsOf(line)) {
    const last = joined.at(-1);
    const before = last ? line.slice(Math.max(last.start, last.end - REACH), last.end).trimEnd() : '';
    if (last && goesOn(before, line.slice(start, Math.min(end, start + REACH)).trimStart())) last.end = end;
    else joined.push({ start, end });
  }
  return joined.map((span) => trimmed(line, span)).filter(({ start, end }) => end > start);
}

/**
 * Intl.Segmenter takes time that grows with the square of the text it is given, so a long line is fed to it window by
 * window. The last segment of a window may be cut short: the next window begins with it, and widens until it fits.
 */
function* segmentsOf(line: string): Generator<Span> {
  let start = 0;
  let width = WINDOW;
  while (start < line.length) {
    const window = line.slice(start, start + width);
    const ends = [...segmenter.segment(window)].map(({ index, segment }) => start + index + segment.length);
    const isLastWindow = start + width >= line.length;
    const sure = isLastWindow ? ends : ends.slice(0, -1);
    for (const end of sure) {
      yield { start, end };
      start = end;
    }
    width = sure.length ? WINDOW : width * 2;
  }
}

function goesOn(before: string, after: string): boolean {
  if (!after) return true;
  const startsSmall = /^["“‘'([]*[\p{Ll}\d]/u.test(after);
  if (/[!?.…]["”’')\]]+$/u.test(before) && /^\p{Ll}/u.test(after)) return true; // “Stop!” he said
  if (/(?:\.\s?\.\s?\.|…)["”’')\]]*$/u.test(before) && /^["“‘'(]*\p{Ll}/u.test(after)) return true;
  if (/^[.…]/u.test(after)) return true; // the rest of a spaced ellipsis

  const stopped = /(?:^|[^\p{L}.])(\p{L}+(?:\.\p{L}+)*)\.$/u.exec(before)?.[1];
  if (stopped === undefined) return false;
  const word = stopped.toLowerCase();
  if (ALWAYS_GOES_ON.has(word)) return true;
  if (MAY_END.has(word)) return startsSmall;
  if (/^\p{Lu}$/u.test(stopped)) return stopped !== 'I' && /^[\p{Lu}\p{Ll}]/u.test(after); // an initial: "J. Doe"
  if (/^\p{L}(?:\.\p{L})+$/u.test(stopped)) return startsSmall || !OPENERS.has(firstWord(after));
  return false;
}

const firstWord = (text: string): string => /\p{L}+/u.exec(text.slice(0, REACH))?.[0].toLowerCase() ?? '';

function trimmed(line: string, { start, end }: Span): Span {
  const text = line.slice(start, end);
  return { start: end - text.trimStart().length, end: start + text.trimEnd().length };
}
