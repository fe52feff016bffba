/** How a line of text looks: what the line classifier and the rules ask about it. */
import { cuesOf, hasDate } from './line-cues.ts';
import { readLine, type Asked, type LineWord } from './line-words.ts';

/** Nobody prints a longer line as furniture; what comes after it is not looked at. */
const LONGEST_READ = 4000;
const PROSE_WORDS = 12;
const PROSE_FUNCTION_SHARE = 0.25;

export interface LineShape {
  readonly text: string;
  /** Small letters; numbers as they stand. */
  readonly words: readonly string[];
  readonly read: readonly LineWord[];
  /** Which wordings its words and marks make worth looking for. */
  readonly asked: Asked;
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
  const { words: read, functions, capitals, digits, asked } = readLine(text);
  const words = read.map(({ small }) => small);
  const isRead = asked.cues !== 0 || digits > 0;
  const lower = isRead ? text.toLowerCase() : '';
  const functionShare = functions / Math.max(1, words.length);
  const terminated = TERMINATED.test(line.slice(-8).trimEnd());
  return {
    text,
    words,
    read,
    asked,
    functionShare,
    capitalShare: capitals / Math.max(1, words.length),
    digitShare: digits / Math.max(1, text.length),
    terminated,
    prose: words.length >= PROSE_WORDS && functionShare > PROSE_FUNCTION_SHARE && terminated,
    cues: cuesOf(lower, asked.cues),
    dated: digits > 0 && hasDate(lower),
    key: words.join(' '),
  };
}

const TERMINATED = /[.!?…。！？؟۔]["”’')\]»」]*$/u;
