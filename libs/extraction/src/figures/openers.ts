/** Which words can begin a quantity or a date. Most cannot: asking first keeps the grammars off them. */
import { wordSet } from '../word-set.ts';
import { HOLIDAY_NAMES } from './holidays.ts';
import { ORDINAL_WORDS } from './ordinals.ts';
import { TENS } from './tens.ts';
import { NUMBER, NUMBER_WORD } from './tokens.ts';
import { wordClass } from './vocabulary.ts';
import { END_WORDS, QUARTER_LETTERS } from './year-parts.ts';
import { APOSTROPHES } from './years.ts';

const AMOUNT_OPENERS = wordSet(
  `a an another every the both half several once twice thrice double triple treble quadruple doubled doubling tripled trebled tripling
  quadrupled dozens scores hundreds thousands millions billions decades centuries tens us au c ca nz hk s usd eur gbp chf jpy cny aud cad nzd sek nok dkk pln inr rs`,
);
/** A mark may be the sign of a currency. */
export const OPENS_AMOUNT =
  NUMBER |
  NUMBER_WORD |
  wordClass([...AMOUNT_OPENERS, ...TENS.keys()], ({ kind, text, lower }) =>
    kind === 'mark' ? text === '$' || text > '\u007F' : lower.endsWith('fold'),
  );

const DATE_OPENERS = wordSet(
  `since after before by until till to ending ended between from the early mid late start beginning middle end this next past
  coming recent recently earlier later today tonight yesterday tomorrow weekend spring summer autumn fall winter a an half day
  night week month year days weeks months years decades centuries generations january february march april may june july august
  september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday
  saturday sunday`,
);

export const OPENS_DATE =
  NUMBER |
  NUMBER_WORD |
  wordClass(
    [...DATE_OPENERS, ...END_WORDS, ...QUARTER_LETTERS, ...ORDINAL_WORDS, ...HOLIDAY_NAMES, ...APOSTROPHES],
    ({ lower }) => lower.endsWith("day's") || lower.endsWith('day’s'),
  );
