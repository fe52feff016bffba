/** How a line of text looks: what the line classifier and the rules ask about it. */
import { isAsciiDigit } from '../plain-characters.ts';
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
  /** The words with "#" for each that has a digit. */
  readonly masked: readonly string[];
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
  const { words, masked, functions, capitals, digits } = wordsOf(text);
  const functionShare = functions / Math.max(1, words.length);
  const terminated = TERMINATED.test(line.slice(-8).trimEnd());
  return {
    text,
    words,
    masked,
    functionShare,
    capitalShare: capitals / Math.max(1, words.length),
    digitShare: digits / Math.max(1, text.length),
    terminated,
    prose: words.length >= PROSE_WORDS && functionShare > PROSE_FUNCTION_SHARE && terminated,
    cues: cuesOf(lower),
    dated: digits > 0 && hasDate(lower),
    key: words.join(' '),
  };
}

const TERMINATED = /[.!?…。！？؟۔]["”’')\]»」]*$/u;
const WORD = /[\p{L}\p{N}'’]+/gu;
const CAPITAL = /^\p{Lu}/u;
const DIGIT = /\d/;

function wordsOf(text: string) {
  const words: string[] = [];
  const masked: string[] = [];
  let functions = 0;
  let capitals = 0;
  let digits = 0;
  WORD.lastIndex = 0;
  for (let match = WORD.exec(text); match; match = WORD.exec(text)) {
    const [word] = match;
    const small = word.toLowerCase();
    words.push(small);
    if (FUNCTION_WORDS.has(small)) functions += 1;
    if (small !== word && CAPITAL.test(word)) capitals += 1;
    const own = digitsIn(word);
    digits += own;
    masked.push(own > 0 ? '#' : small);
  }
  return { words, masked, functions, capitals, digits };
}

function digitsIn(word: string): number {
  if (!DIGIT.test(word)) return 0;
  let count = 0;
  for (let i = 0; i < word.length; i++) if (isAsciiDigit(word.charCodeAt(i))) count += 1;
  return count;
}
