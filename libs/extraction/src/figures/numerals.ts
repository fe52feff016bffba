/** What one token is worth: digits in any script, fraction signs, number words. */

const counted = (list: string, first: number, step: number): [string, number][] =>
  list.split(' ').map((word, i) => [word, first + i * step]);
const NUMBER_WORDS = new Map([
  ...counted('zero one two three four five six seven eight nine', 0, 1),
  ...counted('ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen', 10, 1),
  ...counted('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10),
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
  ['⅐', 1 / 7],
  ['⅛', 1 / 8],
  ['⅜', 3 / 8],
  ['⅝', 5 / 8],
  ['⅞', 7 / 8],
  ['⅑', 1 / 9],
  ['⅒', 1 / 10],
]);
export const FRACTION_SIGNS = [...SIGNS.keys()].join('');

export const wordValue = (word: string): number | null => NUMBER_WORDS.get(word) ?? null;
export const signValue = (text: string): number | null => SIGNS.get(text) ?? null;

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
  // "€20.000": nobody tells thousandths that end in two noughts.
  if (/^[1-9]\d{0,2}\.\d00$/.test(plain)) return finite(plain.replace('.', ''));
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
