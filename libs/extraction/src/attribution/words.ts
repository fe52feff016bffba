/** What is known of a word wherever it stands. */
import { mayJoin } from './joined-names.ts';
import { reportingVerbs, type ReportingVerb } from './reporting-verbs.ts';
import { isSourceWord } from './sources.ts';
import { isMediaWord, speakerNoun, type SpeakerNoun } from './speaker-nouns.ts';
import { classesOf } from './word-classes.ts';

export interface Word {
  /** As it stands, without a possessive ending. */
  readonly text: string;
  readonly lower: string;
  readonly isWord: boolean;
  readonly isCapital: boolean;
  readonly isNumber: boolean;
  readonly possessive: boolean;
  /** Bits of word-classes.ts. */
  readonly classes: number;
  readonly noun: SpeakerNoun | null;
  readonly verbs: readonly ReportingVerb[];
  /** Whether it may tell who says something: a frame of frames.ts is looked for at no other word. */
  readonly isCue: boolean;
}

interface Entry extends Word {
  /** With its possessive ending. */
  readonly piece: string;
  /** Whether joined-names.ts has to look at it. */
  readonly joins: boolean;
}

const UPPER = /^\p{Lu}/u;
const NUMBER = /^\p{N}/u;
const WORD = /^[\p{L}\p{M}\p{N}]/u;

/**
 * Looking a word up costs more than reading it, and a text repeats most of its words. One word for each slot, so that no text
 * can make it grow; found by the letters as they stand in the sentence, so that a known word is not even cut out.
 */
const SLOTS = 1 << 15;
const seen = Array.from<Entry | undefined>({ length: SLOTS });
const LONGEST_SEEN = 24;

/** The word that stands from `start` to `end`, in UTF-16 units. */
export function wordAt(sentence: string, start: number, end: number): Entry {
  const slot = slotOf(sentence, start, end);
  const known = seen[slot];
  if (known?.piece.length === end - start && sentence.startsWith(known.piece, start)) return known;
  const word = lookedUp(sentence.slice(start, end));
  if (end - start <= LONGEST_SEEN) seen[slot] = word;
  return word;
}

/** By a hash of its units (FNV-1a). */
function slotOf(sentence: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ sentence.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}

function lookedUp(piece: string): Entry {
  const possessive = piece.length > 2 && /['’]s$/iu.test(piece);
  const text = possessive ? piece.slice(0, -2) : piece;
  const lower = text.toLowerCase();
  const isCapital = text === '&' || UPPER.test(text);
  const verbs = reportingVerbs(lower);
  return {
    piece,
    text,
    lower,
    // "Smith & Jones" is one name.
    isWord: text === '&' || WORD.test(text),
    isCapital,
    isNumber: NUMBER.test(text),
    possessive,
    classes: classesOf(text, lower),
    // "Reuters" is no plural.
    noun: isCapital && isMediaWord(lower) ? null : speakerNoun(lower),
    verbs,
    isCue: verbs.length > 0 || isSourceWord(lower),
    joins: mayJoin(text, lower),
  };
}
