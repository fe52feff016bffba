/** Which words can begin a quantity or a date. Most cannot: asking first keeps the grammars off them. */
import { isNumberWord } from './numbers.ts';
import { words, type Token } from './tokens.ts';

const AMOUNT_OPENERS = words(
  `a an another every the both half several once twice thrice double triple treble quadruple doubled doubling tripled trebled tripling
  quadrupled dozens scores hundreds thousands millions billions decades centuries tens teens twenties thirties forties fifties sixties
  seventies eighties nineties us au c ca nz hk s usd eur gbp chf jpy cny aud cad nzd sek nok dkk pln inr rs`,
);
/** A mark may be the sign of a currency. */
const isCurrencyLike = ({ text }: Token): boolean => text === '$' || text > '\u007F';

export function mayBeginAmount(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'number') return true;
  if (token.kind === 'mark') return isCurrencyLike(token);
  return AMOUNT_OPENERS.has(token.lower) || isNumberWord(token.lower) || token.lower.endsWith('fold');
}

const DATE_OPENERS = words(
  `since after before by until till between from the early mid late start beginning middle end first second third fourth last this next
  past coming recent recently earlier later today tonight yesterday tomorrow weekend spring summer autumn fall winter christmas a an half
  days weeks months years decades centuries generations january february march april may june july august september october november
  december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday`,
);

export const mayBeginDate = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.kind === 'number' ||
    (token.kind === 'word' &&
      (DATE_OPENERS.has(token.lower) || isNumberWord(token.lower) || /day['’]s$/.test(token.lower))));
