/** A Word document (ECMA-376, WordprocessingML): its paragraphs in order, headers, footers and notes included. */
import { decodeText } from './decode-text.ts';
import { readWordParagraphs, readWordStyles, type WordParagraph } from './docx-paragraphs.ts';
import { shortText } from './metadata-values.ts';
import { NO_METADATA, refuse, type Line, type Reading } from './reading.ts';
import { readXml } from './xml.ts';
import { DamagedZip, DecompressionBomb, Zip } from './zip.ts';

export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const ENTRIES_MAX = 10_000;
const RATIO_MAX = 200;
/** Pictures make most of a large file and hardly pack, so that its unpacked size stays near its own. */
const UNPACKED_TIMES_MAX = 4;
/** Of one part's XML, bytes: some ten thousand pages. */
const PART_BYTES_MAX = 64 * 2 ** 20;

class PartTooLarge extends Error {}

/** @param bytesMax that a document's file may have */
export function readDocx(bytes: Uint8Array, bytesMax: number): Reading {
  try {
    const limits = { totalBytes: bytesMax * UNPACKED_TIMES_MAX, entries: ENTRIES_MAX, ratio: RATIO_MAX };
    const zip = new Zip(bytes, limits);
    return zip.isEncrypted ? refuse('encrypted') : readParts(zip);
  } catch (error) {
    if (error instanceof DecompressionBomb) return refuse('decompression-bomb');
    if (error instanceof PartTooLarge) return refuse('too-large');
    if (error instanceof DamagedZip) return refuse('damaged');
    throw error;
  }
}

function readParts(zip: Zip): Reading {
  const main = partOf(zip, 'word/document.xml');
  if (main === null) return refuse('damaged');
  const styles = readWordStyles(partOf(zip, 'word/styles.xml') ?? '');
  const named = (pattern: RegExp) =>
    zip.names
      .filter((name) => pattern.test(name))
      .toSorted()
      .flatMap((name) => readWordParagraphs(partOf(zip, name) ?? '', styles));
  const body = readWordParagraphs(main, styles);
  const lines = [
    ...named(/^word\/header\d*\.xml$/).map(asBoilerplate),
    ...withHints(body),
    ...named(/^word\/(?:footnotes|endnotes)\.xml$/).map(({ text }): Line => ({ text, hint: null })),
    ...named(/^word\/footer\d*\.xml$/).map(asBoilerplate),
  ];
  if (lines.length === 0) return refuse('empty');
  return {
    kind: 'read',
    mediaType: DOCX_TYPE,
    encoding: null,
    ...NO_METADATA,
    ...coreProperties(partOf(zip, 'docProps/core.xml') ?? '', lines),
    lines,
    warnings: [],
  };
}

function partOf(zip: Zip, name: string): string | null {
  const bytes = zip.read(name);
  if (bytes && bytes.length > PART_BYTES_MAX) throw new PartTooLarge(`${name} has ${bytes.length} bytes`);
  return bytes && (decodeText(bytes)?.text ?? null);
}

const asBoilerplate = ({ text }: WordParagraph): Line => ({ text, hint: 'boilerplate' });

/** Only styles that say what a line is are taken for it; the rest is left to its words. */
function withHints(paragraphs: readonly WordParagraph[]): Line[] {
  const title = paragraphs.findIndex(({ style }) => style === 'title');
  const headline = title >= 0 ? title : paragraphs.findIndex(({ style }) => style === 'heading 1');
  return paragraphs.map(({ text, style }, i) => {
    if (i === headline) return { text, hint: 'headline' };
    if (style === 'subtitle') return { text, hint: 'standfirst' };
    return { text, hint: style === 'caption' ? 'caption' : null };
  });
}

/** Dates of the file are of its making, not of its publication. */
function coreProperties(xml: string, lines: readonly Line[]) {
  const properties = new Map<string, string>();
  let current: string | null = null;
  readXml(xml, {
    open: (name) => (current = name),
    text: (text) => current !== null && properties.set(current, (properties.get(current) ?? '') + text),
    close: () => (current = null),
  });
  const headline = lines.find(({ hint }) => hint === 'headline')?.text;
  return {
    title: shortText(headline ?? properties.get('dc:title')),
    author: shortText(properties.get('dc:creator')),
  };
}
