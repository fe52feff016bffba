/** Parts of documents: "one entry", "a column headed “Reason”", "the last page". */
import type { Phrase } from './phrase.ts';
import type { Token } from './tokens.ts';

export const PARTS =
  /^(?:entry|column|row|line|section|page|clause|paragraph|passage|footnote|appendix|annex|slide|sheet|article|heading|caption|note)$/;

/** Whether the phrase is a part that does not say of what: not "an entry in the log". */
export const isPart = (tokens: readonly Token[], { noun, isName, head }: Phrase): boolean =>
  !isName &&
  PARTS.test(noun?.singular ?? '') &&
  !/^(?:of|in|from|to|by)$/.test(tokens[head + 1]?.lower ?? '');
