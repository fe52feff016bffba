/** Words that a document uses as names. */
import { matchesOf } from '../matches.ts';
import { BIT } from './lexicon.ts';
import type { Word } from './word.ts';

/** A capital that no start of a sentence, line or quotation explains. */
const INNER_CAPITAL = /(?<=[\p{Ll}\d,;] )\p{Lu}[\p{L}\p{M}-]+/gu;
export const MONTH_OR_DAY: ReadonlySet<string> = new Set(
  `January February March April May June July August September October November December
  Monday Tuesday Wednesday Thursday Friday Saturday Sunday`.split(/\s+/),
);

/** As the text writes them. `texts`: body sentences; a headline with a capital on every word would make names of them all. */
export function namesIn(texts: Iterable<string>): Set<string> {
  const names = new Set<string>();
  for (const text of texts)
    for (const [word] of matchesOf(INNER_CAPITAL, text)) if (!MONTH_OR_DAY.has(word)) names.add(word);
  return names;
}

/** How many names, runs of capitals counting once. One capital at the start of the sentence proves nothing by itself. */
export function countNames(words: readonly Word[], names: ReadonlySet<string>): number {
  let count = 0;
  let inRun = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const isName = word?.isCapital === true && word.text !== 'I' && isNamed(word, i === 0, names);
    if (isName && !inRun) count += 1;
    inRun = isName;
  }
  return count;
}

function isNamed({ text, classes }: Word, first: boolean, names: ReadonlySet<string>): boolean {
  if (names.has(text)) return true;
  if (MONTH_OR_DAY.has(text)) return false;
  // "NATO said", "The council": only the first is a name.
  return first ? text.length > 1 && text === text.toUpperCase() : !(classes & BIT.functional);
}
