/** Closed lists of words, asked by a word's small letters: a look-up is far cheaper than a pattern, and these are asked of every word. */
import type { Token } from './tokens.ts';

/** The list's words stand between white space. */
export const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

export const isOneOf = (token: Token | undefined, words: ReadonlySet<string>): boolean =>
  token !== undefined && words.has(token.lower);
