/** Bytes to text, or null when no reading of them is text: a wrong guess would pin passages into mojibake. */

/** What the bytes 80 to 9F mean in windows-1252; a space marks the five that mean nothing. Written out because TextDecoder of Node 20 reads them as control characters. */
const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
/** More control characters than this, and valid UTF-8 is still no text: UTF-16 without its mark, for one. */
const CONTROL_SHARE = 0.1;

export function decodeDocument(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeStrictly(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeStrictly(bytes, 'utf-16be');
  const controls = bytes.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0);
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (utf8 !== null) return controls > bytes.length * CONTROL_SHARE ? null : utf8;
  return controls ? null : decodeWindows1252(bytes);
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The last resort for old European pages, and only without control bytes: almost any bytes can be read this way. */
function decodeWindows1252(bytes: Uint8Array): string | null {
  const pieces: string[] = [];
  for (const byte of bytes) {
    const character =
      byte < 0x80 || byte > 0x9f ? String.fromCharCode(byte) : WINDOWS_1252.charAt(byte - 0x80);
    if (character === ' ' && byte !== 0x20) return null;
    pieces.push(character);
  }
  return pieces.join('');
}

/** Tab, line feed, form feed and carriage return belong to texts. */
const isControl = (byte: number): boolean =>
  (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d) || byte === 0x7f;
