/** Which lines of two versions of a text correspond: longer lines that occur once in each, the rest between them (patience diff). */
import { plainForm } from './plain-form.ts';

export interface Line {
  /** UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
  /** In plain form, without spaces at its ends. */
  readonly key: string;
}

export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const key = plainForm(line).text.trim();
    if (key !== '') lines.push({ start, end: start + line.length, key });
    start += line.length + 1;
  }
  return lines;
}

export interface Alignment {
  /** For each line of the old text the same line of the new one, or null: changed, gone, or there more than once. */
  readonly newLineOf: readonly (number | null)[];
  /** For each old line the lines of the new text, exclusive on both sides, between which it can only lie if nothing was moved. */
  readonly between: readonly (readonly [after: number, before: number])[];
  /** New lines that stand in the old text word for word: none of them is an edited form of another old line. */
  readonly known: ReadonlySet<number>;
}

export function alignLines(oldLines: readonly Line[], newLines: readonly Line[]): Alignment {
  const oldAt = singleLines(oldLines);
  const newAt = singleLines(newLines);
  const newLineOf = oldLines.map(({ key }, i) => (oldAt.get(key) === i ? (newAt.get(key) ?? null) : null));
  const oldKeys = new Set(oldLines.map(({ key }) => key));
  const known = new Set(newLines.flatMap(({ key }, i) => (oldKeys.has(key) ? [i] : [])));
  return { newLineOf, between: intervals(newLineOf, newLines.length), known };
}

/** Shorter lines ("He denied it.") go and come again elsewhere. */
const SHORTEST_LANDMARK = 30;

/** Where each key that occurs only once occurs; -1 stands for more than once and matches nothing. */
function singleLines(lines: readonly Line[]): Map<string, number> {
  const at = new Map<string, number>();
  for (const [i, { key }] of lines.entries()) at.set(key, at.has(key) ? -1 : i);
  for (const [key, i] of at) if (i < 0 || key.length < SHORTEST_LANDMARK) at.delete(key);
  return at;
}

function intervals(newLineOf: readonly (number | null)[], count: number): [number, number][] {
  const kept = longestRise(newLineOf);
  const result: [number, number][] = newLineOf.map(() => [-1, count]);
  let after = -1;
  for (const [i, interval] of result.entries()) {
    interval[0] = after;
    if (kept.has(i)) after = newLineOf[i] ?? after;
  }
  let before = count;
  for (let i = result.length - 1; i >= 0; i--) {
    const interval = result[i];
    if (interval) interval[1] = before;
    if (kept.has(i)) before = newLineOf[i] ?? before;
  }
  return result;
}

/** The old lines of the longest run of matches that keeps its order: the others were moved. */
function longestRise(newLineOf: readonly (number | null)[]): Set<number> {
  /** For each length the old line at which a rise of that length ends lowest. */
  const ends: number[] = [];
  const previous = new Map<number, number>();
  for (const [i, value] of newLineOf.entries()) {
    if (value === null) continue;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((newLineOf[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    const before = ends[low - 1];
    if (before !== undefined) previous.set(i, before);
    ends[low] = i;
  }
  const kept = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous.get(at)) kept.add(at);
  return kept;
}

/** The line that holds, or ends at, this unit; the last one before it when it lies between lines. */
export function lineAt(lines: readonly Line[], unit: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((lines[middle]?.start ?? 0) <= unit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
