/** What a file is, told from its bytes. What it was declared as only decides between kinds of text. */
import { zipEntryNames } from './zip.ts';
import type { RefusalCode } from './reading.ts';

export type Format = 'pdf' | 'docx' | 'text';

const SIGNATURES: readonly [code: RefusalCode, offset: number, signature: readonly number[] | string][] = [
  ['image', 0, [0x89, 0x50, 0x4e, 0x47]],
  ['image', 0, [0xff, 0xd8, 0xff]],
  ['image', 0, 'GIF8'],
  ['image', 8, 'WEBP'],
  ['image', 0, [0x49, 0x49, 0x2a, 0x00]],
  ['image', 0, [0x4d, 0x4d, 0x00, 0x2a]],
  ['image', 4, 'ftypheic'],
  ['image', 4, 'ftypavif'],
  ['rtf', 0, '{\\rtf'],
  ['archive', 0, [0x1f, 0x8b]],
  ['archive', 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['archive', 0, 'Rar!\x1a\x07'],
  ['archive', 0, 'BZh'],
  ['archive', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['archive', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ['archive', 257, 'ustar'],
];
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** Readers look for a PDF's mark this far into the file, bytes. */
const PDF_MARK_WITHIN = 1_024;

export function formatOf(bytes: Uint8Array): Format | RefusalCode {
  if (bytes.length === 0) return 'empty';
  if (find(bytes.subarray(0, PDF_MARK_WITHIN), asBytes('%PDF-')) >= 0) return 'pdf';
  if (startsWith(bytes, 0, COMPOUND_FILE)) return kindOfCompoundFile(bytes);
  if (startsWith(bytes, 0, 'PK\x03\x04') || startsWith(bytes, 0, 'PK\x05\x06')) return kindOfZip(bytes);
  const known = SIGNATURES.find(([, offset, signature]) => startsWith(bytes, offset, signature));
  return known?.[0] ?? 'text';
}

/** Old Word, Excel and Outlook files; or a new one, wrapped up with a password. */
function kindOfCompoundFile(bytes: Uint8Array): RefusalCode {
  const encrypted = asBytes('EncryptedPackage').flatMap((byte) => [byte, 0]);
  return find(bytes, encrypted) >= 0 ? 'encrypted' : 'legacy-office';
}

function kindOfZip(bytes: Uint8Array): Format | RefusalCode {
  const names = zipEntryNames(bytes);
  if (!names) return 'damaged';
  if (names.has('word/document.xml')) return 'docx';
  if (names.has('content.xml') && names.has('mimetype')) return 'odt';
  if (names.has('xl/workbook.xml') || names.has('ppt/presentation.xml')) return 'office';
  return names.has('[Content_Types].xml') && [...names].some((name) => name.startsWith('word/'))
    ? 'docx'
    : 'archive';
}

const asBytes = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));

function startsWith(bytes: Uint8Array, offset: number, signature: readonly number[] | string): boolean {
  const wanted = typeof signature === 'string' ? asBytes(signature) : signature;
  return wanted.every((byte, i) => bytes[offset + i] === byte);
}

const find = (bytes: Uint8Array, wanted: readonly number[]): number =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(Buffer.from(wanted));
