/** Ages that only their surroundings give away: "aged 17", "Ana Lopez, 31,", "a woman of 81", "in his 40s", "under-18s". */
import { wordSet } from '../word-set.ts';
import { betweenBefore, type Amount } from './amounts.ts';
import { isExtremeAge, isListedExtreme } from './extreme-ages.ts';
import { isPersonNoun } from './persons.ts';
import { hasNounAt, nameEndingAt, nounPhraseAt } from './noun-phrases.ts';
import { operatorBefore, type OperatorReading } from './operators.ts';
import { isNumberAt, joinsAt, lowerAt, numberWordAt, tokenAt, type Token } from './tokens.ts';
import { TENS } from './tens.ts';
import { unitAt } from './units.ts';

const OLDEST = 125;
const RELATIVES = wordSet(
  'son daughter mother father wife husband brother sister grandson granddaughter grandmother grandfather mum dad mom partner friend nephew niece cousin',
);
const isPerson = (word: string): boolean => isPersonNoun(word) || RELATIVES.has(word);
export const isAgeContext = isPerson;

/** `amount`, of `amountAt`, as an age because of what stands around it; numbers with a unit of their own are read elsewhere. */
export function agedAt(tokens: readonly Token[], at: number, amount: Amount | null): Amount | null {
  const token = tokenAt(tokens, at);
  if (token?.kind !== 'word' && token?.kind !== 'number') return null;
  const inTens = tensAt(tokens, at, token);
  if (inTens) return inTens;
  if (token.kind === 'word' && token.value === null) return null;
  if (
    !amount ||
    amount.kind !== null ||
    amount.isVague ||
    amount.low > OLDEST ||
    !Number.isInteger(amount.low)
  )
    return null;
  const operator = operatorBefore(tokens, at);
  const end = agedEnd(tokens, at, amount, operator);
  if (end === null) return null;
  const { start, low, high, isVague } = amount;
  return { start, end, low, high, kind: 'age', unit: 'year', isVague };
}

/** The token after the age; null when the amount is none. */
function agedEnd(
  tokens: readonly Token[],
  at: number,
  { end, high }: Amount,
  operator: OperatorReading | null,
): number | null {
  const before = operator?.start ?? at;
  if (saysAge(tokens, before)) return end;
  const ofGroup = groupEnd(tokens, at, end);
  if (ofGroup > end) return ofGroup;
  if (operator && (boundsPersons(tokens, operator, end) || /^as (?:young|old) as$/.test(operator.phrase)))
    return end;
  if (lowerAt(tokens, end) === '%' || hasNounAt(tokens, end)) return null;
  if (isExtremeAge(tokens, startOf(tokens, at, before), end)) return end;
  return high === null && isApposition(tokens, at, end) ? end : null;
}

/** Where "between 80 and 90", "from 15 to 17" begins. */
const startOf = (tokens: readonly Token[], at: number, before: number): number =>
  betweenBefore(tokens, at) ?? (lowerAt(tokens, before - 1) === 'from' ? before - 1 : before);

/** "adults over 65 pay", "children under 5": a bound right after the persons it divides. */
function boundsPersons(tokens: readonly Token[], operator: OperatorReading, end: number): boolean {
  if (!/^(?:over|under|above|below|older than|younger than)$/.test(operator.phrase)) return false;
  const whom = lowerAt(tokens, operator.start - 1);
  return (
    (isPerson(whom) || /^(?:those|anyone|everyone|anybody|everybody)$/.test(whom)) &&
    !nounPhraseAt(tokens, end).isPlural
  );
}

/** "aged 17", "at the age of 17", "aged between 12 and 15", "a woman of 81", "who is three", "turned 18", "aged 34, 52 and 67". */
function saysAge(tokens: readonly Token[], at: number): boolean {
  let before = at - 1;
  if (FROM.has(lowerAt(tokens, before))) before -= 1;
  const word = lowerAt(tokens, before);
  if (AGED.has(word)) return true;
  if (!SAYS_AGE.has(word)) return false;
  // "The youngest was 12, and | 40 people were hurt"
  if (word === ',' || word === 'and')
    return !nounPhraseAt(tokens, at + 1).isPlural && isListedAge(tokens, before);
  const bare = !hasNounAt(tokens, at + 1) && !unitAt(tokens, at + 1);
  if (word === 'of')
    return (
      /^ages?$/.test(lowerAt(tokens, before - 1)) ||
      (bare &&
        isPerson(lowerAt(tokens, before - 1)) &&
        !HAS_MEMBERS.test(lowerAt(tokens, before - 1)) &&
        /^(?:a|an|the|another)$/.test(articleBefore(tokens, before - 1)) &&
        !lowerAt(tokens, before - 1).endsWith('s'))
    );
  if (word === 'is' || word === 'was')
    return (
      bare &&
      (/^(?:who|he|she)$/.test(lowerAt(tokens, before - 1)) || isNamedPerson(tokens, before - 1, at)) &&
      /^(?:[.,;)]|when|at|and|)$/.test(lowerAt(tokens, at + 1))
    );
  // "turned 18"
  return bare;
}

/** "The suspect, Dan Roper, is 62." A name of two words, and a number that can be an age. */
function isNamedPerson(tokens: readonly Token[], last: number, at: number): boolean {
  const end = lowerAt(tokens, last) === ',' ? last - 1 : last;
  const age = tokens[at]?.value ?? 0;
  const isFullName = nameEndingAt(tokens, end)?.split(' ').length === 2;
  if (!isFullName || numberWordAt(tokens, end) !== null || age < YOUNGEST_NAMED || age > OLDEST) return false;
  const before = lowerAt(tokens, end - 2);
  return end === last ? !/^(?:of|in|at|for|from|to|by|with|on|near)$/.test(before) : before === ',';
}
const YOUNGEST_NAMED = 10;

/** "aged 34, 52 and | 67": numbers and an "aged" before them. */
function isListedAge(tokens: readonly Token[], last: number): boolean {
  for (let i = last, far = 0; far < 6; far += 1) {
    if (!isAnd(tokens, i)) return AGED.has(lowerAt(tokens, i)) || isListedExtreme(tokens, i + 1, last);
    while (isAnd(tokens, i)) i -= 1;
    if (!isNumberAt(tokens, i) && numberWordAt(tokens, i) === null) return false;
    i -= 1;
  }
  return false;
}

const isAnd = (tokens: readonly Token[], at: number): boolean =>
  lowerAt(tokens, at) === ',' || lowerAt(tokens, at) === 'and';
const FROM = wordSet('between from about around');
const AGED = wordSet('age aged ages');
/** What may stand before an age without "aged". */
const SAYS_AGE = wordSet('turned turns turning of is was , and');

/** "A mother of five", "a crew of 12": that many children, and people. */
const HAS_MEMBERS =
  /^(?:(?:grand|step|god)?(?:mother|father|parent)s?|mum|mom|mummy|dad|granny|grandma|grandad|grandpa|nan|crew|family|team|staff|jury|household|couple)$/;

/** "The mother of three, 42,", "a father-of-two (35)": where the parent stands; null when no such number ends at this token. */
export function parentEndingAt(tokens: readonly Token[], last: number): number | null {
  if (!isNumberAt(tokens, last) && numberWordAt(tokens, last) === null) return null;
  const of = joinsAt(tokens, last - 1) ? last - 2 : last - 1;
  const parent = joinsAt(tokens, of - 1) ? of - 2 : of - 1;
  return lowerAt(tokens, of) === 'of' && HAS_MEMBERS.test(lowerAt(tokens, parent)) ? parent : null;
}

function articleBefore(tokens: readonly Token[], noun: number): string {
  for (let i = noun - 1; i >= Math.max(0, noun - 3); i -= 1)
    if (/^(?:a|an|the|another)$/.test(lowerAt(tokens, i))) return lowerAt(tokens, i);
  return '';
}

/** "under-18s", "over 65s": the "s" belongs to the age. */
function groupEnd(tokens: readonly Token[], at: number, end: number): number {
  const before = joinsAt(tokens, at - 1) ? at - 2 : at - 1;
  const isPlural = lowerAt(tokens, end) === 's' && tokens[end]?.spaced === false;
  return isPlural && /^(?:under|over)$/.test(lowerAt(tokens, before)) ? end + 1 : end;
}

/** "Ana Lopez, 31, said", "The driver, 37,", "her son (12)". */
function isApposition(tokens: readonly Token[], at: number, end: number): boolean {
  const mark = lowerAt(tokens, at - 1);
  if ((mark !== ',' && mark !== '(') || !isNumberAt(tokens, at)) return false;
  const after = lowerAt(tokens, end);
  if (mark === '(' ? after !== ')' : !/^(?:[,.;:)—–]|and|who|of|from|was|is|said|)$/.test(after))
    return false;
  if (after === ',' && isNumberAt(tokens, end + 1)) return false;
  if (parentEndingAt(tokens, at - 2) !== null) return true;
  return isPerson(lowerAt(tokens, at - 2)) || (nameEndingAt(tokens, at - 2)?.length ?? 0) > 1;
}

/** "in his 40s", "in her late twenties". */
function tensAt(tokens: readonly Token[], at: number, token: Token): Amount | null {
  const isDigits =
    token.kind === 'number' &&
    lowerAt(tokens, at + 1) === 's' &&
    tokens[at + 1]?.spaced === false &&
    /^[2-9]0$/.test(token.text);
  const low = isDigits ? Number(token.text) : token.kind === 'word' ? TENS.get(token.lower) : undefined;
  if (low === undefined) return null;
  const part = /^(?:early|mid|late)$/.exec(lowerAt(tokens, joinsAt(tokens, at - 1) ? at - 2 : at - 1))?.[0];
  const owner = lowerAt(tokens, at - (part === undefined ? 1 : joinsAt(tokens, at - 1) ? 3 : 2));
  if (!/^(?:his|her|their|my|our)$/.test(owner)) return null;
  const [first, last] =
    part === 'early' ? [0, 3] : part === 'mid' ? [4, 6] : part === 'late' ? [7, 9] : [0, 9];
  const bounds = low === 13 ? { low: 13, high: 19 } : { low: low + first, high: low + last };
  return { ...bounds, start: at, end: isDigits ? at + 2 : at + 1, kind: 'age', unit: 'year', isVague: false };
}
