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
  /** A word or a number, no mark of punctuation. */
  readonly isWord: boolean;
  readonly isNumber: boolean;
  readonly isCapital: boolean;
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

/** Letters with inner apostrophes and hyphens (1); numbers with separators (2); one mark of punctuation. */
const TOKEN = /([\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*)|(\p{N}+(?:[.,]\p{N}+)*%?)|[^\s\p{L}\p{M}\p{N}]/gu;

export function readSentence(text: string): Reading {
  const tokens: Word[] = [];
  const words: Word[] = [];
  let classes = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const token = tokenOf(match);
    tokens.push(token);
    if (token.isWord) words.push(token);
    classes |= token.classes;
  }
  return { text, tokens, words, classes, ...assertionsOf(tokens) };
}

function tokenOf({ 0: text, 1: letters, 2: number, index }: RegExpExecArray): Word {
  const isNumber = number !== undefined;
  const isWord = isNumber || letters !== undefined;
  const small = text.toLowerCase();
  const lower = small.includes('’') ? small.replaceAll('’', "'") : small;
  return {
    text,
    lower,
    at: index,
    classes: letters === undefined ? 0 : classesOf(lower),
    isWord,
    isNumber,
    // A script without capitals has no letter that differs from its small one.
    isCapital: letters !== undefined && text[0] !== small[0],
  };
}

export const has = (reading: Reading, bits: number): boolean => (reading.classes & bits) !== 0;
export const countOf = ({ words }: Reading, bits: number): number =>
  words.reduce((count, { classes }) => (classes & bits ? count + 1 : count), 0);
