/** How far what stands around a place is what stood around the passage. */
import type { Passage } from '../passages.ts';
import { plainForm } from './plain-form.ts';
import type { Version } from './version.ts';

export interface Surroundings {
  /** Share of the passage's prefix, from its end, that stands before the place; 0 to 1. */
  readonly before: number;
  /** The same of its suffix, from its beginning. */
  readonly after: number;
  /** Both together, 0 to 2. */
  readonly context: number;
}

/** Plain units; a passage keeps 32 code points on each side. */
const WINDOW = 80;
/** At the edges of a text less is kept, and less says less. */
const FULL_LENGTH = 20;

export function agreement({ plain }: Version, passage: Passage, at: number, length: number): Surroundings {
  const prefix = plainForm(passage.prefix).text.trim();
  const suffix = plainForm(passage.suffix).text.trim();
  const left = plain.text.slice(Math.max(0, at - WINDOW), at).trimEnd();
  const right = plain.text.slice(at + length, at + length + WINDOW).trimStart();
  const before = left === prefix ? 1 : commonEnd(left, prefix) / Math.max(FULL_LENGTH, prefix.length);
  const after = right === suffix ? 1 : commonStart(right, suffix) / Math.max(FULL_LENGTH, suffix.length);
  return { before, after, context: before + after };
}

function commonStart(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
}

function commonEnd(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a.at(-1 - n) === b.at(-1 - n)) n += 1;
  return n;
}
