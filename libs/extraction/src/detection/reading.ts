/** A sentence read once: its words, their classes, and what its verbs assert. */
import { asciiLettersEnd, isMark, isUnclear, pastSpaces } from '../plain-characters.ts';
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
const [APOSTROPHE, HYPHEN] = [39, 45];

export function readSentence(text: string): Reading {
  const tokens: Word[] = [];
  const words: Word[] = [];
  let classes = 0;
  let before: Word | undefined;
  let end = 0;
  for (let at = pastSpaces(text, 0); at < text.length; at = pastSpaces(text, end)) {
    end = asciiEnd(text, at);
    if (end === at) {
      TOKEN.lastIndex = at;
      const match = TOKEN.exec(text);
      if (!match) break;
      at = match.index;
      end = at + match[0].length;
    }
    const token = tokenOf(formOf(text.slice(at, end)), at, before);
    tokens.push(token);
    if (token.isWord) words.push(token);
    classes |= token.classes;
    before = token;
  }
  const { facts, speechActs, reports } = assertionsOf(tokens);
  return { text, tokens, words, classes, facts, speechActs, reports };
}

/** Where the token at `at` ends if its ASCII characters alone show that; else `at`. */
function asciiEnd(text: string, at: number): number {
  if (isMark(text.charCodeAt(at))) return at + 1;
  const end = asciiLettersEnd(text, at);
  const next = text.charCodeAt(end);
  return isUnclear(next) || next === APOSTROPHE || next === HYPHEN ? at : end;
}

/** What a token is wherever it stands. */
type Form = Omit<Word, 'at'>;

/** A text repeats most of its words. Bounded: any text may come in. */
const seen = new Map<string, Form>();
const MOST_SEEN = 20_000;
const LONGEST_SEEN = 24;

function formOf(text: string): Form {
  const known = seen.get(text);
  if (known) return known;
  const small = text.toLowerCase();
  const lower = small.includes('’') ? small.replaceAll('’', "'") : small;
  const isNumber = /^\p{N}/u.test(text);
  const isLetters = /^[\p{L}\p{M}]/u.test(text);
  const form = {
    text,
    lower,
    classes: isLetters ? classesOf(lower) : 0,
    isWord: isNumber || isLetters,
    isNumber,
    // A script without capitals has no letter that differs from its small one.
    isCapital: isLetters && text[0] !== small[0],
  };
  if (seen.size >= MOST_SEEN) seen.clear();
  if (text.length <= LONGEST_SEEN) seen.set(text, form);
  return form;
}

function tokenOf(form: Form, at: number, before: Word | undefined): Word {
  const { text, lower, isWord, isNumber, isCapital } = form;
  const classes = form.classes ? classesHere(form, before) : 0;
  return { text, lower, at, classes, isWord, isNumber, isCapital };
}

const NEVER_NAMES = BIT.functional | BIT.determiner | BIT.pronoun | BIT.firstPerson | BIT.negation;
/** "more likely", "as soon as possible", "than expected": a measure, no guess. */
const MEASURING = new Set(['more', 'less', 'as', 'than', 'equally', 'so', 'how']);

/** What the word is among its neighbours. */
function classesHere({ text, lower, classes, isCapital }: Form, before: Word | undefined): number {
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
