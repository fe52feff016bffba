/** Where clauses begin, and who opens a sentence. */
import { wordSet } from '../word-set.ts';
import { isLeadingParticiple } from './base-phrases.ts';
import { phraseAfter } from './noun-phrases.ts';
import { has, previous, type Phrase } from './phrase.ts';
import { isPlace } from './places.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';
import { ADVERB, COORDINATOR, DETERMINER, PREPOSITION, PRONOUN, SUBORDINATOR, TIME } from './word-classes.ts';

/** A sentence's words and, for each, whether it stands in quotation marks. */
export interface Words {
  readonly tokens: readonly Token[];
  readonly quoted: readonly number[];
}

/** In tokens: nobody reads a subject further back. */
export const FURTHEST_CLAUSE = 40;
export const LONGEST_RELATIVE = 14;
export const isMark = (token: Token | undefined): boolean => token !== undefined && !token.isWord;
const CLAUSE_MARKS = new Set([',', ';', ':', '—', '–', '-', '(', ')', '[', '…', '•', '|']);

export const endsClause = (token: Token): boolean => !token.isWord && CLAUSE_MARKS.has(token.text);

/** Opens a clause that the main one stands against. */
export const CONCEDING = wordSet('while although though whereas');

/** The index after the nearest mark or subordinating word to the left. */
export function clauseStart({ tokens, quoted }: Words, end: number): number {
  for (let index = end - 1; index >= Math.max(0, end - FURTHEST_CLAUSE); index -= 1) {
    const token = tokens[index];
    if (!token || quoted[index] || endsClause(token)) return index + 1;
    if (has(token, SUBORDINATOR) || (token.lower === 'that' && !has(previous(tokens, index), PREPOSITION)))
      return index + 1;
  }
  return Math.max(0, end - FURTHEST_CLAUSE);
}

/** "Shortly after the vote": a capital that the start of the sentence explains. */
const opensWithAdverb = (tokens: readonly Token[], at: number): boolean =>
  at === 0 && tokens[0]?.noun === null && !tokens[1]?.isCapital && /.{3}ly$/.test(tokens[0].lower);

function afterComma(tokens: readonly Token[], at: number, before: number): number {
  let index = at;
  while (index < before && tokens[index]?.text !== ',') index += 1;
  return index + 1;
}

/** A place after a place, or another adverbial. */
function goesOnLeading(tokens: readonly Token[], at: number): boolean {
  const first = tokens[at];
  if (has(first, PREPOSITION | TIME)) return true;
  if (!first?.isCapital || tokens[at + 1]?.text !== ',' || at < 2 || !tokens[at - 2]?.isCapital) return false;
  const next = tokens[at + 2];
  return (
    first.text.includes('.') ||
    isPlace([first]) ||
    has(next, PREPOSITION | TIME) ||
    next?.lower === 'the' ||
    next?.isCapital === true
  );
}

const UNITS_OF_TIME = wordSet(
  'minute minutes hour hours day days week weeks month months year years decade decades',
);
const BEFORE_OR_AFTER = wordSet('later earlier before after ago');
const BEFORE_TIMES = wordSet('in on by since');

/** "In September 2019 | the agency", "On Monday | Jane Doe", "Nine hours later, | a clerk": where a time ends that no comma need end. */
function pastTimeAfter(tokens: readonly Token[], start: number): number {
  let at = start;
  if (isOneOf(tokens[at + 1], UNITS_OF_TIME) && isOneOf(tokens[at + 2], BEFORE_OR_AFTER)) at += 3;
  else if (isOneOf(tokens[at], BEFORE_TIMES)) {
    at += 1;
    while (has(tokens[at], TIME) || (tokens[at]?.isNumber && /^\d{1,4}$/.test(tokens[at]?.text ?? '')))
      at += 1;
    if (at === start + 1) return start;
  } else return start;
  if (tokens[at]?.text === ',') return at + 1;
  return has(tokens[at], DETERMINER | PRONOUN) || tokens[at]?.isCapital === true ? at : start;
}

/** The phrase that opens the sentence, past what leads it in ("On Monday, …", "After the flood, …"). */
export function mainSubject({ tokens, quoted }: Words, before: number): Phrase | null {
  let start = 0;
  while (
    start < before &&
    (isMark(tokens[start]) ||
      quoted[start] ||
      has(tokens[start], ADVERB | COORDINATOR) ||
      opensWithAdverb(tokens, start))
  )
    start += 1;
  start = pastTimeAfter(tokens, start);
  // "Late last month, the company"
  if (
    has(tokens[start], PREPOSITION | SUBORDINATOR | TIME) ||
    isLeadingParticiple(tokens, start) ||
    tokens[start]?.lower === 'late' ||
    tokens[start]?.lower === 'early'
  ) {
    start = afterComma(tokens, start, before);
    // "In Austin, Texas, on Monday, the minister"
    while (start < before && goesOnLeading(tokens, start)) start = afterComma(tokens, start, before);
  }
  const phrase = start < before ? phraseAfter(tokens, start) : null;
  if (!phrase || phrase.to > before) return null;
  return phrase.noun !== null || phrase.isName || (phrase.isPronoun && has(tokens[start], PRONOUN))
    ? phrase
    : null;
}
