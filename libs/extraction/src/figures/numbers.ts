/** The value of numbers in digits ("2,800", "1.5m", "٣٠٠") and in words ("a hundred and twenty", "half a million"). */
import { areMillions, countsPlural } from './millions.ts';
import { joinsAt, lowerAt, pastHyphen, type Token } from './tokens.ts';

export interface NumberReading {
  readonly value: number;
  /** Index of the token after the number. */
  readonly end: number;
  /** The factor that magnitude words gave: 1e6 for "3.5 million". */
  readonly scale: number;
  /** "a few hundred": nobody counted. */
  readonly isVague: boolean;
}

const counted = (list: string, first: number, step: number): [string, number][] =>
  list.split(' ').map((word, i) => [word, first + i * step]);
const ONES = new Map(counted('one two three four five six seven eight nine', 1, 1));
const TEENS = new Map([
  ...counted('ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen', 10, 1),
  ['zero', 0] as const,
]);
const TENS = new Map(counted('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10));
const MAGNITUDES = new Map([
  ['dozen', 12],
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['lakh', 1e5],
  ['million', 1e6],
  ['mn', 1e6],
  ['mln', 1e6],
  ['crore', 1e7],
  ['billion', 1e9],
  ['bn', 1e9],
  ['trillion', 1e12],
  ['tn', 1e12],
  ['trn', 1e12],
]);
const SIGNS = new Map<string, number>([
  ['¼', 1 / 4],
  ['½', 1 / 2],
  ['¾', 3 / 4],
  ['⅓', 1 / 3],
  ['⅔', 2 / 3],
  ['⅕', 1 / 5],
  ['⅖', 2 / 5],
  ['⅗', 3 / 5],
  ['⅘', 4 / 5],
  ['⅙', 1 / 6],
  ['⅚', 5 / 6],
  ['⅛', 1 / 8],
  ['⅜', 3 / 8],
  ['⅝', 5 / 8],
  ['⅞', 7 / 8],
]);

export const signValue = (text: string): number | null => SIGNS.get(text) ?? null;
const smallValue = (word: string): number | undefined => ONES.get(word) ?? TEENS.get(word) ?? TENS.get(word);
export const isNumberWord = (word: string): boolean => smallValue(word) !== undefined;

/** The number that begins at this token; null when none does. `money`: a currency stands before it, so "m" is million. */
export function numberAt(tokens: readonly Token[], at: number, money = false): NumberReading | null {
  const token = tokens[at];
  if (!token) return null;
  if (token.kind === 'number') return numeral(tokens, at, money);
  if (token.kind !== 'word') return null;
  return articled(tokens, at) ?? numberWords(tokens, at);
}

/** "2,800", "3.5 million", "2½", "£3bn", "1.5m people". */
function numeral(tokens: readonly Token[], at: number, money: boolean): NumberReading | null {
  const sign = signValue(lowerAt(tokens, at));
  const digits = sign ?? digitsValue(lowerAt(tokens, at));
  if (digits === null) return null;
  let end = at + 1;
  const added = sign === null && tokens[end]?.spaced === false ? signValue(lowerAt(tokens, end)) : null;
  if (added !== null) end += 1;
  const suffix = tokens[end];
  if (suffix?.spaced === false && suffix.kind === 'word') {
    if (suffix.lower === 'k' && (money || countsPlural(tokens, end + 1)))
      return { value: digits * 1e3, end: end + 1, scale: 1e3, isVague: false };
    if (suffix.lower === 'm' && (money || areMillions(tokens, at, end + 1)))
      return { value: tidy(digits * 1e6), end: end + 1, scale: 1e6, isVague: false };
    if (suffix.lower === 'b' && money)
      return { value: tidy(digits * 1e9), end: end + 1, scale: 1e9, isVague: false };
  }
  return andAHalf(tokens, magnified(tokens, end, digits + (added ?? 0)));
}

/** "a hundred", "an estimated" is not one; "half a million", "a quarter of a million", "a few hundred", "several dozen". */
function articled(tokens: readonly Token[], at: number): NumberReading | null {
  const [first, second, third] = [lowerAt(tokens, at), lowerAt(tokens, at + 1), lowerAt(tokens, at + 2)];
  if (first === 'half' && second === 'a' && MAGNITUDES.has(third)) return magnified(tokens, at + 2, 1 / 2);
  if (first === 'a' && second === 'quarter' && third === 'of' && MAGNITUDES.has(lowerAt(tokens, at + 4)))
    return magnified(tokens, at + 4, 1 / 4);
  if (first === 'a' && second === 'few' && MAGNITUDES.has(third))
    return { ...magnified(tokens, at + 2, 2), isVague: true };
  if (first === 'several' && MAGNITUDES.has(second))
    return { ...magnified(tokens, at + 1, 2), isVague: true };
  if (first === 'a' && second === 'couple') {
    const next = third === 'of' ? at + 3 : at + 2;
    return MAGNITUDES.has(lowerAt(tokens, next)) ? { ...magnified(tokens, next, 2), isVague: true } : null;
  }
  if ((first === 'a' || first === 'an') && MAGNITUDES.has(second))
    return andAHalf(tokens, numberWordsFrom(tokens, at + 1, 1));
  return null;
}

function numberWords(tokens: readonly Token[], at: number): NumberReading | null {
  if (!isNumberWord(lowerAt(tokens, at))) return null;
  return andAHalf(tokens, numberWordsFrom(tokens, at, null));
}

/** "one hundred and twenty thousand": a group below a thousand, then its magnitude, and so on downwards. */
function numberWordsFrom(tokens: readonly Token[], at: number, start: number | null): NumberReading {
  let total = 0;
  let group = start;
  let scale = 1;
  let end = at;
  // What may still be added to the group: after "twenty" a one to nine, after a magnitude anything smaller.
  let room = start === null ? Infinity : 0;
  for (let i = at; i < tokens.length; i = pastHyphen(tokens, end)) {
    const word = lowerAt(tokens, i);
    const afterAnd = word === 'and' && scale > 1 && room > 1 ? i + 1 : i;
    const small = smallValue(lowerAt(tokens, afterAnd));
    if (small !== undefined && small < room) {
      group = (group ?? 0) + small;
      room = TENS.has(lowerAt(tokens, afterAnd)) ? 10 : 0;
      end = afterAnd + 1;
      continue;
    }
    const magnitude = MAGNITUDES.get(word);
    if (
      magnitude === undefined ||
      (total > 0 && magnitude >= 1000) ||
      (magnitude <= 100 && (group ?? 0) >= 100)
    )
      break;
    if (magnitude <= 100) {
      group = (group ?? 1) * magnitude;
      room = magnitude;
    } else {
      total += (group ?? 1) * magnitude;
      group = null;
      room = magnitude;
    }
    scale = Math.max(scale, magnitude);
    end = i + 1;
  }
  return { value: total + (group ?? 0), end, scale, isVague: false };
}

/** Magnitude words after a number in digits: "3.5 million", "two hundred thousand" is read above. */
function magnified(tokens: readonly Token[], at: number, value: number): NumberReading {
  let end = at;
  let scale = 1;
  for (
    let i = pastHyphen(tokens, at);
    scale < 1e6 && MAGNITUDES.has(lowerAt(tokens, i));
    i = pastHyphen(tokens, end)
  ) {
    scale *= MAGNITUDES.get(lowerAt(tokens, i)) ?? 1;
    end = i + 1;
  }
  return { value: tidy(value * scale), end, scale, isVague: false };
}

/** "two and a half years", "a million and a half". */
function andAHalf(tokens: readonly Token[], reading: NumberReading): NumberReading {
  const { end } = reading;
  const at = joinsAt(tokens, end) ? end + 1 : end;
  if (lowerAt(tokens, at) !== 'and') return reading;
  const article = pastHyphen(tokens, at + 1);
  const half = pastHyphen(tokens, article + 1);
  if (lowerAt(tokens, article) !== 'a' || lowerAt(tokens, half) !== 'half') return reading;
  // "two and a half million": the magnitude comes after the half.
  if (reading.scale === 1) return magnified(tokens, half + 1, reading.value + 1 / 2);
  return { ...reading, value: reading.value + reading.scale / 2, end: half + 1 };
}

/** What digits with separators are worth; null for versions, addresses and numbers with a leading zero ("1.2.3", "007"). */
export function digitsValue(text: string): number | null {
  const plain = /^[\d.,]+$/.test(text) ? text : ascii(text);
  if (/^0\d/.test(plain)) return null;
  if (/^\d+$/.test(plain)) return finite(plain);
  const thousands = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain) && !plain.startsWith('0,');
  const lakhs = /^\d{1,2}(?:,\d{2})*,\d{3}(?:\.\d+)?$/.test(plain) && !plain.startsWith('0,');
  if (thousands || lakhs) return finite(plain.replaceAll(',', ''));
  // "1.200.000,50": points group and a comma begins the decimals.
  if (/^\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?$/.test(plain) || /^\d{1,3}(?:\.\d{3})+,\d+$/.test(plain))
    return finite(plain.replaceAll('.', '').replace(',', '.'));
  if (/^\d+[.,]\d+$/.test(plain)) return finite(plain.replace(',', '.'));
  return null;
}

/** ASCII digits and separators: Arabic, Persian, Devanagari and full-width digits, apostrophes and narrow spaces. */
function ascii(text: string): string {
  let plain = '';
  for (const character of text) {
    if (character === '٫') plain += '.';
    else if (character === '٬') plain += ',';
    // Apostrophes and spaces only group: a space was read into the token only before three digits.
    else if (!/['’\s]/.test(character)) plain += digitOf(character);
  }
  return plain;
}

const ZEROS = [0x660, 0x6f0, 0x966, 0xff10];
/** A digit of another script stays as it is, and the number is then not read. */
function digitOf(character: string): string {
  const code = character.charCodeAt(0);
  const zero = ZEROS.find((first) => code >= first && code <= first + 9);
  return zero === undefined ? character : String(code - zero);
}

const finite = (text: string): number | null => {
  const value = Number(text);
  return Number.isFinite(value) && value < 1e18 ? value : null;
};

/** 1.1 * 1e6 is 1100000.0000000001 in binary. */
export const tidy = (value: number): number =>
  Number.isSafeInteger(value) && Math.abs(value) < 1e12 ? value : Number(value.toPrecision(12));
