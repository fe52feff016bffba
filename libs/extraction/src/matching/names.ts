/** Names in English text by their capitals: enough to tell which texts speak of the same people, places and bodies. */
import { matchesOf } from '../matches.ts';
import { folded } from './stems.ts';

/** A run of capitalised words; small words may stand inside ("Bank of England"). */
const RUN =
  /\p{Lu}[\p{L}\p{M}\p{N}’'-]*(?:(?: (?:of|for|the|de|la|van|von|bin|al|and))? \p{Lu}[\p{L}\p{M}\p{N}’'-]*|[.&]\p{Lu}+)*/gu;

/** What stands before the first word of a sentence. */
const OPENS = /(?:^|[.!?:“"‘(\n])\s*$/u;

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Capitalised because a sentence begins, or parts of the calendar. */
const NO_NAMES = list(
  `a an the in on at it its he she they we i you his her their our my this that these those there here and but or nor so
   yet for from with without to of by as if when while since after before during until although though because however
   meanwhile according also about above all almost already another any around both despite each earlier even every few
   first more most many much no not now once one only other over people some such still then through two three four
   five under what where which who why how is are was were has have had do does did will would can could should may
   monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
   october november december mr mrs ms dr prof sir lord lady dame rev last next yesterday today tomorrow officials
   experts police residents researchers scientists critics local nearly later photo image read`,
);
/** Parts of many names: alone they tell no story from another. */
const GENERIC = list(
  `council city county town village state university college school hospital court ministry department government
   parliament party police office agency authority committee commission board union association institute centre
   center group company bank trust foundation international national federal royal central general public north south
   east west northern southern eastern western new great united president prime minister secretary mayor governor
   chief director head professor judge senator chairman chairwoman spokesman spokeswoman spokesperson captain
   inspector street road river lake park island bay news times post daily press report act bill house service society
   health education justice research science club league cup republic district region province`,
);
/** Named in news of every kind. */
const EVERYWHERE = list(
  `us usa uk eu un america american americans britain british england english europe european london washington york
   china chinese beijing russia russian moscow france french paris germany german berlin india indian japan japanese
   canada canadian australia australian italy italian spain spanish israel israeli iran iranian turkey turkish ukraine
   ukrainian mexico brazil africa african asia asian nato who bbc cnn reuters ap afp guardian twitter facebook youtube
   covid internet god christmas english`,
);

export interface Name {
  /** As the text has it. */
  readonly text: string;
  /** Its folded words without titles and generic parts; never empty. */
  readonly words: readonly string[];
  /** Its capital is not owed to the start of a sentence. */
  readonly isCertain: boolean;
}

/** Capitalised, but a month, a weekday, a title or a word that begins sentences. */
export const isNoName = (word: string): boolean => NO_NAMES.has(folded(word));

/** Part of many names, or a word for whoever holds an office: alone it tells no story from another. */
export const isGeneric = (word: string): boolean => GENERIC.has(folded(word));

/** Names in reading order. */
export function namesOf(text: string): Name[] {
  return matchesOf(RUN, text).flatMap(({ 0: run, index }) => {
    const words = run
      .split(/[\s.&-]+/)
      .map(folded)
      .filter((word) => word.length > 1 && !NO_NAMES.has(word) && !GENERIC.has(word));
    const isCertain = run.includes(' ') || !OPENS.test(text.slice(Math.max(0, index - 3), index));
    return words.length ? [{ text: run, words, isCertain }] : [];
  });
}

/** All words of names that are certain. */
export const certainWords = (names: readonly Name[]): Set<string> =>
  new Set(names.flatMap(({ words, isCertain }) => (isCertain ? words : [])));

/** Without the single words that only begin a sentence and are no name anywhere else, as `known` has it. */
export const withoutOpeners = (names: readonly Name[], known: ReadonlySet<string>): Name[] =>
  names.filter(({ words, isCertain }) => isCertain || words.some((word) => known.has(word)));

/** The words that can tell a story from another. */
export const tellingWords = (names: readonly Name[]): Set<string> =>
  new Set(names.flatMap(({ words }) => words.filter((word) => !EVERYWHERE.has(word))));
