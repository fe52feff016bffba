/** What stands around a figure in its clause: the verb it goes with and the subject it is said of. */
import { wordSet } from '../word-set.ts';
import { nounPhraseAt, type NounPhrase } from './noun-phrases.ts';
import { isNumberAt, isOf, joinsAt, lowerAt, NUMBER, type Token } from './tokens.ts';
import { unitAt } from './units.ts';
import { wordClass } from './vocabulary.ts';
import { DETERMINER, isNounLike, PLURAL, STOP, VERB_LIKE } from './word-classes.ts';

/** A comma inside "12 people, mostly children, were" ends the clause as well: the price of having no parser. */
const ENDS_CLAUSE = wordClass(',;:.!?()–—');

const FAR = 8;
/** A subject may lie farther back than a verb: "the number of ... has risen to". */
const SUBJECT_REACH = 12;

/** The verb that says what happened to the counted: "12 people [were killed]", or before them "[killed] 12 people". */
export function predicateNear(tokens: readonly Token[], start: number, end: number): string | null {
  const before = predicateBefore(tokens, start);
  // "left 19 people injured": what happened to them comes after.
  if (before !== null && !LEAVES.has(before)) return before;
  return predicateAfter(tokens, end) ?? before;
}

const LEAVES = wordSet('left leaving saw seeing had got');
const BEFORE_COUNT = wordSet(
  'the a an another further additional its their his her all also some up about around off out as for in by',
);

function predicateBefore(tokens: readonly Token[], start: number): string | null {
  for (let i = start - 1; i >= Math.max(0, start - 3); i -= 1) {
    const token = tokens[i];
    if (token?.kind !== 'word') return null;
    if (isOf(tokens, i, VERB_LIKE) || isFiniteVerb(tokens, i, start)) return token.lower;
    if (!BEFORE_COUNT.has(token.lower)) return null;
  }
  return null;
}

const BEFORE_FINITE = wordSet('will would can could may might must should to not');

/** "will [close] 88 branches", "[employs] 300 people": known by the word before it, or by where it stands and its -s. */
function isFiniteVerb(tokens: readonly Token[], at: number, start: number): boolean {
  if (isOf(tokens, at, STOP | DETERMINER)) return false;
  const word = lowerAt(tokens, at);
  if (BEFORE_FINITE.has(lowerAt(tokens, at - 1))) return !/^(?:see|say|need)$/.test(word);
  return (
    at === start - 1 &&
    word.length > 3 &&
    /[^su]s$/.test(word) &&
    (isNounLike(tokens, at - 1) || isSecondVerb(tokens, at)) &&
    !/^(?:says|sees|others|includes|names|times|lists|shows)$/.test(word)
  );
}

/** "cuts 140 jobs and [closes] three libraries". */
const isSecondVerb = (tokens: readonly Token[], at: number): boolean =>
  lowerAt(tokens, at - 1) === 'and' && isOf(tokens, at - 2, PLURAL);

const STOPS_PREDICATE =
  NUMBER | wordClass(wordSet('and or but than when while because if although after before until'));

export function predicateAfter(tokens: readonly Token[], end: number): string | null {
  for (let i = end; i < Math.min(tokens.length, end + FAR); i += 1) {
    if (isOf(tokens, i, ENDS_CLAUSE | STOPS_PREDICATE)) return null;
    if (isOf(tokens, i, VERB_LIKE)) return lowerAt(tokens, i);
  }
  return null;
}

/** The last verb before a figure, whatever stands between: "[sold] the stadium for £12m". */
export function verbBefore(tokens: readonly Token[], start: number): string | null {
  for (let i = start - 1; i >= Math.max(0, start - FAR); i -= 1) {
    if (isOf(tokens, i, ENDS_CLAUSE)) return null;
    if (isOf(tokens, i, VERB_LIKE)) return lowerAt(tokens, i);
  }
  return null;
}

const MEASURING =
  wordSet(`is are was were be been being stands stood rose risen fell fallen reached reach hit hits cost costs totalled totaled amounted
  amounts grew grown increased decreased dropped climbed jumped soared surged slipped set put estimated reduced raised cut lifted lowered doubled
  averaged exceeded weighed weighs measured measures worth up down passed topped equals remained remains came edged plunged declined dipped
  lasted lasts took takes ran runs gained went gone goes go`);
export const RISES = wordSet(
  'rose risen rise rises rising increased increase increases increasing grew grown growth grow grows climbed climb jumped jump soared surged surge gained up raised raise lifted edged',
);
export const FALLS = wordSet(
  'fell fallen fall falls falling decreased decrease decreases dropped drop drops dropping declined decline declines slipped plunged dipped cut cuts reduced reduction down lowered shrank shrunk',
);
/** Says where a count stands or went, not what happened to the counted: "rose", "reached". */
export const isOfLevel = (verb: string): boolean => MEASURING.has(verb) || RISES.has(verb) || FALLS.has(verb);
const AUXILIARIES = wordSet(
  'has have had will would could may might also now still only just then already to be been being by at of about that currently again sharply slightly steadily is are was were from average total median mean maximum minimum record up down early mid late',
);
const MODIFIES = wordClass(AUXILIARIES, ({ lower }) => lower.endsWith('ly'));

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
    // "the operator said 450 barrels had spilled": who says it is not what is measured.
    if (token.lower === 'said') return verb;
    // "the strike costs it $50 million"
    if (i === start - 1 && /^(?:it|them|him|her)$/.test(token.lower)) continue;
    if (token.kind === 'date' || (token.classes & (DETERMINER | MODIFIES)) !== 0) continue;
    if (isOfLevel(token.lower)) {
      verb ??= token.lower;
      continue;
    }
    if (isOf(tokens, i, STOP)) return verb;
    return nounEndingAt(tokens, i, first);
  }
  return verb;
}

export interface Counted {
  readonly phrase: NounPhrase;
  readonly predicate: string | null;
  /** "The number of Kareni who were detained": whoever is a who is a person. */
  readonly isPeople: boolean;
}

/** "The number of [homes destroyed] by the storm reached 4,000": what is counted, and what happened to it. */
export function numberOf(tokens: readonly Token[], start: number): Counted | null {
  for (let of = start - 1; of >= Math.max(1, start - NUMBER_REACH); of -= 1) {
    if (isOf(tokens, of, ENDS_CLAUSE)) return null;
    if (lowerAt(tokens, of) !== 'of' || !/^(?:number|count|tally)$/.test(lowerAt(tokens, of - 1))) continue;
    const phrase = nounPhraseAt(tokens, of + 1);
    const who = whoBefore(tokens, phrase.end, start);
    const near = phrase.words.length > 0 ? predicateAfter(tokens, phrase.end) : null;
    const happened = near ?? (who === null ? null : predicateAfter(tokens, who));
    const predicate = happened === null || isOfLevel(happened) ? null : happened;
    return { phrase, predicate, isPeople: who !== null };
  }
  return null;
}

/** "villagers and members of other groups [who] were detained". */
function whoBefore(tokens: readonly Token[], from: number, end: number): number | null {
  for (let i = from; i < end; i += 1) if (lowerAt(tokens, i) === 'who') return i;
  return null;
}
const NUMBER_REACH = 16;

/** The token at which a number with its unit begins that ends here: "from 6 per cent to". */
function amountEndingAt(tokens: readonly Token[], last: number): number | null {
  if (isNumberAt(tokens, last - 1) && tokens[last]?.spaced === false) return last - 1;
  for (let i = last - 1; i >= Math.max(0, last - 3); i -= 1)
    if (isNumberAt(tokens, i)) return unitAt(tokens, i + 1)?.end === last + 1 ? i : null;
  return null;
}

/** Up to three words that end here, with what they belong to: "adult unemployment rate", "level of river", "bills" in a town. */
function nounEndingAt(tokens: readonly Token[], last: number, first: number): string {
  let from = last;
  while (from > first && last - from < 2 && isNounLike(tokens, from - 1)) from -= 1;
  const text = textOf(tokens, from, last + 1);
  let joiner = from - 1;
  while (joiner > first && isOf(tokens, joiner, DETERMINER)) joiner -= 1;
  if (
    joiner <= first ||
    !/^(?:of|in|at|for|on|from)$/.test(lowerAt(tokens, joiner)) ||
    !isNounLike(tokens, joiner - 1)
  )
    return text;
  // "£12.4m on sales": the letter behind a number is no noun.
  if (isNumberAt(tokens, joiner - 2) && tokens[joiner - 1]?.spaced === false) return text;
  const head = nounEndingAt(tokens, joiner - 1, first);
  return lowerAt(tokens, joiner) === 'of' ? `${head} of ${text}` : head;
}

const textOf = (tokens: readonly Token[], start: number, end: number): string =>
  tokens
    .slice(start, end)
    .map(({ text }) => text)
    .join(' ');
