/** A text with the differences taken out that extraction makes: quotes, dashes, spaces, invisible characters, capitals. */

const REPLACED: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  ʼ: "'",
  '′': "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '«': '"',
  '»': '"',
  '″': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '…': '...',
};
/** Soft hyphens, joiners, direction marks, variation selectors: an extraction keeps or drops them as it likes. */
export const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const SPACE = /\s/u;
const BEYOND_ASCII = 0x80;

/** The plain form and, for each of its UTF-16 units, the units of the text that it stands for. */
export interface PlainForm {
  readonly text: string;
  /** First unit of the source. */
  readonly from: Int32Array;
  /** Behind the last unit of the source. */
  readonly to: Int32Array;
}

export function plainForm(text: string): PlainForm {
  let plain = '';
  const from: number[] = [];
  const to: number[] = [];
  let unit = 0;
  let last = '';
  for (const character of text) {
    const start = unit;
    unit += character.length;
    const replacement = plainCharacter(character);
    // A run of spaces or dashes is one.
    if (replacement === '' || ((replacement === ' ' || replacement === '-') && replacement === last))
      continue;
    last = replacement;
    plain += replacement;
    for (let i = 0; i < replacement.length; i++) {
      from.push(start);
      to.push(unit);
    }
  }
  return { text: plain, from: Int32Array.from(from), to: Int32Array.from(to) };
}

function plainCharacter(character: string): string {
  if (SPACE.test(character)) return ' ';
  if ((character.codePointAt(0) ?? 0) < BEYOND_ASCII)
    return character === '`' ? "'" : character.toLowerCase();
  if (INVISIBLE.test(character)) return '';
  // Ligatures, full-width forms and the like.
  return REPLACED[character] ?? character.normalize('NFKC').toLowerCase();
}
