/** Bytes to text: what the byte order mark says, then what was declared, then UTF-8, then the old Western European pages. */
import type { PartialReason } from './reading.ts';

export interface Decoded {
  readonly text: string;
  /** Label of the WHATWG Encoding Standard. */
  readonly encoding: string;
  /** How many characters had to be replaced with U+FFFD. */
  readonly unreadable: number;
}

/** What the bytes 80 to 9F mean in windows-1252, U+FFFD where nothing: TextDecoder of Node 20 reads them as control characters. */
const WINDOWS_1252 = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ';
const C1_CONTROL = /[\x80-\x9F]/g;
/** More control characters than this, and it is no text: an unknown binary format, or UTF-16 without its mark. */
const CONTROL_SHARE = 0.02;
/** More replaced characters than this, and a reader would not recognise the text. */
const UNREADABLE_SHARE = 0.1;
/** In Western European languages hardly one letter in seven lies outside ASCII; another alphabet read as windows-1252 has little else. */
const ACCENTED_SHARE = 0.3;

/**
 * @param declared the encodings named for the text, the most trusted first; unknown names are passed over
 * @returns null when no reading of the bytes is text: a wrong guess would pin passages into gibberish
 */
export function decodeText(bytes: Uint8Array, declared: readonly (string | null)[] = []): Decoded | null {
  const decoded = decodeByMark(bytes) ?? decodeWithoutMark(bytes, declared.flatMap(knownEncoding));
  return decoded && isText(decoded) ? decoded : null;
}

export function unreadableCharacters({ unreadable, encoding }: Decoded): PartialReason[] {
  if (unreadable === 0) return [];
  const counted = unreadable === 1 ? 'One character' : `${unreadable} characters`;
  return [
    {
      code: 'unreadable-characters',
      sentence: `${counted} could not be read as ${encoding} and ${unreadable === 1 ? 'is' : 'are'} shown as \uFFFD.`,
    },
  ];
}

/** Control characters that a decoder made of windows-1252 bytes, set right: no text has them on purpose. */
export const withoutC1Controls = (text: string): string =>
  text.replaceAll(C1_CONTROL, (control) => WINDOWS_1252.charAt(control.charCodeAt(0) - 0x80));

function decodeByMark(bytes: Uint8Array): Decoded | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs(bytes, 'utf-16be');
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeAs(bytes, 'utf-8');
  return null;
}

function decodeWithoutMark(bytes: Uint8Array, declared: readonly string[]): Decoded | null {
  const utf8 = decodeAs(bytes, 'utf-8');
  // Bytes that happen to be flawless UTF-8 are UTF-8, whatever an old header says; not so the encodings that use ASCII bytes only.
  if (utf8.unreadable === 0 && !declared.some(isSevenBit)) return utf8;
  const readings = declared.map((encoding) => decodeAs(bytes, encoding));
  const flawless = readings.find(({ unreadable }) => unreadable === 0);
  if (flawless) return flawless;
  // Nothing fits: either UTF-8 with foreign bytes pasted in, or an undeclared page of old.
  if (countMultibyte(utf8.text) > utf8.unreadable) return utf8;
  if (readings[0]) return readings[0];
  const western = decodeAs(bytes, 'windows-1252');
  return looksWestern(western.text) ? western : null;
}

function decodeAs(bytes: Uint8Array, encoding: string): Decoded {
  const decoded = new TextDecoder(encoding).decode(bytes);
  const text = encoding === 'windows-1252' ? withoutC1Controls(decoded) : decoded;
  return { text, encoding, unreadable: countUnreadable(text) };
}

function knownEncoding(label: string | null): string[] {
  try {
    const { encoding } = new TextDecoder(label?.trim() || 'unknown');
    // A page that could be read far enough to find this name in it is not in UTF-16.
    return [encoding.startsWith('utf-16') ? 'utf-8' : encoding];
  } catch {
    return [];
  }
}

const isSevenBit = (encoding: string) => encoding === 'iso-2022-jp';

/** A genuine U+FFFD in the text counts too: it stands for something that somebody else could not read. */
function countUnreadable(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) count += 1;
  return count;
}

function countMultibyte(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f && text[i] !== '\uFFFD') count += 1;
  return count;
}

function looksWestern(text: string): boolean {
  let letters = 0;
  let accented = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) letters += 1;
    else if (code >= 0xc0 && code <= 0xff) accented += 1;
  }
  return accented <= (letters + accented) * ACCENTED_SHARE;
}

function isText({ text, unreadable }: Decoded): boolean {
  let controls = 0;
  for (let i = 0; i < text.length; i++) if (isControl(text.charCodeAt(i))) controls += 1;
  return controls <= text.length * CONTROL_SHARE && unreadable <= text.length * UNREADABLE_SHARE;
}

/** Tab, line feed, form feed, carriage return and the escape of teletype logs belong to texts. */
const isControl = (code: number): boolean =>
  (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0c && code !== 0x0d && code !== 0x1b) ||
  code === 0x7f;
