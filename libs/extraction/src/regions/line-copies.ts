/** The words of a line as they stand in it, and how often a document repeats them. */
import { matchesOf } from '../matches.ts';
import type { LineShape } from './line-shape.ts';

const WORD = /[\p{L}\p{N}'’]+/gu;

/** In small letters; numbers as they stand. */
export const wordsOf = (line: string): string[] => matchesOf(WORD, line).map(([word]) => word.toLowerCase());

/** For each line how many of them have its words. */
export function copiesOf(shapes: readonly LineShape[]): number[] {
  const alike = new Map<number, number>();
  for (const { words } of shapes) alike.set(words.hash, (alike.get(words.hash) ?? 0) + 1);
  // Only where hashes meet do the words have to be put together.
  const keys = shapes.map(({ text, words }) =>
    alike.get(words.hash) === 1 ? null : wordsOf(text).join(' '),
  );
  const copies = new Map<string | null, number>();
  for (const key of keys) copies.set(key, (copies.get(key) ?? 0) + 1);
  return keys.map((key) => (key === null ? 1 : (copies.get(key) ?? 1)));
}
