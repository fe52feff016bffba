/** What a noun phrase names: a person after any title, a body, a place, or something described by a known noun. */
import { isPlace } from './places.ts';
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

/** The apostrophe of "the Pilots’ Association". */
export function isPluralPossessive(tokens: readonly Token[], at: number): boolean {
  const mark = tokens[at];
  if (mark === undefined || (mark.text !== '’' && mark.text !== "'")) return false;
  const owner = tokens[at - 1];
  return (
    owner?.isCapital === true &&
    owner.end === mark.start &&
    owner.lower.endsWith('s') &&
    tokens[at + 1]?.isCapital === true
  );
}

/** What a base phrase names. */
export function describe(tokens: readonly Token[], from: number, to: number): Phrase {
  let run = to;
  while (run > from && isNamePart(tokens, run - 1, from, to)) run -= 1;
  const phrase = { from, to, nameFrom: from, nameTo: to, isPronoun: false, isPlace: false };
  if (run < to && !(to - run === 1 && isCommonWord(tokens, run))) return named(tokens, phrase, run);
  for (let index = to - 1; index >= from; index -= 1) {
    const noun = tokens[index]?.noun;
    if (noun && !tokens[index]?.possessive) return { ...phrase, noun, head: index, isName: false };
  }
  // "A 26-year-old stitcher": who has an age is somebody, whatever the trade.
  if (tokens.slice(from, to).some(({ lower }) => lower.endsWith('-year-old')))
    return { ...phrase, noun: SOMEBODY, head: to - 1, isName: false };
  return { ...phrase, noun: null, head: to - 1, isName: false };
}

/** Of what there are ministers, secretaries and chiefs. */
const PORTFOLIO =
  /^(?:state|staff|defen[cs]e|health|finance|education|justice|labou?r|interior|transport|transportation|agriculture|energy|commerce|treasury|environment|trade|culture|police)$/;

/** Stands inside names: "the People’s Daily", "the Attorney’s Office". */
const INNER_POSSESSIVE =
  /^(?:people|attorney|women|men|children|world|workers|farmers|lloyd|king|queen|st|mother)$/;

const isNamePart = (tokens: readonly Token[], index: number, from: number, to: number): boolean => {
  const token = tokens[index];
  if (index > from && index < to - 1 && isPluralPossessive(tokens, index)) return true;
  if (!token?.isCapital || (index === from && has(token, DETERMINER))) return false;
  // "Up to 17 passengers", "Nothing in it"
  if (index === 0 && /^(?:up|down|out|off|back|late|early|nothing|nobody|none)$/.test(token.lower))
    return false;
  return !token.possessive || index === to - 1 || INNER_POSSESSIVE.test(token.lower);
};

/** "Officials said": a capital that the start of the sentence explains; a known noun is then no name. */
const isCommonWord = (tokens: readonly Token[], index: number): boolean =>
  (index === 0 || !/\p{L}/u.test(tokens[index - 1]?.text ?? '')) &&
  !isMediaWord(tokens[index]?.lower ?? '') &&
  tokens[index]?.noun != null;

/** A phrase that ends in a run of capitals: a person after any title, a body, a place, or a name nothing is known about. */
function named(
  tokens: readonly Token[],
  phrase: Pick<Phrase, 'from' | 'to' | 'nameFrom' | 'nameTo' | 'isPronoun' | 'isPlace'>,
  run: number,
): Phrase {
  const { from, to } = phrase;
  const words = tokens.slice(run, to);
  const before = run > from ? (tokens[run - 1]?.noun ?? null) : null;
  const asName = { ...phrase, nameFrom: run, head: to - 1, isName: true };
  if (before && !tokens[run - 1]?.possessive) return { ...asName, noun: before };
  if (isPlace(words.map(({ text }) => text).join(' ')) || isPartOfPlace(words))
    return { ...asName, noun: null, isPlace: true };
  const called = pastTitles(words);
  if (called > 0) return { ...asName, noun: SOMEBODY, nameFrom: run + called };
  if (endsLikeBody(words)) return { ...asName, noun: BODY };
  const nouns = words.map(({ noun }) => noun);
  // "Secretary of State Jane Doe", "Minister of Health Jane Doe": the name is what is left of the run.
  const office = tokens[run - 1]?.lower === 'of' ? tokens[run - 2]?.noun : null;
  if (office?.kind === 'role' && words.length > 2 && PORTFOLIO.test(words[0]?.lower ?? ''))
    return { ...asName, noun: office, nameFrom: to - 2 };
  const title = nouns.findLastIndex((noun) => noun?.kind === 'role' || noun?.kind === 'spokesperson');
  const last = nouns.at(-1);
  const endsInBody = last?.kind === 'organisation' || last?.kind === 'government';
  if (title >= 0 && !endsInBody) {
    const noun = nouns[title] ?? null;
    if (title < words.length - 1) return { ...asName, noun, nameFrom: run + title + 1 };
    // "the Prime Minister" describes; "Jane King" is a name.
    if (has(tokens[from], DETERMINER) || words.length === 1 || nouns.length - title > 1 || isTitleOnly(words))
      return { ...asName, noun, nameFrom: from, head: run + title, isName: false };
    return { ...asName, noun: null };
  }
  const body = nouns.findLastIndex(
    (noun, index) => noun !== null && (noun.kind !== 'document' || index === nouns.length - 1),
  );
  const noun = words.some(({ lower }) => isMediaWord(lower)) ? NEWSPAPER : (nouns[body] ?? firmOf(words));
  return { ...asName, noun, head: body >= 0 ? run + body : to - 1 };
}

/** "Upper Halden", "Lake Orr". */
const isPartOfPlace = (words: readonly Token[]): boolean =>
  words.length === 2 &&
  /^(?:upper|lower|north|south|east|west|northern|southern|eastern|western|central|greater|mount|lake|fort)$/.test(
    words[0]?.lower ?? '',
  ) &&
  words.every(({ noun }) => noun === null);

/** Written short before a name, and nouns nowhere else. */
const SHORT_TITLE =
  /^(?:cllr|rev|revd|reverend|canon|sgt|insp|supt|const|cpl|pte|lt|col|capt|maj|gen|hon|pc|pcso|dc|ds|di|dci)$/;

/** "The Very Rev | Jane Doe", "Cllr | Doe", "Detective Insp | Roe": how many words of the run are titles. */
function pastTitles(words: readonly Token[]): number {
  const last = words.findLastIndex(({ lower }) => SHORT_TITLE.test(lower));
  const isTitle = ({ lower, noun }: Token): boolean =>
    SHORT_TITLE.test(lower) || /^(?:very|rt|most)$/.test(lower) || noun?.kind === 'role';
  const next = words[last + 1];
  // "PC World", "DC Comics"
  const names = next !== undefined && next.noun === null && !/^(?:world|comics)$/.test(next.lower);
  return names && words.slice(0, last).every(isTitle) ? last + 1 : 0;
}

/** "Rights Watch", "Save the Children", "Red Cross", but neither "Jane Cross" nor "Chief Executive". */
function endsLikeBody(words: readonly Token[]): boolean {
  const [first, second] = words;
  if (!first || words.length < 2 || pronounOfGivenName(first.lower) !== null || isTitleOnly(words))
    return false;
  const last = words.at(-1)?.lower ?? '';
  return (
    isBodyWord(last) || second?.text === 'the' || (last === 'cross' && /^(?:red|blue)$/.test(first.lower))
  );
}

const BODY = speakerNoun('organisation');
const NEWSPAPER = speakerNoun('newspaper');
const SOMEBODY = speakerNoun('person');
/** What a name that ends like a firm's is taken for. */
export const COMPANY = speakerNoun('company');

/** "Halden Systems". */
const firmOf = (words: readonly Token[]): SpeakerNoun | null =>
  words.length > 1 && isFirmWord(words.at(-1)?.lower ?? '') ? COMPANY : null;

const isTitleOnly = (words: readonly Token[]): boolean =>
  words.some(({ lower }) =>
    /^(?:prime|vice|attorney|deputy|chief|foreign|home|interior|first|lord|crown)$/.test(lower),
  );

/** "Ministry" ends after "of Health and Welfare", if it is a body's name; a person's home is no part of the name. */
export function nameEnd(tokens: readonly Token[], { nameTo, noun }: Phrase, end: number): number {
  if (!noun || noun.kind === 'role' || noun.kind === 'spokesperson') return nameTo;
  let to = nameTo;
  while (to < end && /^(?:of|for|and|on)$/.test(tokens[to]?.lower ?? '')) {
    let next = to + 1;
    if (tokens[next]?.lower === 'the') next += 1;
    if (!tokens[next]?.isCapital) break;
    while (next < end && tokens[next]?.isCapital) next += 1;
    to = next;
  }
  return to;
}
