/** The numbers that a text names, as it writes them: for telling whether two wordings name the same ones. */
import { readSentence } from './reading.ts';
import { isNumberWord } from './traits.ts';

/** With its sign, currency and unit where they are written together: "-5", "£3bn", "15%". */
const NUMERAL = /(?:\p{Sc}|(?<![\p{L}\p{N}])[-−])?\p{N}+(?:[.,]\p{N}+)*(?:%|\p{L}+)?/gu;

export const numbersIn = (text: string): string[] => [
  ...(text.match(NUMERAL) ?? []),
  ...readSentence(text).words.flatMap(({ lower }) => (isNumberWord(lower) ? [lower] : [])),
];
