/** The words of a line, read once, and what they and its marks ask to be looked at. */
import { HASH_START, hashEnd, hashOn } from '../learning/hash.ts';
import { isAsciiDigit, isAsciiLetter, isMark } from '../plain-characters.ts';
import { APPEALS } from './line-appeals.ts';
import { CUES } from './line-cues.ts';
import { PHRASES } from './line-imprint.ts';
import { WORDINGS } from './line-wordings.ts';

/** English words that carry a sentence and hardly occur in menus and lists of links. */
const FUNCTION_WORDS = new Set(
  `the of and a to in is was it for on that as with by he are at be this from or have an they which you were had not but
   his their has its one all would there been we more who will when no if can said about into out up she so than some
   other then only could what also after two time first may over new these like people`.split(/\s+/),
);

/** Which patterns of each list are worth trying. */
export interface Asked {
  readonly cues: number;
  readonly appeals: number;
  readonly phrases: number;
  readonly wordings: number;
}

export interface LineWord {
  /** In small letters. */
  readonly small: string;
  /** The word, or "#" for each that has a digit. */
  readonly masked: string;
  readonly digits: number;
  readonly isFunction: boolean;
  readonly isCapital: boolean;
  readonly asked: Asked;
  /** Of the feature "word …". */
  readonly hash: number;
  /** Of "words … ", which the next word goes on. */
  readonly begun: number;
}

interface LineReading {
  readonly words: readonly LineWord[];
  readonly functions: number;
  readonly capitals: number;
  readonly digits: number;
  readonly asked: Asked;
}

const WORD = /[\p{L}\p{N}'’]+/uy;
const CAPITAL = /^\p{Lu}/u;
const [APOSTROPHE, CURLY_APOSTROPHE] = [0x27, 0x2019];
const SPACE = 32;

export function readLine(text: string): LineReading {
  const words: LineWord[] = [];
  let [functions, capitals, digits] = [0, 0, 0];
  let [cues, appeals, phrases, wordings] = [0, 0, 0, 0];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === SPACE) {
      at += 1;
      continue;
    }
    const end = wordEnd(text, at);
    const word = end > at ? wordOf(text.slice(at, end)) : null;
    const asked = word?.asked ?? askedByMarks.get(code) ?? NOTHING;
    cues |= asked.cues;
    appeals |= asked.appeals;
    phrases |= asked.phrases;
    wordings |= asked.wordings;
    at = Math.max(end, at + 1);
    if (!word) continue;
    words.push(word);
    digits += word.digits;
    if (word.isFunction) functions += 1;
    if (word.isCapital) capitals += 1;
  }
  return { words, functions, capitals, digits, asked: { cues, appeals, phrases, wordings } };
}

/** Where the word at `at` ends; `at` itself when none begins there. */
function wordEnd(text: string, at: number): number {
  let end = at;
  let code = text.charCodeAt(end);
  while (isAsciiLetter(code) || isAsciiDigit(code) || code === APOSTROPHE || code === CURLY_APOSTROPHE) {
    end += 1;
    code = text.charCodeAt(end);
  }
  if (code <= 126 || isMark(code) || end === text.length) return end;
  WORD.lastIndex = at;
  return WORD.test(text) ? WORD.lastIndex : at;
}

/** Looking a word up costs more than reading it, and texts repeat most of their words. Bounded: any text may come in. */
const seen = new Map<string, LineWord>();
const MOST_SEEN = 20_000;
const LONGEST_SEEN = 24;

function wordOf(text: string): LineWord {
  const known = seen.get(text);
  if (known) return known;
  const word = lookedUp(text);
  if (seen.size >= MOST_SEEN) seen.clear();
  if (text.length <= LONGEST_SEEN) seen.set(text, word);
  return word;
}

const BEGINS_WORD = hashOn(HASH_START, 'word ');
const BEGINS_WORDS = hashOn(HASH_START, 'words ');

function lookedUp(text: string): LineWord {
  const small = text.toLowerCase();
  const digits = text.replaceAll(/\D/g, '').length;
  const masked = digits > 0 ? '#' : small;
  return {
    small,
    masked,
    digits,
    isFunction: FUNCTION_WORDS.has(small),
    isCapital: small !== text && CAPITAL.test(text),
    asked: {
      cues: CUES.askedBy(text),
      appeals: APPEALS.askedBy(text),
      phrases: PHRASES.askedBy(text),
      wordings: WORDINGS.askedBy(text),
    },
    hash: hashEnd(hashOn(BEGINS_WORD, masked)),
    begun: hashOn(hashOn(BEGINS_WORDS, masked), ' '),
  };
}

const LISTS = [CUES, APPEALS, PHRASES, WORDINGS];
const askedByMarks = new Map(
  LISTS.flatMap(({ marks }) =>
    marks.map((mark): [code: number, asked: Asked] => [
      mark.charCodeAt(0),
      {
        cues: CUES.askedByMark(mark),
        appeals: APPEALS.askedByMark(mark),
        phrases: PHRASES.askedByMark(mark),
        wordings: WORDINGS.askedByMark(mark),
      },
    ]),
  ),
);
const NOTHING: Asked = { cues: 0, appeals: 0, phrases: 0, wordings: 0 };
