/** A sentence read once: its words, their classes, and what its verbs assert. */
import { asciiLettersEnd, isMark, isUnclear } from '../plain-characters.ts';
import { assertionsOf, type Assertions } from './assertions.ts';
import { BIT } from './lexicon.ts';
import { PHRASES, type PhraseName } from './phrases.ts';
import { TRAIT } from './traits.ts';
import { asSign, withClasses, wordAt, type Word } from './word.ts';

export interface Reading extends Assertions {
  readonly text: string;
  /** Words, numbers and single marks of punctuation, in order. */
  readonly tokens: readonly Word[];
  /** The tokens that are words or numbers. */
  readonly words: readonly Word[];
  /** Where the first token begins, in UTF-16 units. */
  readonly start: number;
  /** The sum of all the words' classes: tells whether a class occurs at all. */
  readonly classes: number;
  /** The same of the tokens' traits. */
  readonly traits: number;
}

/** Letters with inner apostrophes and hyphens; numbers with separators; one mark of punctuation: all but white space. */
const TOKEN = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|\p{N}+(?:[.,]\p{N}+)*%?|[^\s\p{L}\p{M}\p{N}]/uy;
const NUMERAL = /\p{N}/uy;
const [SPACE, APOSTROPHE, HYPHEN] = [32, 39, 45];

export function readSentence(text: string): Reading {
  const tokens: Word[] = [];
  const words: Word[] = [];
  let start = 0;
  let classes = 0;
  let traits = 0;
  let before: Word | undefined;
  let at = 0;
  while (at < text.length) {
    if (text.charCodeAt(at) === SPACE) {
      at += 1;
      continue;
    }
    const end = tokenEnd(text, at);
    if (end === at) {
      at += 1;
      continue;
    }
    if (!before) start = at;
    const token = amongNeighbours(wordAt(text, at, end), before, text, end);
    tokens.push(token);
    if (token.isWord) words.push(token);
    classes |= token.classes;
    traits |= token.traits;
    before = token;
    at = end;
  }
  const { facts, speechActs } = assertionsOf(tokens, traits);
  return { text, tokens, words, start, classes, traits, facts, speechActs };
}

/** `at` itself when white space stands there. */
function tokenEnd(text: string, at: number): number {
  if (isMark(text.charCodeAt(at))) return at + 1;
  const end = asciiLettersEnd(text, at);
  const next = end < text.length ? text.charCodeAt(end) : SPACE;
  if (end > at && !isUnclear(next) && next !== APOSTROPHE && next !== HYPHEN) return end;
  TOKEN.lastIndex = at;
  return TOKEN.test(text) ? TOKEN.lastIndex : at;
}

/** `end`: of the word in the text. */
function amongNeighbours(word: Word, before: Word | undefined, text: string, end: number): Word {
  if (word.traits & TRAIT.minus) return isNumeral(text, end) ? asSign(word) : word;
  if (!word.classes) return word;
  const classes = classesHere(word, before);
  return classes === word.classes ? word : withClasses(word, classes);
}

function isNumeral(text: string, at: number): boolean {
  NUMERAL.lastIndex = at;
  return NUMERAL.test(text);
}

const NEVER_NAMES = BIT.functional | BIT.determiner | BIT.pronoun | BIT.firstPerson | BIT.negation;

/** What the word is among its neighbours. */
function classesHere({ lower, classes, isCapital }: Word, before: Word | undefined): number {
  if (!before) return classes;
  // "Great Yarmouth", "Will Finch": in the middle of a sentence a capital makes a name.
  if (isCapital && before.isWord) return classes & NEVER_NAMES;
  if (classes & BIT.maybe && before.traits & TRAIT.measuring) return classes & ~BIT.maybe;
  // "the will of the people"
  if (lower === 'will' && before.classes & BIT.determiner && !(before.classes & BIT.pronoun)) return 0;
  return classes;
}

export const has = (reading: Reading, bits: number): boolean => (reading.classes & bits) !== 0;

/** Without a key word of the phrases there can be none of them. */
export const says = ({ text, traits }: Reading, phrases: PhraseName): boolean =>
  (traits & TRAIT[phrases]) !== 0 && PHRASES[phrases].pattern.test(text);
