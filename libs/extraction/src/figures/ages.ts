/** Ages that only their surroundings give away: "aged 17", "Ana Lopez, 31,", "a woman of 81", "in his 40s", "under-18s". */
import type { Amount } from './amounts.ts';
import { isPersonNoun } from './persons.ts';
import { nameEndingAt, nounPhraseAt } from './noun-phrases.ts';
import { isNumberWord } from './numbers.ts';
import { operatorBefore, type OperatorReading } from './operators.ts';
import { joinsAt, lowerAt, words, type Token } from './tokens.ts';
import { unitAt } from './units.ts';

const OLDEST = 125;
const RELATIVES = words(
  'son daughter mother father wife husband brother sister grandson granddaughter grandmother grandfather mum dad mom partner friend nephew niece cousin',
);
const isPerson = (word: string): boolean => isPersonNoun(word) || RELATIVES.has(word);
export const isAgeContext = isPerson;

const TENS = new Map([
  ['twenties', 20],
  ['thirties', 30],
  ['forties', 40],
  ['fifties', 50],
  ['sixties', 60],
  ['seventies', 70],
  ['eighties', 80],
  ['nineties', 90],
  ['teens', 13],
]);

/** `amount`, of `amountAt`, as an age because of what stands around it; numbers with a unit of their own are read elsewhere. */
export function agedAt(tokens: readonly Token[], at: number, amount: Amount | null): Amount | null {
  const token = tokens[at];
  if (!token || token.kind === 'mark' || token.kind === 'date') return null;
  const inTens = tensAt(tokens, at);
  if (inTens) return inTens;
  if (token.kind !== 'number' && !isNumberWord(token.lower)) return null;
  if (
    !amount ||
    amount.kind !== null ||
    amount.isVague ||
    amount.low > OLDEST ||
    !Number.isInteger(amount.low)
  )
    return null;
  const age: Amount = { ...amount, kind: 'age', unit: 'year' };
  const operator = operatorBefore(tokens, at);
  const before = operator?.start ?? at;
  if (saysAge(tokens, before)) return age;
  if (groupEnd(tokens, at, age.end) > age.end) return { ...age, end: groupEnd(tokens, at, age.end) };
  if (boundsPersons(tokens, operator, age) || /^as (?:young|old) as$/.test(operator?.phrase ?? ''))
    return age;
  if (nounPhraseAt(tokens, age.end).words.length > 0 || lowerAt(tokens, age.end) === '%') return null;
  if (amount.high === null && (isApposition(tokens, at, age.end) || isExtreme(tokens, before))) return age;
  return null;
}

/** "adults over 65 pay", "children under 5": a bound right after the persons it divides. */
function boundsPersons(tokens: readonly Token[], operator: OperatorReading | null, age: Amount): boolean {
  if (!operator || !/^(?:over|under|above|below|older than|younger than)$/.test(operator.phrase))
    return false;
  const whom = lowerAt(tokens, operator.start - 1);
  return (
    (isPerson(whom) || /^(?:those|anyone|everyone|anybody|everybody)$/.test(whom)) &&
    !nounPhraseAt(tokens, age.end).isPlural
  );
}

/** "aged 17", "at the age of 17", "aged between 12 and 15", "a woman of 81", "who is three", "turned 18", "aged 34, 52 and 67". */
function saysAge(tokens: readonly Token[], at: number): boolean {
  let before = at - 1;
  if (/^(?:between|from|about|around)$/.test(lowerAt(tokens, before))) before -= 1;
  const word = lowerAt(tokens, before);
  if (/^(?:aged?|ages)$/.test(word)) return true;
  const bare = nounPhraseAt(tokens, at + 1).words.length === 0 && !unitAt(tokens, at + 1);
  if (/^(?:turned|turns|turning)$/.test(word)) return bare;
  if (word === 'of')
    return (
      /^ages?$/.test(lowerAt(tokens, before - 1)) ||
      (bare &&
        isPerson(lowerAt(tokens, before - 1)) &&
        !HAS_MEMBERS.test(lowerAt(tokens, before - 1)) &&
        /^(?:a|an|the|another)$/.test(articleBefore(tokens, before - 1)) &&
        !lowerAt(tokens, before - 1).endsWith('s'))
    );
  if ((word === 'is' || word === 'was') && bare)
    return (
      /^(?:who|he|she)$/.test(lowerAt(tokens, before - 1)) &&
      /^(?:[.,;)]|when|at|and|)$/.test(lowerAt(tokens, at + 1))
    );
  for (let i = before, far = 0; (word === ',' || word === 'and') && far < 6; far += 1) {
    if (!/^(?:,|and)$/.test(lowerAt(tokens, i))) return /^(?:aged?|ages)$/.test(lowerAt(tokens, i));
    while (/^(?:,|and)$/.test(lowerAt(tokens, i))) i -= 1;
    if (tokens[i]?.kind !== 'number' && !isNumberWord(lowerAt(tokens, i))) return false;
    i -= 1;
  }
  return false;
}

/** "A mother of five", "a crew of 12": that many children, and people. */
const HAS_MEMBERS =
  /^(?:(?:grand|step|god)?(?:mother|father|parent)s?|mum|mom|mummy|dad|granny|grandma|grandad|grandpa|nan|crew|family|team|staff|jury|household|couple)$/;

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
  if ((mark !== ',' && mark !== '(') || tokens[at]?.kind !== 'number') return false;
  const after = lowerAt(tokens, end);
  if (mark === '(' ? after !== ')' : !/^(?:[,.;:)—–]|and|who|of|from|was|is|said|)$/.test(after))
    return false;
  if (after === ',' && tokens[end + 1]?.kind === 'number') return false;
  // "The mother of three, 42, was found"
  if (lowerAt(tokens, at - 3) === 'of' && HAS_MEMBERS.test(lowerAt(tokens, at - 4))) return true;
  return isPerson(lowerAt(tokens, at - 2)) || (nameEndingAt(tokens, at - 2)?.length ?? 0) > 1;
}

/** "The youngest was 14": an extreme of age a few words before, and nothing counted. */
function isExtreme(tokens: readonly Token[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 7); i -= 1) {
    if (/^(?:youngest|oldest|eldest)$/.test(lowerAt(tokens, i))) return true;
    if (tokens[i]?.kind === 'number' || /^[.;]$/.test(lowerAt(tokens, i))) return false;
  }
  return false;
}

/** "in his 40s", "in her late twenties". */
function tensAt(tokens: readonly Token[], at: number): Amount | null {
  const token = tokens[at];
  const isDigits =
    token?.kind === 'number' &&
    /^[2-9]0$/.test(token.text) &&
    lowerAt(tokens, at + 1) === 's' &&
    tokens[at + 1]?.spaced === false;
  const low = isDigits ? Number(token.text) : TENS.get(token?.lower ?? '');
  if (low === undefined) return null;
  const part = /^(?:early|mid|late)$/.exec(lowerAt(tokens, joinsAt(tokens, at - 1) ? at - 2 : at - 1))?.[0];
  const owner = lowerAt(tokens, at - (part === undefined ? 1 : joinsAt(tokens, at - 1) ? 3 : 2));
  if (!/^(?:his|her|their|my|our)$/.test(owner)) return null;
  const [first, last] =
    part === 'early' ? [0, 3] : part === 'mid' ? [4, 6] : part === 'late' ? [7, 9] : [0, 9];
  const bounds = low === 13 ? { low: 13, high: 19 } : { low: low + first, high: low + last };
  return { ...bounds, start: at, end: isDigits ? at + 2 : at + 1, kind: 'age', unit: 'year', isVague: false };
}
