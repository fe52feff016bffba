/** What reading a document gives: its lines with what is known about it, or the reason why not. */
import type { RegionLabel } from '#extraction';

/** One line of the document as a reader sees it. The canonical text is the lines joined with "\n". */
export interface Line {
  /** Without line breaks. */
  readonly text: string;
  /** What the document's own structure says the line is; null where it says nothing, as in plain text. */
  readonly hint: RegionLabel | null;
}

export const REFUSALS = {
  archive: 'This is an archive. Unpack it and send the documents one by one.',
  'consent-wall':
    'This page only asks for consent to cookies or data use. Accept it in a browser, save the article behind it, and send that file.',
  damaged: 'The file is damaged and cannot be opened. Ask for it again, or send its text.',
  'decompression-bomb':
    'Unpacked, this file would be far larger than any document. It is not opened; send the text as PDF or plain text.',
  empty: 'The document holds no text.',
  encrypted: 'The document is protected by a password. Save it without one and send it again.',
  image: 'This is an image. Run text recognition (OCR) on it and send the result, or type the text off.',
  'legacy-office':
    'This is an old binary Office file. Save it as DOCX or PDF in a word processor and send that.',
  'login-wall':
    'This page asks to sign in and shows no article. Sign in with a browser, save the article as HTML or PDF, and send that file.',
  'needs-script':
    'This page is empty until a browser runs its program. Open it in a browser, save it as PDF or as a complete page, and send that file.',
  'no-text-layer':
    'This PDF holds only pictures of its pages. Run text recognition (OCR) on it and send the result.',
  odt: 'OpenDocument files cannot be read yet. Save the document as DOCX or PDF and send that.',
  office: 'Spreadsheets and presentations cannot be read. Export the part that matters as PDF and send that.',
  'robot-check':
    'This page only asks to prove that a person is reading. Open it in a browser, save the article as HTML or PDF, and send that file.',
  rtf: 'RTF files cannot be read yet. Save the document as DOCX or PDF and send that.',
  'too-large': 'The document is too large to be read here. Split it, or send only the part that matters.',
  'too-slow': 'Reading the document took too long and was stopped. Split it, or send its text.',
  'unknown-encoding':
    'The characters of this text cannot be told for sure. Save it as UTF-8 and send it again.',
  'unknown-format':
    'This is not a kind of document that can be read. Send HTML, PDF, DOCX, EML or plain text.',
  'unreadable-text':
    'The text layer of this PDF is not readable text. Run text recognition (OCR) on it and send the result.',
} as const;
export type RefusalCode = keyof typeof REFUSALS;

export interface Refusal {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  /** One sentence or two for the person who sent it, with what to do. */
  readonly sentence: string;
}

export const refuse = (code: RefusalCode): Refusal => ({ kind: 'refused', code, sentence: REFUSALS[code] });

const LINES_MAX = 50_000;
const UNITS_MAX = 5_000_000;
const TOO_LONG: Refusal = {
  ...refuse('too-large'),
  sentence:
    'The document has more than 50,000 lines or five million characters: split it, or send the part that matters.',
};

/**
 * Why a text is not taken further: what follows, in the caller's own memory, looks at every line together with all others.
 * Counts UTF-16 units, as that costs nothing.
 */
export function refuseTooLong(lines: readonly string[]): Refusal | null {
  if (lines.length > LINES_MAX) return TOO_LONG;
  return lines.reduce((units, line) => units + line.length + 1, 0) > UNITS_MAX + 1 ? TOO_LONG : null;
}

export type PartialCode =
  | 'attachments-left-out'
  | 'no-article-found'
  | 'other-type'
  | 'page-limit'
  | 'pages-without-text'
  | 'part-behind-payment'
  | 'unreadable-characters';

/** Why what was read may not be all, or not exactly, what the document says. */
export interface PartialReason {
  readonly code: PartialCode;
  readonly sentence: string;
}

export interface ReadDocument {
  readonly kind: 'read';
  /** What the bytes are, whatever they were declared as: "text/html", without parameters. */
  readonly mediaType: string;
  /** Label of the WHATWG Encoding Standard; null for formats that bring their own. */
  readonly encoding: string | null;
  readonly title: string | null;
  /** The outlet: a site's name, a message's sender. */
  readonly publisher: string | null;
  /** YYYY-MM-DD as the document's metadata states it, in the publisher's own time zone. */
  readonly publishedAt: string | null;
  readonly author: string | null;
  /** As declared, BCP 47. */
  readonly language: string | null;
  /** In reading order; everything a reader sees, nothing deleted. */
  readonly lines: readonly Line[];
  readonly warnings: readonly PartialReason[];
}

export type Reading = ReadDocument | Refusal;

/** What one document may cost. */
export interface ReadingLimits {
  /** Size of the file, and of what it unpacks to times ten. */
  readonly bytes: number;
  readonly pages: number;
  readonly milliseconds: number;
  /** Resident memory of the process that reads. */
  readonly memoryBytes: number;
}

const MEBIBYTE = 2 ** 20;
export const READING_LIMITS: ReadingLimits = {
  bytes: 50 * MEBIBYTE,
  pages: 2_000,
  milliseconds: 60_000,
  memoryBytes: 512 * MEBIBYTE,
};

export interface ReadingOptions {
  /** The media type it came with, parameters included: "text/html; charset=koi8-r". */
  readonly declaredType?: string | null;
  readonly fileName?: string | null;
  readonly limits?: Partial<ReadingLimits>;
}

export type ReadMetadata = Pick<ReadDocument, 'title' | 'publisher' | 'publishedAt' | 'author' | 'language'>;
export const NO_METADATA: ReadMetadata = {
  title: null,
  publisher: null,
  publishedAt: null,
  author: null,
  language: null,
};
