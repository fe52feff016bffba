/** What a noun phrase names: a person after any title, a body, a place, or something described by a known noun. */
import { wordSet } from '../word-set.ts';
import { isPlace } from './places.ts';
import { isPluralPossessive } from './plural-possessive.ts';
import { isOneOf } from './word-sets.ts';
import { pronounOfGivenName } from './given-names.ts';
import { isBodyWord, isFirmWord, isMediaWord, speakerNoun, type SpeakerNoun } from './speaker-nouns.ts';
import type { Token } from './tokens.ts';
import { DETERMINER } from './word-classes.ts';

/** Token indices, ends exclusive. */
export interface Phrase {
  /** The whole phrase with what is tied to it: "a spokesman for the ministry". */
  readonly from: number;
  readonly to: number;
  /** The part that names: "Jane Doe" in "the regional police chief Jane Doe", else the whole phrase. */
  readonly nameFrom: number;
  readonly nameTo: number;
  /** The known noun that says what kind of speaker it is: "chief", "spokesman", "ministry". */
  readonly noun: SpeakerNoun | null;
  /** Index of that noun, or of the last word of the name. */
  readonly head: number;
  readonly isName: boolean;
  readonly isPronoun: boolean;
  readonly isPlace: boolean;
}

export const has = (token: Token | undefined, bits: number): boolean =>
  token !== undefined && (token.classes & bits) !== 0;

/** The word before the one at `at`. A negative index is no element of an array, and looking for one is slow. */
export const previous = (tokens: readonly Token[], at: number): Token | undefined =>
  at > 0 ? tokens[at - 1] : undefined;

export const isKnown = ({ noun, isName, isPronoun }: Phrase): boolean => noun !== null || isName || isPronoun;

export const pronounAt = (index: number): Phrase => ({
  from: index,
  to: index + 1,
  nameFrom: index,
  nameTo: index + 1,
  noun: null,
  head: index,
  isName: false,
  isPronoun: true,
  isPlace: false,
});

/** What a base phrase names. */
export function describe(tokens: readonly Token[], from: number, to: number): Phrase {
  let run = to;
  while (run > from && isNamePart(tokens, run - 1, from, to)) run -= 1;
  if (run < to && !(to - run === 1 && isCommonWord(tokens, run))) return named(tokens, from, to, run);
  let isAged = false;
  for (let index = to - 1; index >= from; index -= 1) {
    const token = tokens[index];
    if (token?.noun && !token.possessive) return description(from, to, token.noun, index);
    isAged ||= token?.lower.endsWith('-year-old') === true;
  }
  // "A 26-year-old stitcher": who has an age is somebody, whatever the trade.
  return description(from, to, isAged ? SOMEBODY : null, to - 1);
}

const description = (from: number, to: number, noun: SpeakerNoun | null, head: number): Phrase => ({
  from,
  to,
  nameFrom: from,
  nameTo: to,
  noun,
  head,
  isName: false,
  isPronoun: false,
  isPlace: false,
});

/** Of what there are ministers, secretaries and chiefs. */
const PORTFOLIO = wordSet(
  `state staff defence defense health finance education justice labour labor interior transport transportation agriculture energy
   commerce treasury environment trade culture police`,
);

/** Stands inside names: "the People’s Daily", "the Attorney’s Office". */
const INNER_POSSESSIVE = wordSet(
  'people attorney women men children world workers farmers lloyd king queen st mother',
);
/** "Up to 17 passengers", "Nothing in it": no names, though they have a capital where they open a sentence. */
const OPENERS = wordSet('up down out off back late early nothing nobody none');

const isNamePart = (tokens: readonly Token[], index: number, from: number, to: number): boolean => {
  const token = tokens[index];
  // An apostrophe has no capital.
  if (!token?.isCapital)
    return (
      index > from &&
      index < to - 1 &&
      previous(tokens, index)?.isCapital === true &&
      tokens[index + 1]?.isCapital === true &&
      isPluralPossessive(tokens, index)
    );
  if (index === from && has(token, DETERMINER)) return false;
  if (index === 0 && isOneOf(token, OPENERS)) return false;
  return !token.possessive || index === to - 1 || isOneOf(token, INNER_POSSESSIVE);
};

/** "Officials said": a capital that the start of the sentence explains; a known noun is then no name. */
const isCommonWord = (tokens: readonly Token[], index: number): boolean =>
  (index === 0 || !/\p{L}/u.test(tokens[index - 1]?.text ?? '')) &&
  !isMediaWord(tokens[index]?.lower ?? '') &&
  tokens[index]?.noun != null;

/** A phrase that ends in a run of capitals: a person after any title, a body, a place, or a name nothing is known about. */
function named(tokens: readonly Token[], from: number, to: number, run: number): Phrase {
  const before = run > from ? tokens[run - 1] : undefined;
  if (before?.noun && !before.possessive) return nameFor(from, to, run, before.noun);
  const words = tokens.slice(run, to);
  if (isPlaceName(words)) return { ...nameFor(from, to, run, null), isPlace: true };
  const called = pastTitles(words);
  if (called > 0) return nameFor(from, to, run + called, SOMEBODY);
  if (endsLikeBody(words)) return nameFor(from, to, run, BODY);
  // "Secretary of State Jane Doe", "Minister of Health Jane Doe": the name is what is left of the run.
  const office =
    words.length > 2 && run > 1 && tokens[run - 1]?.lower === 'of' ? tokens[run - 2]?.noun : null;
  if (office?.kind === 'role' && isOneOf(words[0], PORTFOLIO)) return nameFor(from, to, to - 2, office);
  const title = words.findLastIndex(({ noun }) => noun?.kind === 'role' || noun?.kind === 'spokesperson');
  const last = words.at(-1)?.noun;
  const endsInBody = last?.kind === 'organisation' || last?.kind === 'government';
  if (title >= 0 && !endsInBody) {
    const noun = words[title]?.noun ?? null;
    if (title < words.length - 1) return nameFor(from, to, run + title + 1, noun);
    // "the Prime Minister" describes; "Jane King" is a name.
    if (has(tokens[from], DETERMINER) || words.length === 1 || words.length - title > 1 || isTitleOnly(words))
      return description(from, to, noun, run + title);
    return nameFor(from, to, run, null);
  }
  const body = words.findLastIndex(
    ({ noun }, index) => noun !== null && (noun.kind !== 'document' || index === words.length - 1),
  );
  const noun = words.some(({ lower }) => isMediaWord(lower))
    ? NEWSPAPER
    : ((body < 0 ? null : words[body]?.noun) ?? firmOf(words));
  return nameFor(from, to, run, noun, body < 0 ? to - 1 : run + body);
}

const nameFor = (
  from: number,
  to: number,
  nameFrom: number,
  noun: SpeakerNoun | null,
  head = to - 1,
): Phrase => ({
  from,
  to,
  nameFrom,
  nameTo: to,
  noun,
  head,
  isName: true,
  isPronoun: false,
  isPlace: false,
});

const PARTS_OF_PLACES = wordSet(
  'upper lower north south east west northern southern eastern western central greater mount lake fort',
);

/** "Oslo", "Addis Ababa", "Upper Halden", "Lake Orr". */
const isPlaceName = (words: readonly Token[]): boolean =>
  isPlace(words) ||
  (words.length === 2 && isOneOf(words[0], PARTS_OF_PLACES) && words.every(({ noun }) => noun === null));

/** Written short before a name, and nouns nowhere else. */
const SHORT_TITLES = wordSet(
  'cllr rev revd reverend canon sgt insp supt const cpl pte lt col capt maj gen hon pc pcso dc ds di dci',
);
const BEFORE_TITLES = wordSet('very rt most');
const IN_FIRMS = wordSet('world comics');

/** "The Very Rev | Jane Doe", "Cllr | Doe", "Detective Insp | Roe": how many words of the run are titles. */
function pastTitles(words: readonly Token[]): number {
  const last = words.findLastIndex((word) => isOneOf(word, SHORT_TITLES));
  if (last < 0) return 0;
  const isTitle = (word: Token): boolean =>
    isOneOf(word, SHORT_TITLES) || isOneOf(word, BEFORE_TITLES) || word.noun?.kind === 'role';
  const next = words[last + 1];
  // "PC World", "DC Comics"
  const names = next !== undefined && next.noun === null && !isOneOf(next, IN_FIRMS);
  return names && words.slice(0, last).every(isTitle) ? last + 1 : 0;
}

/** "Rights Watch", "Save the Children", "Red Cross", but neither "Jane Cross" nor "Chief Executive". */
function endsLikeBody(words: readonly Token[]): boolean {
  const [first, second] = words;
  if (!first || words.length < 2) return false;
  const last = words.at(-1)?.lower ?? '';
  const ends =
    isBodyWord(last) ||
    second?.text === 'the' ||
    (last === 'cross' && (first.lower === 'red' || first.lower === 'blue'));
  return ends && pronounOfGivenName(first.lower) === null && !isTitleOnly(words);
}

const BODY = speakerNoun('organisation');
export const NEWSPAPER = speakerNoun('newspaper');
const SOMEBODY = speakerNoun('person');
/** What a name that ends like a firm's is taken for. */
export const COMPANY = speakerNoun('company');

/** "Halden Systems". */
const firmOf = (words: readonly Token[]): SpeakerNoun | null =>
  words.length > 1 && isFirmWord(words.at(-1)?.lower ?? '') ? COMPANY : null;

const IN_TITLES = wordSet('prime vice attorney deputy chief foreign home interior first lord crown');
const isTitleOnly = (words: readonly Token[]): boolean => words.some((word) => isOneOf(word, IN_TITLES));

/** "Ministry | of Health", "Board | for Trade". */
const JOINTS = wordSet('of for and on');

/** "Ministry" ends after "of Health and Welfare", if it is a body's name; a person's home is no part of the name. */
export function nameEnd(tokens: readonly Token[], { nameTo, noun }: Phrase, end: number): number {
  if (!noun || noun.kind === 'role' || noun.kind === 'spokesperson') return nameTo;
  let to = nameTo;
  while (to < end && isOneOf(tokens[to], JOINTS)) {
    let next = to + 1;
    if (tokens[next]?.lower === 'the') next += 1;
    if (!tokens[next]?.isCapital) break;
    while (next < end && tokens[next]?.isCapital) next += 1;
    to = next;
  }
  return to;
}
