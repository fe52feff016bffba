/** Subjects that only count: "several said", "one of them recalls", "47% say", "about four in 10 said". */
import { clauseStart, type Words } from './clauses.ts';
import { has, pronounAt, type Phrase } from './phrase.ts';
import { speakerNoun } from './speaker-nouns.ts';
import type { Token } from './tokens.ts';
import { COORDINATOR } from './word-classes.ts';

const QUANTITIES = new Set(
  'one two three four five six seven eight nine ten several many some most both few another each'.split(' '),
);

/** "Several | said", "One | recalls": some of those who were spoken of before. */
export function quantity(words: Words, end: number): Phrase | null {
  const at = end - 1;
  const starts = at === 0 || clauseStart(words, end) === at || has(words.tokens[at - 1], COORDINATOR);
  return starts && isQuantity(words.tokens, at) ? pronounAt(at) : null;
}

const ASKED = speakerNoun('people');
const APPROXIMATELY = /^(?:about|around|nearly|almost|only|just|some|over|roughly|approximately)$/;

/** "47% | say", "Sixty-six percent | said", "about four in 10 | said": of those who were asked. */
export function shareOfAsked({ tokens }: Words, end: number): Phrase | null {
  const last = tokens[end - 1];
  const isPercent = last?.text === '%' || /^per-?cent$/.test(last?.lower ?? '');
  const isRatio = /^(?:in|of)$/.test(tokens[end - 2]?.lower ?? '') && isNumeral(tokens[end - 1]);
  const numeral = isPercent ? end - 2 : end - 3;
  if (!ASKED || !(isPercent || isRatio) || !isNumeral(tokens[numeral])) return null;
  const from = APPROXIMATELY.test(tokens[numeral - 1]?.lower ?? '') ? numeral - 1 : numeral;
  return { ...pronounAt(from), to: end, nameTo: end, noun: ASKED, isPronoun: false };
}

const isNumeral = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.isNumber || QUANTITIES.has(token.lower) || /^(?:\w+ty|ten)(?:-\w+)?$/.test(token.lower));

/** A numeral or quantifier that stands for people, or the "them" of "one of them". */
export function isQuantity(tokens: readonly Token[], at: number): boolean {
  if (QUANTITIES.has(tokens[at]?.lower ?? '')) return true;
  return (
    tokens[at]?.lower === 'them' &&
    tokens[at - 1]?.lower === 'of' &&
    QUANTITIES.has(tokens[at - 2]?.lower ?? '')
  );
}
