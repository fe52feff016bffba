/** Lines of a PDF put together to paragraphs, over columns and pages, words divided at line ends made whole. */
import type { Line } from './reading.ts';
import type { PageOfLines, PdfLine } from './pdf-lines.ts';
import { runningLines } from './pdf-running.ts';

/** Parts of the letters' size or of the usual distance of lines. */
const SIZE_TOLERANCE = 0.12;
const INDENT = 0.8;
const LEADING_TOLERANCE = 1.3;
/** Where a document has too few lines to tell. */
const LEADING_USUAL = 1.25;
const HEADLINE_SIZE = 1.25;
const HEADLINE_LENGTH_MAX = 300;

const DIVIDED = /(\p{L}+)[-\u2010]$/u;
const TERMINATED = /[.!?…:;。！？؟۔][”’"')\]»]*$/u;
/** A sentence does not begin so: lower case, or a script without cases. */
const GOES_ON = /^[“‘"'(«]?[\p{Ll}\p{Lo}\d]/u;
const BULLET = /^(?:[•▪‣◦·–—*-]|\(?(?:\d{1,3}|[a-z])[.)])\s/u;
const NO_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}。、！？「」『』（）]/u;

interface Paragraph {
  text: string;
  first: PdfLine;
  last: PdfLine;
}

export function paragraphsOf(pages: readonly PageOfLines[]): Line[] {
  const running = runningLines(pages);
  const words = vocabulary(pages);
  const bodyLines = pages.map(({ lines }) => lines.filter((line) => !running.has(line)));
  const leading = usualLeading(bodyLines);
  const out: (Paragraph | Line)[] = [];
  let last: Paragraph | null = null;
  pages.forEach((page, number) => {
    const paragraphs = blocksOf(bodyLines[number] ?? [], leading).flatMap((block) =>
      splitBlock(block, words),
    );
    const [first] = paragraphs;
    out.push(...marginLines(page, running, 'top'));
    for (const paragraph of paragraphs) {
      if (last && (paragraph === first || isJump(last.last, paragraph.first)) && flowsOn(last, paragraph)) {
        last.text = joined(last.text, paragraph.text, words);
        last.last = paragraph.last;
      } else {
        out.push(paragraph);
        last = paragraph;
      }
    }
    out.push(...marginLines(page, running, 'bottom'));
  });
  return withHeadline(out, bodyLines);
}

const marginLines = (
  { lines, height }: PageOfLines,
  running: ReadonlySet<PdfLine>,
  margin: 'top' | 'bottom',
) =>
  lines
    .filter((line) => running.has(line) && line.y < height / 2 === (margin === 'top'))
    .map(({ text }): Line => ({ text, hint: 'boilerplate' }));

/** The distance of one line to the next, in parts of the letters' size: the median over the document. */
function usualLeading(pages: readonly (readonly PdfLine[])[]): number {
  const distances = pages.flatMap((lines) =>
    lines.slice(1).flatMap((line, i) => {
      const before = lines[i];
      const distance = before && sameSize(before, line) ? (line.y - before.y) / line.size : 0;
      return distance > 0.8 && distance < 3 ? [distance] : [];
    }),
  );
  return distances.toSorted((a, b) => a - b)[Math.floor(distances.length / 2)] ?? LEADING_USUAL;
}

/** Runs of lines of one size at the usual distance. */
function blocksOf(lines: readonly PdfLine[], leading: number): PdfLine[][] {
  const blocks: PdfLine[][] = [];
  for (const line of lines) {
    const before = blocks.at(-1)?.at(-1);
    const distance = before ? line.y - before.y : 0;
    const belongs =
      before && sameSize(before, line) && distance > 0 && distance <= leading * line.size * LEADING_TOLERANCE;
    if (belongs) blocks.at(-1)?.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

function splitBlock(block: readonly PdfLine[], words: ReadonlySet<string>): Paragraph[] {
  const edge = block.reduce((furthest, { right }) => Math.max(furthest, right), 0);
  const paragraphs: Paragraph[] = [];
  for (const line of block) {
    const open = paragraphs.at(-1);
    if (!open || beginsParagraph(open, line, edge)) {
      paragraphs.push({ text: line.text, first: line, last: line });
      continue;
    }
    open.text = joined(open.text, line.text, words);
    open.last = line;
  }
  return paragraphs;
}

function beginsParagraph({ first, last }: Paragraph, line: PdfLine, edge: number): boolean {
  if (BULLET.test(line.text)) return true;
  const isHanging = BULLET.test(first.text) && last === first;
  if (line.isRightToLeft || last.isRightToLeft) return false;
  if (line.left > last.left + INDENT * line.size && !isHanging) return true;
  // The line ended although the next word had room: somebody ended it.
  const firstWord = line.text.split(' ', 1)[0] ?? '';
  const letterWidth = (last.right - last.left) / Math.max(1, last.text.length);
  return last.right + (firstWord.length + 1) * letterWidth < edge - line.size && !DIVIDED.test(last.text);
}

/** From the foot of a column to the head of the next. */
const isJump = (from: PdfLine, to: PdfLine): boolean => to.y < from.y;

const flowsOn = (before: Paragraph, after: Paragraph): boolean =>
  sameSize(before.last, after.first) && !TERMINATED.test(before.text) && GOES_ON.test(after.text);

const sameSize = (a: PdfLine, b: PdfLine): boolean =>
  Math.abs(a.size - b.size) <= SIZE_TOLERANCE * Math.max(a.size, b.size);

/** Words as they stand inside lines, lower case, compounds whole. */
function vocabulary(pages: readonly PageOfLines[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { lines } of pages)
    for (const { text } of lines)
      for (const [word] of text.matchAll(/\p{L}+(?:[-\u2010]\p{L}+)*/gu)) words.add(word.toLowerCase());
  return words;
}

function joined(before: string, after: string, words: ReadonlySet<string>): string {
  // A word is far shorter; the rest of a long paragraph need not be searched each time.
  const start = DIVIDED.exec(before.slice(-60))?.[1];
  const end = /^\p{Ll}\p{L}*/u.exec(after.slice(0, 60))?.[0];
  if (start !== undefined && end !== undefined) {
    const isCompound = words.has(`${start}-${end}`.toLowerCase());
    return isCompound ? before + after : before.slice(0, -1) + after;
  }
  const isTight = NO_SPACES.test(before.slice(-1)) && NO_SPACES.test(after.slice(0, 1));
  return isTight ? before + after : `${before} ${after}`;
}

/** The paragraph in the largest letters of the first page, where they are clearly larger than most. */
function withHeadline(out: readonly (Paragraph | Line)[], pages: readonly (readonly PdfLine[])[]): Line[] {
  const sizes = pages
    .flat()
    .map(({ size }) => size)
    .toSorted((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const onFirstPage = new Set(pages.find((lines) => lines.length > 0));
  let headline: Paragraph | null = null;
  for (const line of out)
    if (
      'first' in line &&
      onFirstPage.has(line.first) &&
      line.first.size > (headline?.first.size ?? usual * HEADLINE_SIZE)
    )
      headline = line;
  const fits = headline && headline.text.length <= HEADLINE_LENGTH_MAX;
  return out.map((line): Line => {
    if (!('first' in line)) return line;
    return { text: line.text, hint: fits && line === headline ? 'headline' : null };
  });
}
