/** The noun phrase after a number, and the name before one, found without a tagger. */
import { wordSet } from '../word-set.ts';
import {
  isCapitalised,
  isNumberAt,
  isOf,
  joinsAt,
  lowerAt,
  numberWordAt,
  tokenAt,
  type Token,
} from './tokens.ts';
import { DETERMINER, isVerbLike, PLURAL, STOP, VERB_LIKE } from './word-classes.ts';

export interface NounPhrase {
  /** Without articles. */
  readonly words: readonly string[];
  /** The noun that is counted, lower-case; '' when there is none. */
  readonly head: string;
  readonly isPlural: boolean;
  /** Index of the token after the phrase. */
  readonly end: number;
}
const LONGEST_PHRASE = 5;
/** Tokens, the hyphens between the words among them. */
const REACH = 3 * LONGEST_PHRASE;
const MORE = wordSet('more other further additional extra fewer different separate');

const isAnyNumber = (tokens: readonly Token[], at: number): boolean =>
  isNumberAt(tokens, at) || numberWordAt(tokens, at) !== null;

/** "of the port's 2,400 workers": the owner is not what is counted. */
const isPossessive = (tokens: readonly Token[], at: number): boolean =>
  isAnyNumber(tokens, at + 1) && /['’]s$/.test(lowerAt(tokens, at));

/** Where the words begin: after "of", articles and what only counts. */
function pastArticles(tokens: readonly Token[], start: number): number {
  let at = start;
  if (lowerAt(tokens, at) === 'of') at += 1;
  while (isOf(tokens, at, DETERMINER) || (at > start && isPossessive(tokens, at))) at += 1;
  if (at > start && isAnyNumber(tokens, at)) at += 1;
  return MORE.has(lowerAt(tokens, at)) ? at + 1 : at;
}

/** Whether the phrase can hold the token: a word, neither a function word nor a number. */
const holds = (tokens: readonly Token[], at: number): boolean => {
  const token = tokenAt(tokens, at);
  return token?.kind === 'word' && token.value === null && (token.classes & STOP) === 0;
};

/** Whether a noun phrase begins at this token: `nounPhraseAt` finds a word. */
export function hasNounAt(tokens: readonly Token[], start: number): boolean {
  const at = pastArticles(tokens, start);
  let first = at;
  while (first < at + REACH && joinsAt(tokens, first)) first += 1;
  return first < at + REACH && holds(tokens, first);
}

/** The noun phrase that begins at this token: "police photographs", "of the new homes". It ends with its first plural. */
export function nounPhraseAt(tokens: readonly Token[], start: number): NounPhrase {
  const at = pastArticles(tokens, start);
  const found: string[] = [];
  /** The token that ends each of the words. */
  const ends: number[] = [];
  let isPlural = false;
  for (let i = at; i < Math.min(tokens.length, at + REACH) && found.length < LONGEST_PHRASE; i += 1) {
    if (joinsAt(tokens, i)) continue;
    const token = tokens[i];
    if (!token || !holds(tokens, i)) break;
    const hasPluralForm = (token.classes & PLURAL) !== 0;
    if (isPlural && !hasPluralForm) break;
    isPlural ||= hasPluralForm;
    const last = found.length > 0 && joinsAt(tokens, i - 1) ? found.pop() : undefined;
    if (last !== undefined) ends.pop();
    found.push(last === undefined ? token.text : `${last}-${token.text}`);
    ends.push(i);
  }
  let end = (ends.at(-1) ?? at - 1) + 1;
  if (!isPlural) end -= cutAtVerb(found, tokens, ends);
  return { words: found, head: lowerAt(tokens, ends[found.length - 1] ?? -1), isPlural, end };
}

/** "one person died": in a phrase without a plural the verb is taken for a noun; it and what follows is cut off. How much was. */
function cutAtVerb(found: string[], tokens: readonly Token[], ends: readonly number[]): number {
  const verb = found.findIndex(
    (word, i) =>
      i > 0 && (word.includes('-') ? isVerbLike(word.toLowerCase()) : isOf(tokens, ends[i] ?? -1, VERB_LIKE)),
  );
  return verb < 0 ? 0 : found.splice(verb).length;
}

/** "Ana Lopez" right before this token, for "Ana Lopez, 31"; null when no name stands there. */
export function nameEndingAt(tokens: readonly Token[], last: number): string | null {
  let from = last + 1;
  while (from > 0 && last - from < 3 && isCapitalised(tokens, from - 1) && !isOf(tokens, from - 1, STOP))
    from -= 1;
  return from > last
    ? null
    : tokens
        .slice(from, last + 1)
        .map(({ text }) => text)
        .join(' ');
}
