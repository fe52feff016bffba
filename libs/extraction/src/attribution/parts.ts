/** Parts of documents: "one entry", "a column headed “Reason”", "the last page". */
import { wordSet } from '../word-set.ts';
import type { Phrase } from './phrase.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';

export const PARTS = wordSet(
  `entry column row line section page clause paragraph passage footnote appendix annex slide sheet article heading caption
   note`,
);
const TIES = wordSet('of in from to by');

/** Whether the phrase is a part that does not say of what: not "an entry in the log". */
export const isPart = (tokens: readonly Token[], { noun, isName, head }: Phrase): boolean =>
  !isName && noun !== null && PARTS.has(noun.singular) && !isOneOf(tokens[head + 1], TIES);
