/** Which stretches of one text stand in another: maximal runs of equal words, joined over small edits. */
import type { ShingledText } from './shingles.ts';

/** Word positions, ends exclusive. */
export interface Run {
  original: number;
  originalEnd: number;
  copy: number;
  copyEnd: number;
}

/** So many changed words between two runs are an edit inside one passage. */
const EDIT_WORDS = 8;
/** How many places of a repeated shingle are tried: keeps a text of one repeated word linear. */
const PLACES = 8;

/** In the order of the copy, without overlap in it. */
export function alignedRuns(original: ShingledText, copy: ShingledText): Run[] {
  const places = placesOf(original);
  const runs: Run[] = [];
  let position = 0;
  while (position < copy.shingles.length) {
    const starts = places.get(copy.shingles[position] ?? 0) ?? [];
    const run = longestRun(original, copy, starts, position, runs.at(-1)?.originalEnd ?? 0);
    if (!run) {
      position += 1;
      continue;
    }
    const last = runs.at(-1);
    if (last && isEdit(run.original - last.originalEnd) && isEdit(run.copy - last.copyEnd)) {
      last.originalEnd = run.originalEnd;
      last.copyEnd = run.copyEnd;
    } else runs.push(run);
    position = run.copyEnd;
  }
  return runs;
}

const isEdit = (gap: number): boolean => gap >= 0 && gap <= EDIT_WORDS;

function placesOf({ shingles }: ShingledText): Map<number, number[]> {
  const places = new Map<number, number[]>();
  shingles.forEach((shingle, position) => {
    const known = places.get(shingle);
    if (!known) places.set(shingle, [position]);
    else if (known.length < PLACES) known.push(position);
  });
  return places;
}

/** Of equally long runs the one that goes on where the last passage ended. */
function longestRun(
  original: ShingledText,
  copy: ShingledText,
  starts: readonly number[],
  position: number,
  expected: number,
): Run | null {
  let best: Run | null = null;
  for (const start of starts) {
    let length = 0;
    while (
      start + length < original.words.length &&
      position + length < copy.words.length &&
      original.words[start + length] === copy.words[position + length]
    )
      length += 1;
    // Two different shingles may share a hash, so the words decide.
    if (length < 5) continue;
    const run = {
      original: start,
      originalEnd: start + length,
      copy: position,
      copyEnd: position + length,
    };
    const gain = best ? length - (best.copyEnd - best.copy) : 1;
    const nearer = best !== null && Math.abs(start - expected) < Math.abs(best.original - expected);
    if (gain > 0 || (gain === 0 && nearer)) best = run;
  }
  return best;
}
