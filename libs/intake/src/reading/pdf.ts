/** A PDF with a text layer, by pdf.js: positioned pieces of text, put together to lines, paragraphs and running lines. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, VerbosityLevel, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
// Makes itself known to the above, which would otherwise load it by a path that depends on how we are run.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { languageTag, shortText } from './metadata-values.ts';
import { pageLines, type PageOfLines } from './pdf-lines.ts';
import { paragraphsOf } from './pdf-paragraphs.ts';
import { NO_METADATA, refuse, type PartialReason, type Reading, type RefusalCode } from './reading.ts';

/** Where the text layer's letters mean nothing: private use, unassigned, controls, U+FFFD. */
const MEANINGLESS = /[\p{Co}\p{Cn}\uFFFD]|(?!\s)\p{Cc}/gu;
/** Beyond this share the text cannot be read; below it, it is read with a warning. */
const MEANINGLESS_SHARE = 0.2;
/** Characters of text below which the pages are pictures, with a stamp or a page number at most. */
const TEXT_PER_PAGE_MIN = 8;

/** @param pagesMax further pages are left out, with a warning */
export async function readPdf(bytes: Uint8Array, pagesMax: number): Promise<Reading> {
  let document: PDFDocumentProxy;
  try {
    document = await open(bytes);
  } catch (error) {
    return refuse(refusalFor(error));
  }
  try {
    return await readPages(document, pagesMax);
  } finally {
    await document.destroy();
  }
}

function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return getDocument({
    data: new Uint8Array(bytes), // a copy: pdf.js takes its data away
    cMapUrl: `${join(folder, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    verbosity: VerbosityLevel.ERRORS,
  }).promise;
}

function refusalFor(error: unknown): RefusalCode {
  return error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged';
}

async function readPages(document: PDFDocumentProxy, pagesMax: number): Promise<Reading> {
  const pages: PageOfLines[] = [];
  let unreadablePages = 0;
  for (let number = 1; number <= Math.min(document.numPages, pagesMax); number++) {
    const page = await readPage(document, number);
    if (page) pages.push(page);
    else unreadablePages += 1;
  }
  const text = pages.flatMap(({ lines }) => lines.map((line) => line.text)).join('\n');
  const meaningless = text.match(MEANINGLESS)?.length ?? 0;
  if (pages.length === 0) return refuse('damaged');
  if (text.replaceAll(/\s/g, '').length < TEXT_PER_PAGE_MIN * Math.min(pages.length, 10))
    return refuse('no-text-layer');
  if (meaningless > text.length * MEANINGLESS_SHARE) return refuse('unreadable-text');
  const empty = pages.filter(({ lines }) => lines.length === 0).length + unreadablePages;
  return {
    kind: 'read',
    mediaType: 'application/pdf',
    encoding: null,
    ...NO_METADATA,
    ...(await information(document)),
    lines: paragraphsOf(pages),
    warnings: warningsAbout({ pages: document.numPages, pagesMax, empty, meaningless }),
  };
}

/** One damaged page does not take the others with it. */
async function readPage(document: PDFDocumentProxy, number: number): Promise<PageOfLines | null> {
  try {
    const page = await document.getPage(number);
    const { height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    page.cleanup();
    return pageLines(
      items.flatMap((item) => ('str' in item ? [item] : [])),
      height,
    );
  } catch {
    return null;
  }
}

/** The dates of the file are of its making, often by printing a page much later: none of them is the text's own. */
async function information(document: PDFDocumentProxy) {
  const { info } = await document.getMetadata();
  const entry = (name: string): string | null => {
    const value: unknown = name in info ? Object.entries(info).find(([key]) => key === name)?.[1] : null;
    return typeof value === 'string' ? value : null;
  };
  const title = shortText(entry('Title'));
  const isFileName = /^(?:untitled|microsoft word - )|\.(?:docx?|pdf|indd|rtf|odt|qxp)$/i.test(title ?? '');
  return {
    title: isFileName ? null : title,
    author: shortText(entry('Author')),
    language: languageTag(entry('Language')),
  };
}

function warningsAbout(found: {
  pages: number;
  pagesMax: number;
  empty: number;
  meaningless: number;
}): PartialReason[] {
  const { pages, pagesMax, empty, meaningless } = found;
  const reasons: PartialReason[] = [];
  if (pages > pagesMax)
    reasons.push({
      code: 'page-limit',
      sentence: `Only the first ${pagesMax} of ${pages} pages were read.`,
    });
  if (empty > 0)
    reasons.push({
      code: 'pages-without-text',
      sentence: `${empty} of ${Math.min(pages, pagesMax)} pages hold no readable text; if they show any, it is a picture.`,
    });
  if (meaningless > 0)
    reasons.push({
      code: 'unreadable-characters',
      sentence: `${meaningless} characters of the text layer stand for nothing that can be read.`,
    });
  return reasons;
}
