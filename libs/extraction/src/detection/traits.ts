/** What a word is by itself, whatever stands around it: found once for all its places. */
import { MONTH_OR_DAY } from './names.ts';
import { PHRASE_NAMES, PHRASES, wordsForPhrases } from './phrases.ts';

const LISTS = {
  /** Between two clauses. */
  breaks: ', ; : . ! ? … — – ( ) “ ” " « »',
  opensQuotation: '“ " «',
  closesQuotation: '” "',
  doubleQuote: '“ ” "',
  questionMark: '? ？ ؟',
  exclamationMark: '!',
  copyrightMark: '©',
  minus: '- −',
  /** The check-worthiness model sees them as it sees words. */
  likeWord: '$ € £ % ? !',
  /** "more likely", "as soon as possible", "than expected": a measure, no guess. */
  measuring: 'more less as than equally so how',
  asks: 'ask asks asked wonder wonders wondered',
  whether: 'whether if',
  /** Headlines leave them out, and no claim turns on them. */
  leftOut: 'the a an that has have had',
  currency: '$ € £',
  amount: `one two three four five six seven eight nine ten eleven twelve dozen dozens twenty thirty forty fifty hundred hundreds
    thousand thousands million millions billion billions trillion trillions percent half third quarter`,
} as const;
type ListName = keyof typeof LISTS;
// Object.keys gives string[]; the keys of this literal are exactly ListName.
const LIST_NAMES = Object.keys(LISTS) as ListName[];

/** By the lists; the key words of the phrases; and what is told by more than the word's letters. */
const ALL = [...LIST_NAMES, ...PHRASE_NAMES, 'self', 'told', 'fixed'] as const;

/** One bit for each. */
export const TRAIT = Object.fromEntries(ALL.map((name, i) => [name, 1 << i])) as Readonly<
  // fromEntries forgets the keys it was given.
  Record<(typeof ALL)[number], number>
>;

const LISTED = new Map<string, number>();
const list = (words: readonly string[], trait: number): void => {
  for (const word of words) LISTED.set(word, (LISTED.get(word) ?? 0) | trait);
};
for (const name of LIST_NAMES) list(LISTS[name].split(/\s+/), TRAIT[name]);
for (const name of PHRASE_NAMES) list(PHRASES[name].keys, TRAIT[name]);
const OF_PHRASES = PHRASE_NAMES.reduce((traits, name) => traits | TRAIT[name], 0);

const NUMBER_WORD =
  /^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\p{L}+)?|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|once|twice|half|quarter|third|first|second|double|triple|percent)$/u;
export const isNumberWord = (lower: string): boolean => NUMBER_WORD.test(lower);

/** A sum of TRAITs. `isPlain`: a word of ASCII letters. */
export function traitsOf(text: string, lower: string, isWord: boolean, isPlain: boolean): number {
  let traits = LISTED.get(lower) ?? 0;
  if (isNumberWord(lower) || MONTH_OR_DAY.has(text)) traits |= TRAIT.fixed;
  if (lower === 'i' || lower.startsWith("i'")) traits |= TRAIT.self;
  if (isWord && !(traits & TRAIT.leftOut)) traits |= TRAIT.told;
  if (isPlain) return traits;
  if (/[\p{N}\p{Sc}%−-]/u.test(lower)) traits |= TRAIT.fixed;
  if (/^[\p{Sc}%]/u.test(text)) traits |= TRAIT.told;
  for (const word of wordsForPhrases(text)) traits |= (LISTED.get(word) ?? 0) & OF_PHRASES;
  return traits;
}
