/**
 * The one form of a document's text that passages point into. Two copies that differ only in line ends, byte order
 * mark or composed accents get the same text, and the database can store every character of it.
 */
export function canonicalText(raw: string): string {
  return (
    raw
      // First, because what they separated may belong together: a carriage return and its line feed, a letter and its accent.
      .replaceAll(/[\0\uFEFF]/g, '')
      .replaceAll(/\r\n?/g, '\n')
      // Half a surrogate pair is no character and has no UTF-8 form; it would change on the way through storage.
      .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
      .normalize('NFC')
  );
}
