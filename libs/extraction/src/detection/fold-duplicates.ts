/** One claim that a document makes twice: a repeated paragraph, or a headline that says what a sentence says. */
import type { Sentence } from '../types.ts';
import { BIT } from './lexicon.ts';
import { MONTH_OR_DAY } from './names.ts';
import { readSentence, type Reading, type Word } from './reading.ts';

/** Of the longer sentence's words, the share that the shorter must have: the rest is "…, police said" or "on Tuesday". */
const CONTAINED = 0.75;
/** Shorter ones are equal or different; "nearly equal" says nothing about them. */
const FEWEST_WORDS = 6;
/** How many of the latest sentences with the same names and figures one is compared with: keeps long tables linear. */
const COMPARED_WITH = 40;

/** Headlines leave them out, and no claim turns on them. */
const LEFT_OUT = new Set(['the', 'a', 'an', 'that', 'has', 'have', 'had']);

interface Wording {
  readonly key: string;
  readonly words: readonly Word[];
}

/**
 * Groups of indices into `sentences`, in order of their first sentence; every index is in exactly one group. Sentences
 * are one claim when their words are equal, or when one holds the other's words unbroken and little more, of which
 * nothing is a name, a figure, a date, a negation or a hedge. `names`: of `namesIn`; `readings`, one for each sentence,
 * for callers that have them.
 */
export function foldDuplicates(
  sentences: readonly Sentence[],
  names: ReadonlySet<string>,
  readings: readonly Reading[] = sentences.map(({ text }) => readSentence(text)),
): number[][] {
  const lowerNames = new Set([...names].map((name) => name.toLowerCase()));
  const groups: number[][] = [];
  const byKey = new Map<string, number[]>();
  const byFixed = new Map<string, { wording: Wording; group: number[] }[]>();
  for (const [at, reading] of readings.entries()) {
    const wording = wordingOf(reading);
    const fixed = wording.words.filter((word) => isFixed(word, lowerNames)).map(({ lower }) => lower);
    const alike = fixed.length ? (byFixed.get(fixed.join(' ')) ?? []) : [];
    const near = alike.slice(-COMPARED_WITH).find((other) => isNear(wording, other.wording));
    const group = byKey.get(wording.key) ?? near?.group ?? [];
    if (!group.length) groups.push(group);
    group.push(at);
    byKey.set(wording.key, group);
    alike.push({ wording, group });
    if (fixed.length) byFixed.set(fixed.join(' '), alike);
  }
  return groups;
}

function wordingOf({ tokens }: Reading): Wording {
  const told = tokens.filter((token, i) => isTold(token, tokens[i + 1]));
  // A text of marks alone equals only itself.
  const words = told.length ? told : tokens;
  return { key: words.map(({ lower }) => lower).join(' '), words };
}

/** Words, and the marks that change a figure: currencies, percent, and a minus before a number. */
function isTold({ text, lower, at, isWord }: Word, next: Word | undefined): boolean {
  if (isWord) return !LEFT_OUT.has(lower);
  if (/^[\p{Sc}%]/u.test(text)) return true;
  return /^[-−]$/.test(text) && next !== undefined && next.isNumber && next.at === at + 1;
}

const NUMBER_WORD =
  /^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\p{L}+)?|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|once|twice|half|quarter|third|first|second|double|triple|percent)$/u;
export const isNumberWord = (lower: string): boolean => NUMBER_WORD.test(lower);

/** Negations, hedges, modals and comparisons: with one more of them it is another claim. */
export const isLimiting = ({ classes }: Word): boolean =>
  (classes &
    (BIT.negation |
      BIT.hedge |
      BIT.maybe |
      BIT.future |
      BIT.norm |
      BIT.condition |
      BIT.comparison |
      BIT.notPast)) !==
  0;

/** What two wordings of one claim must have alike and in the same order. */
const isFixed = (word: Word, names: ReadonlySet<string>): boolean =>
  /[\p{N}\p{Sc}%−-]/u.test(word.lower) ||
  isNumberWord(word.lower) ||
  MONTH_OR_DAY.has(word.text) ||
  names.has(word.lower) ||
  isLimiting(word);

/** The fixed words are known to be the same. */
function isNear(a: Wording, b: Wording): boolean {
  const [shorter, longer] = a.words.length <= b.words.length ? [a, b] : [b, a];
  if (shorter.words.length < FEWEST_WORDS || shorter.words.length < CONTAINED * longer.words.length)
    return false;
  return ` ${longer.key} `.includes(` ${shorter.key} `);
}
