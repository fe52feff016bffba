/** Exact spans of a text, with enough around them to find them again in another copy. */
import { CodePoints, type Span } from './code-points.ts';

export interface Passage extends Span {
  exact: string;
  prefix: string;
  suffix: string;
}

/** Code points kept on each side. */
const CONTEXT = 32;

export const passageAt = (text: string, span: Span): Passage => passageIn(new CodePoints(text), span);

/** For callers that cut many passages from one text. Offsets outside the text are brought back into it. */
export function passageIn(points: CodePoints, span: Span): Passage {
  const start = within(points, span.start);
  const end = Math.max(start, within(points, span.end));
  return {
    start,
    end,
    exact: points.slice(start, end),
    prefix: points.slice(Math.max(0, start - CONTEXT), start),
    suffix: points.slice(end, Math.min(points.length, end + CONTEXT)),
  };
}

/** The first occurrence, character for character; null when the text does not hold it. */
export function findPassage(text: string, exact: string): Passage | null {
  if (!exact) return null;
  const unit = text.indexOf(exact);
  if (unit < 0) return null;
  const points = new CodePoints(text);
  return passageIn(points, points.spanOf(unit, unit + exact.length));
}

const within = (points: CodePoints, offset: number): number => Math.max(0, Math.min(offset, points.length));
