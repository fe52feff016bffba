/** Small words that join the words of one name: "Save the Children", "Jane van der Doe". */
import { wordSet } from '../word-set.ts';
import { isOneOf } from './word-sets.ts';
import type { Token } from './tokens.ts';

const INNER_WORDS = new Set(['the', 'Without', 'Against']);
const DEMANDED = new Set(['Save', 'Stop', 'Support', 'Help', 'Keep', 'Free', 'Protect', 'Reclaim', 'Feed']);
const NAME_PARTICLES = wordSet('van von de der del della di da dos du bin ibn al el la');

/** Whether the word is part of a name in some company. */
export const mayJoin = (text: string, lower: string): boolean =>
  NAME_PARTICLES.has(lower) || INNER_WORDS.has(text);

/** Makes the words at `joints`, which are all that may join, parts of the names around them. */
export function joinNames(tokens: Token[], joints: readonly number[]): void {
  // Each by its neighbours as they were read.
  const joined = joints.map((index) => joinedAt(tokens, index));
  for (const [position, index] of joints.entries()) {
    const token = joined[position];
    if (token) tokens[index] = token;
  }
}

/** The word as part of a name; null where it is none. */
function joinedAt(tokens: readonly Token[], index: number): Token | null {
  const token = tokens[index];
  if (!token) return null;
  if (isInnerWord(tokens, index)) return { ...token, isCapital: true, classes: 0 };
  return isParticle(tokens, index) ? { ...token, isCapital: true } : null;
}

/** "Save | the | Children", "Doctors | Without | Borders": part of the name of a body. */
function isInnerWord(tokens: readonly Token[], index: number): boolean {
  const text = tokens[index]?.text ?? '';
  const before = tokens[index - 1];
  return (
    INNER_WORDS.has(text) &&
    before?.isCapital === true &&
    tokens[index + 1]?.isCapital === true &&
    (text !== 'the' || DEMANDED.has(before.text))
  );
}

/** "Jane van der Doe", "Khaled al Masri": part of the name. */
function isParticle(tokens: readonly Token[], index: number): boolean {
  const particle = (at: number): boolean => isOneOf(tokens[at], NAME_PARTICLES);
  const isCapital = (at: number): boolean => tokens[at]?.isCapital === true;
  return (
    particle(index) &&
    (isCapital(index - 1) || particle(index - 1)) &&
    (isCapital(index + 1) || (particle(index + 1) && isCapital(index + 2)))
  );
}
