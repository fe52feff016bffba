/** Reads a document of any kind. Everything here runs on hostile input: call it through `readInChild`. */
import { decodeText, type Decoded } from './decode-text.ts';
import { readPlainText } from './plain-text.ts';
import {
  READING_LIMITS,
  refuse,
  REFUSALS,
  type PartialReason,
  type Reading,
  type ReadingOptions,
  type RefusalCode,
} from './reading.ts';
import { formatOf } from './sniff.ts';
import { kindOfText } from './text-kind.ts';

const NAMES: Readonly<Record<string, string>> = {
  'text/html': 'a web page',
  'application/pdf': 'a PDF',
  'message/rfc822': 'an e-mail message',
  'text/plain': 'plain text',
};

/**
 * Never throws: what cannot be read is refused with a code and a sentence.
 * Time and memory are not limited here, as nothing can be stopped from inside.
 */
export async function readDocument(bytes: Uint8Array, options: ReadingOptions = {}): Promise<Reading> {
  const limits = { ...READING_LIMITS, ...options.limits };
  if (bytes.length > limits.bytes) return refuse('too-large');
  const format = formatOf(bytes);
  try {
    const reading = await readAs(format, bytes, options, limits);
    if (reading.kind === 'refused') return reading;
    if (!reading.lines.some(({ text }) => /\S/.test(text))) return refuse('empty');
    return {
      ...reading,
      warnings: [...reading.warnings, ...otherType(options.declaredType, reading.mediaType)],
    };
  } catch {
    // The parsers are not ours and throw whatever they please at what is broken.
    return refuse('damaged');
  }
}

/** The parsers are loaded when needed: each takes longer to load than a page takes to read. */
async function readAs(
  format: ReturnType<typeof formatOf>,
  bytes: Uint8Array,
  options: ReadingOptions,
  limits: { bytes: number; pages: number },
): Promise<Reading> {
  if (isRefusal(format)) return refuse(format);
  if (format === 'pdf') return (await import('./pdf.ts')).readPdf(bytes, limits.pages);
  if (format === 'docx') return (await import('./docx.ts')).readDocx(bytes, limits.bytes);
  return readText(bytes, options);
}

async function readText(bytes: Uint8Array, { declaredType, fileName }: ReadingOptions): Promise<Reading> {
  const [type = '', ...parameters] = (declaredType ?? '').split(';').map((part) => part.trim());
  const charset =
    parameters.flatMap((parameter) => /^charset="?([^"]+)"?$/i.exec(parameter)?.[1] ?? [])[0] ?? null;
  const kind = kindOfText(bytes, type.toLowerCase(), fileName ?? '');
  if (kind === 'html') return (await import('./html.ts')).readHtml(bytes, charset);
  if (kind === 'eml') return (await import('./eml.ts')).readEml(bytes);
  const decoded: Decoded | null = decodeText(bytes, [charset]);
  if (decoded) return readPlainText(decoded);
  return refuse(kind === 'text' ? 'unknown-encoding' : 'unknown-format');
}

const isRefusal = (format: string): format is RefusalCode => format in REFUSALS;

function otherType(declared: string | null | undefined, mediaType: string): PartialReason[] {
  const type = declared?.split(';')[0]?.trim().toLowerCase() ?? '';
  const known = NAMES[type];
  if (known === undefined || type === mediaType) return [];
  return [
    {
      code: 'other-type',
      sentence: `It was sent as ${known} but is ${NAMES[mediaType] ?? 'a Word document'}, and was read as that.`,
    },
  ];
}
