/** The simplest noun phrases, found by their bounds: from an article to the last word that can stand in one phrase with it. */
import { wordSet } from '../word-set.ts';
import { PARTS } from './parts.ts';
import { has, previous } from './phrase.ts';
import { isPluralPossessive } from './plural-possessive.ts';
import { isOneOf } from './word-sets.ts';
import type { Token } from './tokens.ts';
import {
  ADVERB,
  BE,
  COORDINATOR,
  DETERMINER,
  HAVE,
  MODAL,
  OTHER_VERB,
  PREPOSITION,
  PRONOUN,
  RELATIVE,
  SUBORDINATOR,
  TIME,
} from './word-classes.ts';

const LONGEST_BASE = 10;
/** In tokens: "State Department". */
const LONGEST_NAME = 3;
const NOT_NOMINAL =
  PREPOSITION | SUBORDINATOR | COORDINATOR | HAVE | BE | MODAL | PRONOUN | RELATIVE | OTHER_VERB | DETERMINER;

/** "quickly", but not "family" or "Italy". */
export const isAdverb = (token: Token): boolean =>
  has(token, ADVERB) || (token.lower.endsWith('ly') && !token.isCapital && token.noun === null);

export function isNominal(token: Token): boolean {
  if (!token.isWord || has(token, NOT_NOMINAL)) return false;
  if (token.possessive) return true;
  if (has(token, TIME | ADVERB)) return false;
  if (token.isCapital || token.isNumber) return true;
  return token.verbs.every(({ alsoNoun }) => alsoNoun);
}

const PARTICIPLES = wordSet(
  `reached asked taken contacted pressed questioned approached seen put given built drawn drafted written published commissioned
   compiled released signed based founded speaking writing born faced confronted according compared`,
);

/** "Reached by telephone, …", "Taken together, …": a capital that the start of the sentence explains. */
export const isLeadingParticiple = (tokens: readonly Token[], at: number): boolean =>
  at === 0 &&
  isOneOf(tokens[0], PARTICIPLES) &&
  (has(tokens[1], PREPOSITION | ADVERB | TIME | SUBORDINATOR) || tokens[1]?.isNumber === true);

/** Has no name of its own, as a newsletter has. */
const UNNAMED = wordSet(
  'memo memorandum letter e-mail email message note diary statement speech testimony affidavit',
);

const isBygone = (lower: string): boolean =>
  lower === 'former' || lower === 'then' || lower.startsWith('ex-');

/** Whether two neighbouring words can stand in one phrase; a capital after an unknown small word begins another. */
function joins(left: Token, right: Token): boolean {
  if (!left.isWord || !right.isWord) return true;
  if (left.possessive || !right.isCapital) return !(left.isNumber && right.isNumber);
  // "81-year-old Jane Doe"
  if (left.isNumber) return left.lower.endsWith('-old');
  // "In the memo | Jane Doe warns"
  if (!left.isCapital && isOneOf(left, UNNAMED)) return false;
  return left.isCapital || left.noun !== null || isBygone(left.lower);
}

/** In tokens: "the Halden regional". */
const LONGEST_DESCRIPTION = 3;

/** "Jane Doe of the city | Health Board", "an official from Halden’s regional | Health Board": whose body is named next. */
function isOfSomebody(tokens: readonly Token[], at: number): boolean {
  for (let of = at - 1; of > 0 && of >= at - LONGEST_DESCRIPTION; of -= 1) {
    const token = tokens[of];
    const before = tokens[of - 1];
    if (token?.lower === 'of' || token?.lower === 'from')
      return before?.isCapital === true || before?.noun?.kind === 'role';
    if (!token || !(has(token, DETERMINER) || isNominal(token))) return false;
  }
  return false;
}

/** "A senior | UN official": an adjective right after the article, before a noun that a name narrows; or before somebody's body. */
function describesNamed(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.isNumber) return false;
  let noun = at + 1;
  while (tokens[noun]?.isCapital && noun - at <= LONGEST_NAME) noun += 1;
  if (noun === at + 1) return false;
  if (has(previous(tokens, at), DETERMINER) && tokens[noun]?.noun != null) return true;
  const last = tokens[noun - 1]?.noun?.kind;
  return (last === 'organisation' || last === 'government') && isOfSomebody(tokens, at);
}

/** "police released | dramatic video", but "newly released documents". */
const isPastVerb = (token: Token, before: Token | undefined): boolean =>
  before !== undefined &&
  !token.isCapital &&
  !before.possessive &&
  (before.noun !== null || before.isCapital) &&
  !has(before, DETERMINER) &&
  token.lower.endsWith('ed');

/** "a Monday editorial", but not "on Monday editors". */
const datesNext = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.isCapital === true &&
  has(tokens[at], TIME) &&
  has(previous(tokens, at), DETERMINER) &&
  tokens[at + 1]?.isCapital === false &&
  tokens[at + 1]?.noun != null;

const NARROWING = wordSet('sent made kept drawn written taken given');

/** "A cable | sent from the embassy". */
const narrowsDocument = (tokens: readonly Token[], at: number): boolean =>
  previous(tokens, at)?.noun?.kind === 'document' && isOneOf(tokens[at], NARROWING);

/** Where the base phrase begins that ends at `end`; `end` itself when there is none. */
export function baseStart(tokens: readonly Token[], end: number, least: number): number {
  let from = end;
  while (from > least && end - from < LONGEST_BASE) {
    const token = tokens[from - 1];
    const right = tokens[from];
    if (token && from < end && isPluralPossessive(tokens, from - 1)) {
      from -= 1;
      continue;
    }
    if (!token) break;
    const isIn =
      isNominal(token) || (from < end && datesNext(tokens, from - 1)) || narrowsDocument(tokens, from - 1);
    if (!isIn || (from < end && right && !joins(token, right) && !describesNamed(tokens, from - 1))) break;
    if (from < end && isPastVerb(token, from - 2 < least ? undefined : tokens[from - 2])) break;
    from -= 1;
  }
  if (from === end) return end;
  while (from > least && has(tokens[from - 1], DETERMINER) && !opensContent(tokens, from - 1)) from -= 1;
  return from;
}

/** In "says that the officer" the "that" is no part of the phrase; in "that officer" it is. */
const opensContent = (tokens: readonly Token[], index: number): boolean =>
  tokens[index]?.lower === 'that' &&
  (has(tokens[index + 1], DETERMINER) ||
    previous(tokens, index)?.verbs.some(({ alsoNoun }) => !alsoNoun) === true);

export function baseEnd(tokens: readonly Token[], start: number): number {
  let to = start;
  while (has(tokens[to], DETERMINER) && !opensContent(tokens, to) && to - start < 3) to += 1;
  const first = to;
  while (to < tokens.length && to - start < LONGEST_BASE) {
    const token = tokens[to];
    const left = previous(tokens, to);
    if (to > first && isPluralPossessive(tokens, to)) {
      to += 1;
      continue;
    }
    const dates = datesNext(tokens, to);
    if (
      !token ||
      !(dates || isNominal(token)) ||
      (to > first && !dates && left && !(joins(left, token) || describesNamed(tokens, to - 1)))
    )
      break;
    // "page 4", but not "the files 40 people"
    if (to > first && token.isNumber && !left?.isCapital && !isOneOf(left, PARTS)) break;
    if (to > first && isPastVerb(token, left)) break;
    if (has(tokens[to + 1], TIME | OTHER_VERB) && (token.lower === 'last' || token.lower === 'next')) break;
    // "said Jane Doe standing nearby": after a name only a known noun goes on ("Harlow police").
    if (
      to > first &&
      left?.isCapital &&
      !left.possessive &&
      !token.isCapital &&
      !token.isNumber &&
      !leadsToNoun(tokens, to)
    )
      break;
    to += 1;
  }
  return to === first ? start : to;
}

function leadsToNoun(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  return (
    tokens[index]?.noun != null ||
    (next !== undefined &&
      !next.isCapital &&
      !tokens[index]?.lower.endsWith('ed') &&
      isNominal(next) &&
      next.noun !== null)
  );
}
