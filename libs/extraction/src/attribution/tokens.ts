/** Words and marks of one sentence, with what the closed word classes say about each. */
import { classesOf } from './word-classes.ts';

export interface Token {
  /** As it stands, without a possessive ending. */
  readonly text: string;
  readonly lower: string;
  /** UTF-16 units into the sentence; `end` leaves a possessive ending out. */
  readonly start: number;
  readonly end: number;
  readonly isWord: boolean;
  readonly isCapital: boolean;
  readonly isNumber: boolean;
  readonly possessive: boolean;
  /** Bits of word-classes.ts. */
  readonly classes: number;
}

/** Initials, numbers, words with inner hyphens and apostrophes, or one mark; in that order of preference. */
const PIECE =
  /(?:\p{L}\.){2,}|\p{Lu}\.(?= ?\p{Lu})|\p{N}+(?:[.,]\p{N}+)*(?:-?[\p{L}\p{M}][\p{L}\p{M}\p{N}-]*)?|[\p{L}\p{M}](?:[\p{L}\p{M}\p{N}&_]|[-'’](?=\p{L}))*|[^\s\p{L}\p{M}\p{N}]/gu;
const ABBREVIATED = new Set(
  'mr mrs ms dr prof st gen col lt sgt capt maj gov sen rep rev hon inc ltd co corp jr sr'.split(' '),
);
const UPPER = /^\p{Lu}/u;
const NUMBER = /^\p{N}/u;
const WORD = /^[\p{L}\p{M}\p{N}]/u;

export function tokenise(sentence: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: piece, index } of sentence.matchAll(PIECE)) {
    const last = tokens.at(-1);
    // The full stop of "Dr." belongs to the word, or it would end the name.
    if (piece === '.' && last?.end === index && ABBREVIATED.has(last.lower) && last.isCapital) continue;
    tokens.push(tokenOf(piece, index));
  }
  return tokens;
}

function tokenOf(piece: string, start: number): Token {
  const possessive = piece.length > 2 && /['’]s$/iu.test(piece);
  const text = possessive ? piece.slice(0, -2) : piece;
  const lower = text.toLowerCase();
  const isNumber = NUMBER.test(text);
  return {
    text,
    lower,
    start,
    end: start + text.length,
    // "Smith & Jones" is one name.
    isWord: text === '&' || WORD.test(text),
    isCapital: text === '&' || UPPER.test(text),
    isNumber,
    possessive,
    classes: classesOf(text, lower),
  };
}
