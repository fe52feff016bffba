/** What is known of a word, a number or a mark wherever it stands: read when it is first seen, and kept for its next places. */
import { WordTable } from '../word-table.ts';
import { digitsValue, FRACTION_SIGNS, wordValue } from './numerals.ts';

export interface Word {
  readonly kind: 'word' | 'number' | 'mark' | 'date';
  readonly text: string;
  readonly lower: string;
  /** What digits or a number word are worth; null for all else, "1.2.3" and fraction signs among it. */
  readonly value: number | null;
  /** The bits of `wordClass` for the classes it belongs to. */
  readonly classes: number;
}

type Form = (word: Omit<Word, 'classes'>) => boolean;
const listed = new Map<string, number>();
const forms: { readonly bit: number; readonly has: Form }[] = [];
const MOST_CLASSES = 31;
let classesSoFar = 0;
let hasRead = false;

/**
 * A bit of `classes` for the words of the list, in lower case, and those of such a form: a word is looked up once, not at
 * every place where it stands. Classes can be joined with `|`. Only before the first word is read, which is kept without it.
 */
export function wordClass(list: Iterable<string>, has?: Form): number {
  if (classesSoFar === MOST_CLASSES) throw new RangeError('There is no bit left for a class of words.');
  if (hasRead) throw new Error('Words were read before all their classes were known.');
  const bit = 1 << classesSoFar;
  classesSoFar += 1;
  for (const word of list) listed.set(word, (listed.get(word) ?? 0) | bit);
  if (has) forms.push({ bit, has });
  return bit;
}

const table = new WordTable(read);

/** The word, number or mark from `start` to `end`, in UTF-16 units. */
export const wordAt = (sentence: string, start: number, end: number): Word => table.at(sentence, start, end);

function read(text: string): Word {
  hasRead = true;
  const kind = kindOf(text);
  const lower = text.toLowerCase();
  const value = kind === 'number' ? digitsValue(text) : kind === 'word' ? wordValue(lower) : null;
  const word = { kind, text, lower, value };
  let classes = listed.get(lower) ?? 0;
  for (const { bit, has } of forms) if (has(word)) classes |= bit;
  // Written out: V8 is slow to read objects that were made by a spread and one property more.
  return { kind, text, lower, value, classes };
}

const DIGIT = /^\p{Nd}/u;
const LETTER = /^\p{L}/u;

function kindOf(text: string): Word['kind'] {
  const code = text.charCodeAt(0);
  if ((code > 96 && code < 123) || (code > 64 && code < 91)) return 'word';
  if (code > 47 && code < 58) return 'number';
  if (code < 128) return 'mark';
  if (LETTER.test(text)) return 'word';
  return DIGIT.test(text) || FRACTION_SIGNS.includes(text) ? 'number' : 'mark';
}
