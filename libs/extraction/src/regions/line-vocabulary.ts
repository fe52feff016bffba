/** The words and marks by which a line is judged, each with what it asks to be looked at. */
import { HASH_START, hashOn } from '../learning/hash.ts';
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

export interface KnownWord {
  readonly small: string;
  /** Its letters hashed onto BEGINS_WORD. */
  readonly hash: number;
  readonly isFunction: boolean;
  /** Bits of the patterns of each list that are worth trying. */
  readonly cues: number;
  readonly appeals: number;
  readonly phrases: number;
  readonly wordings: number;
}

/** What the name of a word's feature begins with. */
export const BEGINS_WORD = hashOn(HASH_START, 'word ');

const asking = (piece: string): KnownWord => ({
  small: piece,
  hash: hashOn(BEGINS_WORD, piece),
  isFunction: FUNCTION_WORDS.has(piece),
  cues: CUES.asked.get(piece) ?? 0,
  appeals: APPEALS.asked.get(piece) ?? 0,
  phrases: PHRASES.asked.get(piece) ?? 0,
  wordings: WORDINGS.asked.get(piece) ?? 0,
});

const pieces = new Set([
  ...FUNCTION_WORDS,
  ...[CUES, APPEALS, PHRASES, WORDINGS].flatMap(({ asked }) => [...asked.keys()]),
]);
const known = new Map(Array.from(pieces, (piece) => [piece, asking(piece)]));
const beginnings = Array.from(known.values()).filter(({ small }) => small.length > 1 && small.endsWith('*'));

export const isFunctionWord = (small: string): boolean => FUNCTION_WORDS.has(small);

/** By any words, in small letters, or marks. */
export const knownPiece = (piece: string): KnownWord | undefined => known.get(piece);

/** By what begins like it. */
export const knownBeginning = (small: string): KnownWord | undefined =>
  beginnings.find((one) => small.startsWith(one.small.slice(0, -1)));

const pairOf = (first: number, second: number): number => ((first & 31) << 5) | (second & 31);
const firstPairs = new Uint8Array(1024);
for (const { small } of beginnings) firstPairs[pairOf(small.charCodeAt(0), small.charCodeAt(1))] = 1;

/** By the first two letters, in any case: whether `knownBeginning` is worth asking. */
export const mayBegin = (first: number, second: number): boolean => firstPairs[pairOf(first, second)] === 1;

/** Found by its hash, a word needs no string of its own. Open addressing; most places are free. */
const SLOTS = 4096;
const slots: (KnownWord | undefined)[] = Array.from({ length: SLOTS }, () => undefined);
for (const word of known.values()) {
  let slot = word.hash & (SLOTS - 1);
  while (slots[slot]) slot = (slot + 1) & (SLOTS - 1);
  slots[slot] = word;
}

/** The word that stands in the text from `at` to `end`, ASCII letters and digits in any case; `hash` as in KnownWord. */
export function knownAt(hash: number, text: string, at: number, end: number): KnownWord | undefined {
  for (let slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
    const word = slots[slot];
    if (!word || (word.hash === hash && standsAt(word.small, text, at, end))) return word;
  }
}

const SMALL = 32;

function standsAt(small: string, text: string, at: number, end: number): boolean {
  if (small.length !== end - at) return false;
  for (let i = 0; i < small.length; i++)
    if (small.charCodeAt(i) !== (text.charCodeAt(at + i) | SMALL)) return false;
  return true;
}
