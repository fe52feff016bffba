/** Writes PDF files with a text layer: Helvetica for what it has, and a font of codes for any other character. */
import { deflateSync } from 'node:zlib';

export interface PlacedText {
  readonly text: string;
  readonly x?: number;
  /** From the bottom of the page, which is 842 points high. */
  readonly y: number;
  readonly size?: number;
}

export interface PdfWishes {
  readonly info?: Readonly<Record<string, string>>;
  /** A stream in place of the first page's. */
  readonly content?: Uint8Array;
  /** Further entries of the trailer. */
  readonly trailer?: string;
}

export function pdfFile(pages: readonly (readonly PlacedText[])[], wishes: PdfWishes = {}): Uint8Array {
  const codes = new Map<string, number>();
  const contents = pages.map((texts) => texts.map((text) => drawn(text, codes)).join('\n'));
  const first = 6;
  const objects: (string | Buffer)[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${first + 1 + i * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 600 /FontDescriptor << /Type /FontDescriptor /FontName /Any /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>] /ToUnicode 5 0 R >>',
    stream(Buffer.from(toUnicode(codes))),
    `<< ${Object.entries(wishes.info ?? {})
      .map(([name, value]) => `/${name} (${value})`)
      .join(' ')} >>`,
  ];
  contents.forEach((content, i) => {
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${first + 2 + i * 2} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
      stream(i === 0 && wishes.content ? wishes.content : Buffer.from(content)),
    );
  });
  return assembled(objects, wishes.trailer ?? '');
}

function drawn({ text, x = 72, y, size = 11 }: PlacedText, codes: Map<string, number>): string {
  const isPlain = /^[\x20-\x7E]*$/.test(text);
  const shown = isPlain
    ? `(${text.replaceAll(/[\\()]/g, (character) => `\\${character}`)})`
    : `<${Array.from(text, (character) => codeOf(character, codes)).join('')}>`;
  return `BT /${isPlain ? 'F1' : 'F2'} ${size} Tf 1 0 0 1 ${x} ${y} Tm ${shown} Tj ET`;
}

function codeOf(character: string, codes: Map<string, number>): string {
  const code = codes.get(character) ?? codes.size + 1;
  codes.set(character, code);
  return code.toString(16).padStart(4, '0');
}

function toUnicode(codes: ReadonlyMap<string, number>): string {
  const pairs = [...codes].map(([character, code]) => {
    const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
    return `<${code.toString(16).padStart(4, '0')}> <${units.map((unit) => unit.toString(16).padStart(4, '0')).join('')}>`;
  });
  return `/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
${pairs.length} beginbfchar ${pairs.join('\n')} endbfchar
endcmap end`;
}

function stream(data: Uint8Array): Buffer {
  const packed = deflateSync(data);
  return Buffer.concat([
    Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
    packed,
    Buffer.from('\nendstream'),
  ]);
}

function assembled(objects: readonly (string | Buffer)[], trailer: string): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  objects.forEach((object, i) => {
    const part = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ]);
    offsets.push(length);
    length += part.length;
    parts.push(part);
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF`;
  return new Uint8Array(Buffer.concat([...parts, Buffer.from(end)]));
}
