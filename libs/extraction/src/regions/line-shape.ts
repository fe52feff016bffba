/** How a line of text looks: what the line classifier and the rules ask about it. */

import { cuesOf, hasDate } from './line-cues.ts';

/** English words that carry a sentence and hardly occur in menus and lists of links. */
const FUNCTION_WORDS = new Set(
  `the of and a to in is was it for on that as with by he are at be this from or have an they which you were had not but
   his their has its one all would there been we more who will when no if can said about into out up she so than some
   other then only could what also after two time first may over new these like people`.split(/\s+/),
);
/** Nobody prints a longer line as furniture; what comes after it is not looked at. */
const LONGEST_READ = 4000;
const PROSE_WORDS = 12;
const PROSE_FUNCTION_SHARE = 0.25;

export interface LineShape {
  readonly text: string;
  /** Small letters; numbers as they stand. */
  readonly words: readonly string[];
  /** Shares of the words, 0 to 1. */
  readonly functionShare: number;
  readonly capitalShare: number;
  /** Share of the characters, 0 to 1. */
  readonly digitShare: number;
  /** Ends like a sentence. */
  readonly terminated: boolean;
  /** Reads like running text. */
  readonly prose: boolean;
  /** Names of what its words say about its part in the page. */
  readonly cues: readonly string[];
  /** Holds a date or an age ("2 hours ago"). */
  readonly dated: boolean;
  /** Letters and digits only, small: equal for lines that repeat each other. */
  readonly key: string;
}

export function shapeOf(line: string): LineShape {
  const text = line.slice(0, LONGEST_READ).trim();
  const lower = text.toLowerCase();
  const words = text.match(/[\p{L}\p{N}'’]+/gu) ?? [];
  const small = words.map((word) => word.toLowerCase());
  const shareOf = (count: number, whole: number): number => count / Math.max(1, whole);
  const functionShare = shareOf(small.filter((word) => FUNCTION_WORDS.has(word)).length, words.length);
  const terminated = /[.!?…。！？؟۔]["”’')\]»」]*$/u.test(line.slice(-8).trimEnd());
  return {
    text,
    words: small,
    functionShare,
    capitalShare: shareOf(words.filter((word) => /^\p{Lu}/u.test(word)).length, words.length),
    digitShare: shareOf((text.match(/\d/g) ?? []).length, text.length),
    terminated,
    prose: words.length >= PROSE_WORDS && functionShare > PROSE_FUNCTION_SHARE && terminated,
    cues: cuesOf(lower),
    dated: hasDate(lower),
    key: small.join(' '),
  };
}
