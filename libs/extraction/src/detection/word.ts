/** A word as the detection of claims sees it, found once for all the places where it stands. */
import { hash32 } from '../learning/hash.ts';
import { WordTable } from '../word-table.ts';
import { asciiLettersEnd } from '../plain-characters.ts';
import { classesOf } from './lexicon.ts';
import { TRAIT, traitsOf } from './traits.ts';
import { cuesOf, kindOf } from './word-features.ts';

export interface Word {
  /** A sum of TRAITs. */
  readonly traits: number;
  /** A sum of BITs, among its neighbours; 0 for punctuation too. */
  readonly classes: number;
  /** A word or a number, no mark of punctuation. */
  readonly isWord: boolean;
  readonly isNumber: boolean;
  readonly isCapital: boolean;
  readonly text: string;
  /** Small letters, ASCII apostrophes. */
  readonly lower: string;
  /** Of `lower`, as a signed integer. */
  readonly hash: number;
  /** What the check-worthiness model sees of it. */
  readonly kind: number;
  readonly cues: number;
}

const table = new WordTable(wordOf);

/** The word between the two places of the text, in UTF-16 units, by itself. */
export const wordAt = (text: string, start: number, end: number): Word => table.at(text, start, end);

function wordOf(text: string): Word {
  const isPlain = asciiLettersEnd(text, 0) === text.length;
  const small = text.toLowerCase();
  const lower = !isPlain && small.includes('’') ? small.replaceAll('’', "'") : small;
  const isNumber = !isPlain && /^\p{N}/u.test(text);
  const isLetters = isPlain || /^[\p{L}\p{M}]/u.test(text);
  const isWord = isNumber || isLetters;
  // A script without capitals has no letter that differs from its small one.
  const isCapital = isLetters && text[0] !== small[0];
  const classes = isLetters && !(isCapital && isName(text, lower)) ? classesOf(lower) : 0;
  const traits = traitsOf(text, lower, isWord, isPlain);
  const hash = hash32(lower) | 0;
  return withClasses({ traits, isWord, isNumber, isCapital, text, lower, hash }, classes);
}

/** They are no pronouns, and "May" in a name or a date is no modal. */
const NAMES_IN_CAPITALS = new Set(['US', 'IT', 'WHO']);
const isName = (text: string, lower: string): boolean =>
  lower === 'may' || (text.length > 1 && NAMES_IN_CAPITALS.has(text));

/** What no neighbour changes. */
export type Spelling = Omit<Word, 'classes' | 'kind' | 'cues'>;

/** The same word where its neighbours make something else of it. */
export function withClasses(spelling: Spelling, classes: number): Word {
  const { traits, isWord, isNumber, isCapital, text, lower, hash } = spelling;
  const kind = kindOf(spelling, classes, isCapital);
  const cues = cuesOf(spelling, classes);
  return { traits, classes, isWord, isNumber, isCapital, text, lower, hash, kind, cues };
}

/** A minus that a number follows changes the figure. */
export const asSign = (minus: Word): Word =>
  withClasses({ ...minus, traits: minus.traits | TRAIT.told }, minus.classes);
