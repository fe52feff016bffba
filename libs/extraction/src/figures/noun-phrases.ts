/** What stands around a number, found without a tagger: the noun phrase after it, the verb it goes with, the subject. */
import { isNumberWord } from './numbers.ts';
import { unitAt } from './units.ts';
import { isCapitalised, joinsAt, lowerAt, words, type Token } from './tokens.ts';

export interface NounPhrase {
  /** Without articles. */
  readonly words: readonly string[];
  /** The noun that is counted, lower-case; '' when there is none. */
  readonly head: string;
  readonly isPlural: boolean;
  /** Index of the token after the phrase. */
  readonly end: number;
}

const DETERMINERS = words('the these those its their his her our my your a an this that said such all');
/** Words no noun phrase goes on over. */
const STOPS =
  words(`in on at by for from to with within without across among between into onto over under about around after before during
  since until till through throughout against near off out up down as than per via toward towards inside outside beyond behind above below
  and or but nor so yet if when while where who whom whose which that what because although though whereas unless
  is are was were be been being am has have had having do does did will would can could may might shall should must
  he she it they we you i them him us me not no now then there here also too only just already still even ever never again
  according including excluding following compared such like each every both either neither
  today yesterday tomorrow ago later earlier away apart overall altogether nationwide worldwide always often usually perhaps
  sometimes afterwards besides overseas this thus plus of said says told added ahead`);
const IRREGULAR_PLURALS =
  words(`people men women children staff police cattle sheep fish deer aircraft crew personnel troops species
  series feet teeth mice geese data media criteria salmon spacecraft offspring clergy wives lives phenomena bacteria fungi alumni
  firemen policemen policewomen fishermen councilmen gunmen craftsmen grandchildren schoolchildren townspeople salespeople`);
const NO_PLURAL = words(
  'less unless press across business address process access success illness this gas bus crisis basis analysis focus virus campus census status minus plus perhaps is was has as us its his',
);
/** Past forms that do not end in -ed and go with counts in news. */
const IRREGULAR_VERBS =
  words(`hurt lost left fled won sold built bought sent took taken found born spent cut shut hit stolen held shot struck
  paid made given fell fallen rose risen grew grown lent brought caught drawn drew driven drove drank drunk ate eaten flew flown froze frozen gave
  hung kept laid led met ran run sat saw seen sank sunk sang swam swept taught thrown threw wore worn wrote written broke broken began begun
  burnt burst chose chosen came become became put dead missing homeless ill sick died`);
const NOT_VERBS = words(
  'hundred kindred sacred need speed seed bed red feed indeed breed united wicked hatred bleed shed sled weed greed creed ted fed king ring thing something anything everything nothing morning evening building during spring string wing being according including regarding following concerning excluding pending meeting pudding ceiling wedding sibling viking',
);
const REPORTING = words(
  'said says told added announced reported confirmed estimated believed claimed warned noted stated recorded listed named called showed revealed published expected wanted asked used based',
);

export const isPlural = (word: string): boolean =>
  IRREGULAR_PLURALS.has(word) ||
  (word.length > 3 &&
    word.endsWith('s') &&
    !word.endsWith('ss') &&
    !NO_PLURAL.has(word) &&
    !/['’]s$/.test(word));

/** Past tense, participle or -ing form; words that report do not count, they carry no event. */
export const isVerbLike = (word: string): boolean =>
  (IRREGULAR_VERBS.has(word) || (word.length > 4 && /(?:ed|ing)$/.test(word) && !NOT_VERBS.has(word))) &&
  !REPORTING.has(word);

const LONGEST_PHRASE = 5;

/** "of the port's 2,400 workers": the owner is not what is counted. */
const isPossessive = (tokens: readonly Token[], at: number): boolean =>
  /['’]s$/.test(lowerAt(tokens, at)) &&
  (tokens[at + 1]?.kind === 'number' || isNumberWord(lowerAt(tokens, at + 1)));

/** The noun phrase that begins at this token: "police photographs", "of the new homes". It ends with its first plural. */
export function nounPhraseAt(tokens: readonly Token[], start: number): NounPhrase {
  let at = start;
  if (lowerAt(tokens, at) === 'of') at += 1;
  while (DETERMINERS.has(lowerAt(tokens, at)) || (at > start && isPossessive(tokens, at))) at += 1;
  if (at > start && (tokens[at]?.kind === 'number' || isNumberWord(lowerAt(tokens, at)))) at += 1;
  if (/^(?:more|other|further|additional|extra|fewer|different|separate)$/.test(lowerAt(tokens, at))) at += 1;
  const found: string[] = [];
  let end = at;
  let hasPlural = false;
  for (
    let i = at;
    i < Math.min(tokens.length, at + 3 * LONGEST_PHRASE) && found.length < LONGEST_PHRASE;
    i += 1
  ) {
    if (joinsAt(tokens, i)) continue;
    const token = tokens[i];
    if (token?.kind !== 'word' || STOPS.has(token.lower) || isNumberWord(token.lower)) break;
    if (hasPlural && !isPlural(token.lower)) break;
    hasPlural ||= isPlural(token.lower);
    found.push(
      joinsAt(tokens, i - 1) && found.length > 0 ? `${found.pop() ?? ''}-${token.text}` : token.text,
    );
    end = i + 1;
  }
  if (!hasPlural) end -= cutAtVerb(found);
  const last = found.at(-1)?.toLowerCase() ?? '';
  return { words: found, head: last.slice(last.lastIndexOf('-') + 1), isPlural: hasPlural, end };
}

/** "one person died": in a phrase without a plural the verb is taken for a noun; it and what follows is cut off. How much was. */
function cutAtVerb(found: string[]): number {
  const verb = found.findIndex((word, i) => i > 0 && isVerbLike(word.toLowerCase()));
  return verb < 0 ? 0 : found.splice(verb).length;
}

/** A comma inside "12 people, mostly children, were" ends the clause as well: the price of having no parser. */
const endsClause = (token: Token): boolean => token.kind === 'mark' && /^[,;:.!?()–—]$/.test(token.text);

const FAR = 8;
/** A subject may lie farther back than a verb: "the number of ... has risen to". */
const SUBJECT_REACH = 12;

/** The verb that says what happened to the counted: "12 people [were killed]", or before them "[killed] 12 people". */
export function predicateNear(tokens: readonly Token[], start: number, end: number): string | null {
  return predicateBefore(tokens, start) ?? predicateAfter(tokens, end);
}

function predicateBefore(tokens: readonly Token[], start: number): string | null {
  for (let i = start - 1; i >= Math.max(0, start - 3); i -= 1) {
    const token = tokens[i];
    if (token?.kind !== 'word') return null;
    if (isVerbLike(token.lower)) return token.lower;
    if (
      !/^(?:the|a|an|another|further|additional|its|their|his|her|all|also|some|up|about|around|off|out|as|for|in)$/.test(
        token.lower,
      )
    )
      return null;
  }
  return null;
}

function predicateAfter(tokens: readonly Token[], end: number): string | null {
  for (let i = end; i < Math.min(tokens.length, end + FAR); i += 1) {
    const token = tokens[i];
    if (!token || endsClause(token)) return null;
    if (token.kind === 'word' && isVerbLike(token.lower)) return token.lower;
    if (token.kind === 'number' || /^(?:and|or|but|than)$/.test(token.lower)) return null;
  }
  return null;
}

const MEASURING =
  words(`is are was were be been being stands stood rose risen fell fallen reached reach hit hits cost costs totalled totaled amounted
  amounts grew grown increased decreased dropped climbed jumped soared surged slipped set put estimated reduced raised cut lifted lowered doubled
  averaged exceeded weighed weighs measured measures worth up down passed topped equals remained remains came edged plunged declined dipped
  lasted lasts took takes ran runs gained`);
export const RISES = words(
  'rose risen rise rises rising increased increase increases increasing grew grown growth grow grows climbed climb jumped jump soared surged surge gained up raised raise lifted edged',
);
export const FALLS = words(
  'fell fallen fall falls falling decreased decrease decreases dropped drop drops dropping declined decline declines slipped plunged dipped cut cuts reduced reduction down lowered shrank shrunk',
);
const AUXILIARIES = words(
  'has have had will would could may might also now still only just then already to be been being by at of about that currently again sharply slightly steadily is are was were from average total median mean maximum minimum record up down early mid late',
);

/**
 * What a figure without a noun of its own measures: "[turnout] was 43%", "the [deficit] of £3m", "fined £200".
 * `start` is the token where the figure with its comparator begins.
 */
export function subjectBefore(tokens: readonly Token[], start: number): string | null {
  const first = Math.max(0, start - SUBJECT_REACH);
  let verb: string | null = null;
  for (let i = start - 1; i >= first; i -= 1) {
    const amount = amountEndingAt(tokens, i);
    if (amount !== null) {
      i = amount;
      continue;
    }
    const token = tokens[i];
    if (
      !token ||
      token.kind === 'number' ||
      (token.kind === 'mark' && !joinsAt(tokens, i) && !/^['’]$/.test(token.text))
    )
      return verb;
    if (
      token.kind === 'date' ||
      AUXILIARIES.has(token.lower) ||
      DETERMINERS.has(token.lower) ||
      token.lower.endsWith('ly')
    )
      continue;
    if (MEASURING.has(token.lower) || RISES.has(token.lower) || FALLS.has(token.lower)) {
      verb ??= token.lower;
      continue;
    }
    if (STOPS.has(token.lower)) return verb;
    return nounEndingAt(tokens, i, first);
  }
  return verb;
}

/** The token at which a number with its unit begins that ends here: "from 6 per cent to". */
function amountEndingAt(tokens: readonly Token[], last: number): number | null {
  for (let i = last - 1; i >= Math.max(0, last - 3); i -= 1)
    if (tokens[i]?.kind === 'number') return unitAt(tokens, i + 1)?.end === last + 1 ? i : null;
  return null;
}

/** Up to three words that end here, with what they belong to: "adult unemployment rate", "level of river", "bills" in a town. */
function nounEndingAt(tokens: readonly Token[], last: number, first: number): string {
  let from = last;
  while (from > first && last - from < 2 && isNounLike(tokens[from - 1])) from -= 1;
  const text = textOf(tokens, from, last + 1);
  let joiner = from - 1;
  while (joiner > first && DETERMINERS.has(lowerAt(tokens, joiner))) joiner -= 1;
  if (
    joiner <= first ||
    !/^(?:of|in|at|for|on)$/.test(lowerAt(tokens, joiner)) ||
    !isNounLike(tokens[joiner - 1])
  )
    return text;
  const head = nounEndingAt(tokens, joiner - 1, first);
  return lowerAt(tokens, joiner) === 'of' ? `${head} of ${text}` : head;
}

/** Neither a function word nor a verb, as far as its form shows. */
export const isNounLike = (token: Token | undefined): boolean =>
  token?.kind === 'word' &&
  !STOPS.has(token.lower) &&
  !DETERMINERS.has(token.lower) &&
  !isVerbLike(token.lower);
const textOf = (tokens: readonly Token[], start: number, end: number): string =>
  tokens
    .slice(start, end)
    .map(({ text }) => text)
    .join(' ');

/** "Ana Lopez" right before this token, for "Ana Lopez, 31"; null when no name stands there. */
export function nameEndingAt(tokens: readonly Token[], last: number): string | null {
  let from = last + 1;
  while (
    from > 0 &&
    last - from < 3 &&
    isCapitalised(tokens[from - 1]) &&
    !STOPS.has(lowerAt(tokens, from - 1))
  )
    from -= 1;
  return from > last
    ? null
    : tokens
        .slice(from, last + 1)
        .map(({ text }) => text)
        .join(' ');
}
