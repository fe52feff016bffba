/** The lines of a PDF's page: pieces of text put together by where they stand. Lengths are in points, 1/72 inch. */
import { asSeen } from './html-lines.ts';

/** What pdf.js tells of a piece of text; its matrix ends in the place of the baseline's start, from the page's bottom left. */
export interface TextPiece {
  readonly str: string;
  readonly dir: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly hasEOL: boolean;
}

export interface PdfLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Of the baseline, from the top of the page. */
  readonly y: number;
  /** Of the largest letters. */
  readonly size: number;
  readonly isRightToLeft: boolean;
}

export interface PageOfLines {
  readonly height: number;
  readonly lines: readonly PdfLine[];
}

/** Parts of the letters' size. */
const SAME_LINE = 0.5;
const WORD_GAP = 0.2;
const BACKWARDS = 0.8;

export function pageLines(pieces: readonly TextPiece[], height: number): PageOfLines {
  const lines: PdfLine[] = [];
  let open: OpenLine | null = null;
  const close = () => {
    const line = open?.finished();
    if (line) lines.push(line);
    open = null;
  };
  for (const piece of pieces) {
    if (piece.str !== '') {
      const placed = place(piece, height);
      if (open && !(open as OpenLine).takes(placed)) close(); // the closure's assignments are not seen by the compiler
      open ??= new OpenLine(placed);
      (open as OpenLine).add(placed);
    }
    if (piece.hasEOL) close();
  }
  close();
  return { height, lines };
}

interface Placed {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  readonly isRightToLeft: boolean;
}

function place({ str, dir, transform, width }: TextPiece, height: number): Placed {
  const [, , c = 0, d = 0, left = 0, bottom = 0] = transform;
  const size = Math.hypot(c, d) || 1;
  return { text: str, left, right: left + width, y: height - bottom, size, isRightToLeft: dir === 'rtl' };
}

class OpenLine {
  #text = '';
  #left: number;
  #right: number;
  #y: number;
  #size: number;
  #rightToLeft = 0;

  constructor({ left, y, size }: Placed) {
    [this.#left, this.#right, this.#y, this.#size] = [left, left, y, size];
  }

  takes({ text, left, y, size, isRightToLeft }: Placed): boolean {
    // Raised and lowered figures belong to their line.
    if (Math.abs(y - this.#y) > SAME_LINE * Math.max(size, this.#size)) return false;
    const goesBack = left < this.#right - BACKWARDS * Math.max(size, this.#size);
    return !goesBack || isRightToLeft || this.#rightToLeft > 0 || !/\S/.test(text);
  }

  add({ text, left, right, y, size, isRightToLeft }: Placed): void {
    const isBlank = !/\S/.test(text);
    const gap = isRightToLeft ? this.#left - right : left - this.#right;
    if (this.#text !== '' && gap > WORD_GAP * size) this.#text += ' ';
    this.#text += text;
    if (isBlank) return;
    if (isRightToLeft) this.#rightToLeft += 1;
    if (size > this.#size) [this.#size, this.#y] = [size, y];
    this.#left = Math.min(this.#left, left);
    this.#right = Math.max(this.#right, right);
  }

  finished(): PdfLine | null {
    const text = asSeen(this.#text.replaceAll('\u00AD', '-'));
    if (text === '') return null;
    return {
      text,
      left: this.#left,
      right: this.#right,
      y: this.#y,
      size: this.#size,
      isRightToLeft: this.#rightToLeft > 0,
    };
  }
}
