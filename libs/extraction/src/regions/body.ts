import { CodePoints } from '../code-points.ts';
import type { Region } from '../types.ts';

/** The text with everything but the article's body blanked out: offsets, in code points, stay those of the text. */
export function bodyOf(text: string, regions: readonly Pick<Region, 'label' | 'start' | 'end'>[]): string {
  const points = new CodePoints(text);
  const pieces: string[] = [];
  let at = 0;
  for (const { label, start, end } of regions) {
    if (label !== 'body') continue;
    pieces.push(' '.repeat(Math.max(0, start - at - 1)), start > at ? '\n' : '', points.slice(start, end));
    at = end;
  }
  pieces.push(' '.repeat(points.length - at));
  return pieces.join('');
}
