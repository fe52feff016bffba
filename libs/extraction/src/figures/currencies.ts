/** Currencies as they stand before a number. Their names behind one are units. */
import { wordSet } from '../word-set.ts';
import { isOf, lowerAt, tokenAt, type Token } from './tokens.ts';
import { wordClass } from './vocabulary.ts';

const CURRENCY_SIGNS = new Map([
  ...Object.entries({
    $: 'USD',
    '€': 'EUR',
    '£': 'GBP',
    '¥': 'JPY',
    '₹': 'INR',
    '₽': 'RUB',
    '₩': 'KRW',
    '₺': 'TRY',
  }),
  ...Object.entries({ '₪': 'ILS', '₴': 'UAH', '₦': 'NGN', '฿': 'THB', '₫': 'VND', '₱': 'PHP' }),
]);
const DOLLARS = new Map(
  Object.entries({ us: 'USD', a: 'AUD', au: 'AUD', c: 'CAD', ca: 'CAD', nz: 'NZD', hk: 'HKD', s: 'SGD' }),
);
const CODES = wordSet('usd eur gbp chf jpy cny aud cad nzd sek nok dkk pln inr rs');
const OPENS_CURRENCY = wordClass([...CURRENCY_SIGNS.keys(), ...DOLLARS.keys(), ...CODES]);

export interface CurrencyReading {
  readonly currency: string;
  /** Index of the token after the currency: where the number begins. */
  readonly end: number;
}

/** "£", "US$", "EUR " at this token, before a number. */
export function currencyAt(tokens: readonly Token[], at: number): CurrencyReading | null {
  if (!isOf(tokens, at, OPENS_CURRENCY)) return null;
  const sign = CURRENCY_SIGNS.get(lowerAt(tokens, at));
  if (sign !== undefined) return { currency: sign, end: at + 1 };
  const word = tokenAt(tokens, at);
  if (word?.kind !== 'word') return null;
  const dollar = DOLLARS.get(word.lower);
  const next = tokens[at + 1];
  if (dollar !== undefined && next?.text === '$' && !next.spaced) return { currency: dollar, end: at + 2 };
  if (!CODES.has(word.lower) || word.text === word.lower) return null;
  // "Rs. 500"
  const end = word.lower === 'rs' && next?.text === '.' && !next.spaced ? at + 2 : at + 1;
  if (tokens[end]?.kind !== 'number') return null;
  return { currency: word.lower === 'rs' ? 'INR' : word.text.toUpperCase(), end };
}
