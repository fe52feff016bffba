/** Subjects that only count: "several said", "one of them recalls", "47% say", "about four in 10 said". */
import { wordSet } from '../word-set.ts';
import { clauseStart, type Words } from './clauses.ts';
import { phraseAfter } from './noun-phrases.ts';
import { has, previous, pronounAt, type Phrase } from './phrase.ts';
import { speakerNoun } from './speaker-nouns.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';
import { COORDINATOR } from './word-classes.ts';

const QUANTITIES = wordSet(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty thirty forty fifty several many some most both few another each',
);

/** "Several | said", "One | recalls": some of those who were spoken of before. */
export function quantity(words: Words, end: number): Phrase | null {
  // "One of the three | told"
  const isSomeOf =
    previous(words.tokens, end - 1)?.lower === 'the' && previous(words.tokens, end - 2)?.lower === 'of';
  const at = isSomeOf && isQuantity(words.tokens, end - 1) ? end - 4 : end - 1;
  if (!isQuantity(words.tokens, at)) return null;
  const starts = at === 0 || clauseStart(words, end) === at || has(previous(words.tokens, at), COORDINATOR);
  if (!starts) return null;
  return allOfThem(words.tokens, at) ?? pronounAt(at);
}

/** In tokens: "of eight former officials who were asked about it". */
const LONGEST_WHOLE = 12;

/** "Of eight officials who were asked, seven | said": the eight. */
function allOfThem(tokens: readonly Token[], at: number): Phrase | null {
  if (previous(tokens, at)?.text !== ',') return null;
  for (let index = at - 2; index >= Math.max(0, at - 2 - LONGEST_WHOLE); index -= 1) {
    if (tokens[index]?.lower !== 'of') continue;
    const whole = phraseAfter(tokens, index + 1);
    const counts = whole?.noun?.plural === true && !whole.isName;
    return counts ? { ...whole, from: at, to: at + 1 } : null;
  }
  return null;
}

const ASKED = speakerNoun('people');
const RATIO = wordSet('in of');
const APPROXIMATELY = wordSet('about around nearly almost only just some over roughly approximately');

/** "47% | say", "Sixty-six percent | said", "about four in 10 | said": of those who were asked. */
export function shareOfAsked({ tokens }: Words, end: number): Phrase | null {
  const last = tokens[end - 1];
  const isPercent = last?.text === '%' || last?.lower === 'percent' || last?.lower === 'per-cent';
  const isRatio = isOneOf(previous(tokens, end - 1), RATIO) && isNumeral(tokens[end - 1]);
  const numeral = isPercent ? end - 2 : end - 3;
  if (!ASKED || !(isPercent || isRatio) || !isNumeral(tokens[numeral])) return null;
  const from = isOneOf(previous(tokens, numeral), APPROXIMATELY) ? numeral - 1 : numeral;
  return { ...pronounAt(from), to: end, nameTo: end, noun: ASKED, isPronoun: false };
}

const isNumeral = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.isNumber || QUANTITIES.has(token.lower) || /^(?:\w+ty|ten)(?:-\w+)?$/.test(token.lower));

/** A numeral or quantifier that stands for people, or the "them" of "one of them". */
export function isQuantity(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (isOneOf(token, QUANTITIES) || (token?.isNumber && /^\d{1,3}$/.test(token.text))) return true;
  return (
    token?.lower === 'them' &&
    previous(tokens, at)?.lower === 'of' &&
    isOneOf(previous(tokens, at - 1), QUANTITIES)
  );
}
