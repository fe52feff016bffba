/** Closed lists of words (`wordSet`), asked by a word's small letters: a look-up is far cheaper than a pattern, and these are asked of every word. */
import type { Token } from './tokens.ts';

export const isOneOf = (token: Token | undefined, words: ReadonlySet<string>): boolean =>
  token !== undefined && words.has(token.lower);
