/** Words that a document uses as names. */
import { BIT, classesOf } from './lexicon.ts';
import type { Word } from './reading.ts';

/** A capital that no start of a sentence, line or quotation explains. */
const INNER_CAPITAL = /(?<=[\p{Ll}\d,;] )\p{Lu}[\p{L}\p{M}-]+/gu;
const MONTH_OR_DAY =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)$/;

/** As the text writes them. `texts`: body sentences; a headline with a capital on every word would make names of them all. */
export function namesIn(texts: Iterable<string>): Set<string> {
  const names = new Set<string>();
  for (const text of texts)
    for (const [word] of text.matchAll(INNER_CAPITAL)) if (!MONTH_OR_DAY.test(word)) names.add(word);
  return names;
}

/** How many names, runs of capitals counting once. One capital at the start of the sentence proves nothing by itself. */
export function countNames(words: readonly Word[], names: ReadonlySet<string>): number {
  let count = 0;
  let inRun = false;
  for (const [i, { text }] of words.entries()) {
    const capital = /^\p{Lu}/u.test(text) && text !== 'I' && !MONTH_OR_DAY.test(text);
    const isName =
      capital &&
      (names.has(text) || (i > 0 ? !(classesOf(text.toLowerCase()) & BIT.functional) : isInitials(text)));
    if (isName && !inRun) count += 1;
    inRun = isName;
  }
  return count;
}

const isInitials = (text: string): boolean => /^\p{Lu}{2,}$/u.test(text);
