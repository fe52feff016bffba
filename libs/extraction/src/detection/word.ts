/** A word as the detection of claims sees it, found once for all the places where it stands. */
import { hash32 } from '../learning/hash.ts';
import { classesOf } from './lexicon.ts';
import { TRAIT, traitsOf } from './traits.ts';
import { cuesOf, kindOf } from './word-features.ts';

export interface Word extends Key {
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

/**
 * By what a word is found again. Mostly that is its letters themselves: the text of the word that was found lies elsewhere in
 * memory, and reading it there would take longer than everything else.
 */
interface Key {
  /** The letters before the last five, six bits each; or what `back` is. */
  readonly front: number;
  /** The last five letters, six bits each; the code of a mark; or a hash of the text. */
  readonly back: number;
}
/** More ASCII letters, or others, are found by their text. */
export const MOST_LETTERS = 10;
export const [MARK, BY_TEXT] = [1 << 30, -1];
const FIVE_LETTERS = (1 << 30) - 1;
export const frontWith = (front: number, back: number): number =>
  ((front << 6) | (back >>> 24)) & FIVE_LETTERS;
export const backWith = (back: number, letter: number): number =>
  ((back << 6) | (letter & 63)) & FIVE_LETTERS;

/** A text repeats most of its words. Each has one place where it is remembered, and gives way to the next one there. */
const PLACES = 14;
const seen: (Word | undefined)[] = Array.from({ length: 1 << PLACES });
const LONGEST_SEEN = 24;

/** The word between the two places of the text, by itself. `back` is left to be found when it is found by its text. */
export function wordAt(text: string, start: number, end: number, front: number, letters: number): Word {
  const back = front === BY_TEXT ? hash32(text.slice(start, end)) | 0 : letters;
  const place = (Math.imul(front, 2_654_435_761) ^ Math.imul(back, 2_246_822_519)) >>> (32 - PLACES);
  const known = seen[place];
  if (
    known?.front === front &&
    known.back === back &&
    (front !== BY_TEXT || standsAt(known.text, text, start, end))
  )
    return known;
  const word = wordOf(text.slice(start, end), { front, back });
  if (end - start <= LONGEST_SEEN) seen[place] = word;
  return word;
}

function standsAt(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== text.charCodeAt(start + i)) return false;
  return true;
}

function wordOf(text: string, { front, back }: Key): Word {
  const isPlain = front !== MARK && front !== BY_TEXT;
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
  return withClasses({ front, back, traits, isWord, isNumber, isCapital, text, lower, hash }, classes);
}

/** They are no pronouns, and "May" in a name or a date is no modal. */
const NAMES_IN_CAPITALS = new Set(['US', 'IT', 'WHO']);
const isName = (text: string, lower: string): boolean =>
  lower === 'may' || (text.length > 1 && NAMES_IN_CAPITALS.has(text));

/** What no neighbour changes. */
export type Spelling = Omit<Word, 'classes' | 'kind' | 'cues'>;

/** The same word where its neighbours make something else of it. */
export function withClasses(spelling: Spelling, classes: number): Word {
  const { front, back, traits, isWord, isNumber, isCapital, text, lower, hash } = spelling;
  const kind = kindOf(spelling, classes, isCapital);
  const cues = cuesOf(spelling, classes);
  return { front, back, traits, classes, isWord, isNumber, isCapital, text, lower, hash, kind, cues };
}

/** A minus that a number follows changes the figure. */
export const asSign = (minus: Word): Word =>
  withClasses({ ...minus, traits: minus.traits | TRAIT.told }, minus.classes);
