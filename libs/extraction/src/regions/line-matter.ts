/**
 * Whether a line is of the same matter as the page. A teaser, an offer or a reader's comment may be worded like the
 * article; that hardly any of its words stand elsewhere in the running text is all that tells it.
 */
import { steps } from './line-features.ts';
import type { LineShape } from './line-shape.ts';

/** With less running text beside it, or fewer words of its own, nothing is said of a line. */
const FEWEST_OTHERS = 8;
const FEWEST_WORDS = 3;
const WORD_STEPS = [4, 8, 14];

/**
 * What it says for the body, as natural logarithms of odds: a row for each step of the number of words, then by how many of
 * them stand elsewhere. Against the body it is about what was counted of 904 lines of the development texts and of 361 lines
 * of furniture among them, less where the lines were few; for it little, since furniture is of the page's matter as well
 * where it leads on to the story's other articles.
 */
const ODDS: readonly (readonly number[])[] = [
  [-0.5, 0, 0.25],
  [-1.7, -0.8, 0, 0.25],
  [-3.2, -2.2, -1.6, -1, -0.3, 0.25],
  [-2.5, -2.5, -1.5, -0.5, 0, 0.25],
];

/** In an article people talk of other things too: a line that quotes or reports is never held against it. */
const REPORTS = /["“”]|\b(?:said|says?|told|according|added|asked)\b/i;

interface Stem {
  /** Of running text, in which it stands. */
  lines: number;
  lastLine: number;
}

/** For each line what is to be added to its log-odds; nothing for one that names somebody or something the others do. */
export function oddsOfMatter(shapes: readonly LineShape[]): number[] {
  const stems = stemsIn(shapes);
  const prose = shapes.filter((shape) => shape.prose).length;
  return shapes.map((shape, i) => {
    const own = shape.prose ? 1 : 0;
    if (prose - own < FEWEST_OTHERS) return 0;
    const { count, shared, isNamed } = sharing(shape, stems, own, shapes.length + i);
    if (count < FEWEST_WORDS) return 0;
    const row = ODDS[steps(WORD_STEPS, count)] ?? [];
    const odds = row[Math.min(shared, row.length - 1)] ?? 0;
    return odds < 0 && (isNamed || REPORTS.test(shape.text)) ? 0 : odds;
  });
}

function stemsIn(shapes: readonly LineShape[]): Map<number, Stem> {
  const stems = new Map<number, Stem>();
  for (const [i, { words, prose }] of shapes.entries())
    for (const hash of words.stems) {
      const stem = stems.get(hash);
      if (!stem) stems.set(hash, { lines: prose ? 1 : 0, lastLine: i });
      else if (stem.lastLine !== i) {
        stem.lastLine = i;
        if (prose) stem.lines += 1;
      }
    }
  return stems;
}

/** `own`: how many of a stem's lines are the line itself; `mark`: a number no other look at a line has. */
function sharing({ words }: LineShape, stems: Map<number, Stem>, own: number, mark: number) {
  let [count, shared] = [0, 0];
  for (const hash of words.stems) {
    const stem = stems.get(hash);
    if (!stem || stem.lastLine === mark) continue;
    stem.lastLine = mark;
    count += 1;
    if (stem.lines > own) shared += 1;
  }
  const isNamed = words.names.some((hash) => (stems.get(hash)?.lines ?? 0) > own);
  return { count, shared, isNamed };
}
