/** One pass over a sentence: its words, their classes, and which of its verbs assert that something happened. */
import { BIT, classesOf } from './lexicon.ts';

export interface Word {
  readonly text: string;
  /** Small letters, ASCII apostrophes. */
  readonly lower: string;
  /** Where it begins, in UTF-16 units of the sentence. */
  readonly at: number;
  /** A sum of BITs; 0 for punctuation too. */
  readonly classes: number;
}

export interface Reading {
  readonly text: string;
  /** Words, numbers and single marks of punctuation, in order. */
  readonly tokens: readonly Word[];
  /** The tokens that are words or numbers. */
  readonly words: readonly Word[];
  /** The sum of all the words' classes: tells whether a class occurs at all. */
  readonly classes: number;
  /** Past and perfect verbs that assert: none after a modal or an "if", no reporting verb, no verb of feeling. */
  readonly facts: number;
  /** Speech acts and reporting verbs whose subject is somebody else than "I" or "we". */
  readonly speechActs: number;
  readonly reports: number;
}

/** Letters with inner apostrophes and hyphens; numbers with separators; one mark of punctuation. */
const TOKEN = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|\p{N}+(?:[.,]\p{N}+)*%?|[^\s\p{L}\p{M}\p{N}]/gu;
const STARTS_WORD = /^[\p{L}\p{M}\p{N}]/u;
const BREAK = /^[,;:.!?…—–()“”"«»]$/u;

export function readSentence(text: string): Reading {
  const tokens: Word[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const lower = match[0].toLowerCase().replaceAll('’', "'");
    tokens.push({ text: match[0], lower, at: match.index, classes: classesOf(lower) });
  }
  const words = tokens.filter((token) => STARTS_WORD.test(token.text));
  const classes = words.reduce((sum, word) => sum | word.classes, 0);
  return { text, tokens, words, classes, ...assertionsOf(tokens) };
}

const UNREAL = BIT.norm | BIT.future | BIT.maybe;
const NOT_ASSERTED = BIT.reporting | BIT.speechAct | BIT.mental;

/** Walks along the clauses: what a modal or an "if" governs did not happen. */
function assertionsOf(tokens: readonly Word[]): Pick<Reading, 'facts' | 'speechActs' | 'reports'> {
  const found = { facts: 0, speechActs: 0, reports: 0 };
  let unreal = false;
  let conditional = false;
  let before: Word | undefined;
  for (const word of tokens) {
    const { classes } = word;
    if (BREAK.test(word.lower) || classes & BIT.clause)
      unreal = conditional = conditional && !BREAK.test(word.lower);
    if (classes & BIT.condition && !(before && before.classes & BIT.reporting)) unreal = conditional = true;
    if (classes & UNREAL) unreal = true;
    if (!unreal && isVerbAfter(before, word)) {
      if (classes & BIT.speechAct) found.speechActs += 1;
      else if (classes & BIT.reporting) found.reports += 1;
      else if (classes & BIT.past && !(classes & NOT_ASSERTED)) found.facts += 1;
    }
    before = word;
  }
  return found;
}

/** No adjective ("the proposed scheme"), no infinitive ("to cut"), and nothing that "I" or "we" say ourselves. */
function isVerbAfter(before: Word | undefined, word: Word): boolean {
  if (!before) return true;
  if (before.lower === 'to') return false;
  if (before.classes & BIT.firstPerson && word.classes & (BIT.reporting | BIT.speechAct)) return false;
  return !(before.classes & BIT.determiner) || (before.classes & BIT.pronoun) !== 0;
}

export const has = (reading: Reading, bits: number): boolean => (reading.classes & bits) !== 0;
export const countOf = ({ words }: Reading, bits: number): number =>
  words.reduce((count, { classes }) => (classes & bits ? count + 1 : count), 0);
