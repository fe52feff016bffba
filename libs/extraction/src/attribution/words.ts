/** What is known of a word wherever it stands. */
import { WordTable } from '../word-table.ts';
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
  /** Whether joined-names.ts has to look at it. */
  readonly joins: boolean;
}

const UPPER = /^\p{Lu}/u;
const NUMBER = /^\p{N}/u;
const WORD = /^[\p{L}\p{M}\p{N}]/u;

const table = new WordTable(lookedUp);

/** The word that stands from `start` to `end`, in UTF-16 units. */
export const wordAt = (sentence: string, start: number, end: number): Entry => table.at(sentence, start, end);

function lookedUp(piece: string): Entry {
  const possessive = piece.length > 2 && /['’]s$/iu.test(piece);
  const text = possessive ? piece.slice(0, -2) : piece;
  const lower = text.toLowerCase();
  const isCapital = text === '&' || UPPER.test(text);
  const verbs = reportingVerbs(lower);
  return {
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
