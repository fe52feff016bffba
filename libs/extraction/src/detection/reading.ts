/** A sentence read once: its words, their classes, and what its verbs assert. */
import { assertionsOf, type Assertions } from './assertions.ts';
import { BIT, classesOf } from './lexicon.ts';

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
    const token = tokenOf(match, tokens.at(-1));
    tokens.push(token);
    if (token.isWord) words.push(token);
    classes |= token.classes;
  }
  return { text, tokens, words, classes, ...assertionsOf(tokens) };
}

function tokenOf({ 0: text, 1: letters, 2: number, index }: RegExpExecArray, before: Word | undefined): Word {
  const isNumber = number !== undefined;
  const small = text.toLowerCase();
  const lower = small.includes('’') ? small.replaceAll('’', "'") : small;
  // A script without capitals has no letter that differs from its small one.
  const isCapital = letters !== undefined && text[0] !== small[0];
  return {
    text,
    lower,
    at: index,
    classes: letters === undefined ? 0 : classesHere(text, lower, isCapital, before),
    isWord: isNumber || letters !== undefined,
    isNumber,
    isCapital,
  };
}

const NEVER_NAMES = BIT.functional | BIT.determiner | BIT.pronoun | BIT.firstPerson | BIT.negation;
/** "more likely", "as soon as possible", "than expected": a measure, no guess. */
const MEASURING = new Set(['more', 'less', 'as', 'than', 'equally', 'so', 'how']);

/** What the word is among its neighbours. */
function classesHere(text: string, lower: string, isCapital: boolean, before: Word | undefined): number {
  const classes = classesOf(lower);
  if (!classes) return 0;
  if (isCapital && (lower === 'may' || (text.length > 1 && NAMES_IN_CAPITALS.has(text)))) return 0;
  // "Great Yarmouth", "Will Finch": in the middle of a sentence a capital makes a name.
  if (isCapital && before?.isWord) return classes & NEVER_NAMES;
  if (classes & BIT.maybe && before && MEASURING.has(before.lower)) return classes & ~BIT.maybe;
  // "the will of the people"
  if (lower === 'will' && before && before.classes & BIT.determiner && !(before.classes & BIT.pronoun))
    return 0;
  return classes;
}
/** They are no pronouns. */
const NAMES_IN_CAPITALS = new Set(['US', 'IT', 'WHO']);

export const has = (reading: Reading, bits: number): boolean => (reading.classes & bits) !== 0;
export const countOf = ({ words }: Reading, bits: number): number =>
  words.reduce((count, { classes }) => (classes & bits ? count + 1 : count), 0);
