/** A word as the detection of claims sees it, found once for all the places where it stands. */
import { hash32 } from '../learning/hash.ts';
import { classesOf } from './lexicon.ts';
import { TRAIT, traitsOf } from './traits.ts';
import { cuesOf, kindOf } from './word-features.ts';

export interface Word {
  readonly text: string;
  /** Small letters, ASCII apostrophes. */
  readonly lower: string;
  /** A sum of BITs, among its neighbours; 0 for punctuation too. */
  readonly classes: number;
  /** A sum of TRAITs. */
  readonly traits: number;
  /** A word or a number, no mark of punctuation. */
  readonly isWord: boolean;
  readonly isNumber: boolean;
  readonly isCapital: boolean;
  /** Of `lower`, as a signed integer. */
  readonly hash: number;
  /** What the check-worthiness model sees of it. */
  readonly kind: number;
  readonly cues: number;
}

/** A text repeats most of its words. Each has one place where it is remembered, and gives way to the next one that has the same. */
const seen: (Word | undefined)[] = Array.from({ length: 1 << 15 });
const LONGEST_SEEN = 24;

/** The word between the two places of the text, by itself. `hash`: of its UTF-16 units. */
export function wordAt(text: string, start: number, end: number, hash: number): Word {
  const place = (hash ^ (hash >>> 15)) & (seen.length - 1);
  const known = seen[place];
  if (known !== undefined && standsAt(known.text, text, start, end)) return known;
  const word = wordOf(text.slice(start, end));
  if (end - start <= LONGEST_SEEN) seen[place] = word;
  return word;
}

function standsAt(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== text.charCodeAt(start + i)) return false;
  return true;
}

function wordOf(text: string): Word {
  const small = text.toLowerCase();
  const lower = small.includes('’') ? small.replaceAll('’', "'") : small;
  const isNumber = /^\p{N}/u.test(text);
  const isLetters = /^[\p{L}\p{M}]/u.test(text);
  const isWord = isNumber || isLetters;
  // A script without capitals has no letter that differs from its small one.
  const isCapital = isLetters && text[0] !== small[0];
  const classes = isLetters && !(isCapital && isName(text, lower)) ? classesOf(lower) : 0;
  const traits = traitsOf(text, lower, isWord);
  const hash = hash32(lower) | 0;
  return withClasses({ text, lower, traits, isWord, isNumber, isCapital, hash }, classes);
}

/** They are no pronouns, and "May" in a name or a date is no modal. */
const NAMES_IN_CAPITALS = new Set(['US', 'IT', 'WHO']);
const isName = (text: string, lower: string): boolean =>
  lower === 'may' || (text.length > 1 && NAMES_IN_CAPITALS.has(text));

/** What no neighbour changes. */
export type Spelling = Omit<Word, 'classes' | 'kind' | 'cues'>;

/** The same word where its neighbours make something else of it. */
export function withClasses(spelling: Spelling, classes: number): Word {
  const { text, lower, traits, isWord, isNumber, isCapital, hash } = spelling;
  const kind = kindOf(spelling, classes, isCapital);
  const cues = cuesOf(spelling, classes);
  return { text, lower, classes, traits, isWord, isNumber, isCapital, hash, kind, cues };
}

/** A minus that a number follows changes the figure. */
export const asSign = (minus: Word): Word =>
  withClasses({ ...minus, traits: minus.traits | TRAIT.told }, minus.classes);
