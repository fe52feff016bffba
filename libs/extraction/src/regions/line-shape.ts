/** How a line of text looks: what the line classifier and the rules ask about it. */
import { cuesOf, hasDate } from './line-cues.ts';
import { LineWords } from './line-words.ts';

/** Nobody prints a longer line as furniture; what comes after it is not looked at. */
const LONGEST_READ = 4000;
const PROSE_WORDS = 12;
const PROSE_FUNCTION_SHARE = 0.25;

export interface LineShape {
  readonly text: string;
  readonly words: LineWords;
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
}

export function shapeOf(line: string): LineShape {
  const text = line.slice(0, LONGEST_READ).trim();
  const words = new LineWords(text);
  const { count, functions, capitals, digits, cues } = words;
  const lower = cues !== 0 || digits > 0 ? text.toLowerCase() : '';
  const functionShare = functions / Math.max(1, count);
  const terminated = TERMINATED.test(line.slice(-8).trimEnd());
  return {
    text,
    words,
    functionShare,
    capitalShare: capitals / Math.max(1, count),
    digitShare: digits / Math.max(1, text.length),
    terminated,
    prose: count >= PROSE_WORDS && functionShare > PROSE_FUNCTION_SHARE && terminated,
    cues: cuesOf(lower, cues),
    dated: digits > 0 && hasDate(lower),
  };
}

const TERMINATED = /[.!?…。！？؟۔]["”’')\]»」]*$/u;
