/** Which lines of a PDF run along the pages: headers, footers, page numbers. */
import type { PageOfLines, PdfLine } from './pdf-lines.ts';

/** Part of the page's height, above and below, where such lines stand. */
const MARGIN = 0.12;
/** A line of text repeated on so many pages runs along; of short documents, on every second. */
const PAGES_REPEATED = 3;
const PAGE_NUMBER =
  /^[\s\-–—|·•[(]*(?:(?:page|p\.?|seite|página|стр\.?)\s*)?(?:\d{1,5}|[ivxl]{1,6})(?:\s*(?:of|\/|de|von)\s*\d{1,5})?[\s\-–—|·•\])]*$/iu;

export function runningLines(pages: readonly PageOfLines[]): ReadonlySet<PdfLine> {
  const pagesByText = new Map<string, PdfLine[]>();
  const running = new Set<PdfLine>();
  for (const page of pages) {
    const seen = new Set<string>();
    for (const line of page.lines) {
      const margin = marginOf(line, page.height);
      if (!margin) continue;
      if (PAGE_NUMBER.test(line.text.slice(0, 60))) running.add(line);
      const key = `${margin} ${Math.round(line.size)} ${line.text.replaceAll(/\d+/g, '#')}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const lines = pagesByText.get(key);
      if (lines) lines.push(line);
      else pagesByText.set(key, [line]);
    }
  }
  const wanted = Math.max(2, Math.min(PAGES_REPEATED, Math.ceil(pages.length / 2)));
  for (const lines of pagesByText.values())
    if (lines.length >= wanted) lines.forEach((line) => running.add(line));
  return running;
}

function marginOf({ y }: PdfLine, height: number): 'top' | 'bottom' | null {
  if (y < height * MARGIN) return 'top';
  return y > height * (1 - MARGIN) ? 'bottom' : null;
}
