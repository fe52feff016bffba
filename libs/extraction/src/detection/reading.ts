/** A sentence read once: its words, their classes, and what its verbs assert. */
import { assertionsOf, type Assertions } from './assertions.ts';
import { classesOf } from './lexicon.ts';

export interface Word {
  readonly text: string;
  /** Small letters, ASCII apostrophes. */
  readonly lower: string;
  /** Where it begins, in UTF-16 units of the sentence. */
  readonly at: number;
  /** A sum of BITs; 0 for punctuation too. */
  readonly classes: number;
}

export interface Reading extends Assertions {
  readonly text: string;
  /** Words, numbers and single marks of punctuation, in order. */
  readonly tokens: readonly Word[];
  /** The tokens that are words or numbers. */
  readonly words: readonly Word[];
  /** The sum of all the words' classes: tells whether a class occurs at all. */
  readonly classes: number;
}

/** Letters with inner apostrophes and hyphens; numbers with separators; one mark of punctuation. */
const TOKEN = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|\p{N}+(?:[.,]\p{N}+)*%?|[^\s\p{L}\p{M}\p{N}]/gu;
const STARTS_WORD = /^[\p{L}\p{M}\p{N}]/u;

export function readSentence(text: string): Reading {
  const tokens: Word[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const lower = match[0].toLowerCase().replaceAll('’', "'");
    tokens.push({ text: match[0], lower, at: match.index, classes: classesOf(lower) });
  }
  const words = tokens.filter((token) => STARTS_WORD.test(token.text));
  const classes = words.reduce((sum, word) => sum | word.classes, 0);
  return { text, tokens, words, classes, ...assertionsOf(tokens) };
}

export const has = (reading: Reading, bits: number): boolean => (reading.classes & bits) !== 0;
export const countOf = ({ words }: Reading, bits: number): number =>
  words.reduce((count, { classes }) => (classes & bits ? count + 1 : count), 0);
