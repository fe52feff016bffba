/** The paragraphs of one part of a Word document, as they print: without what is deleted, hidden or a field's code. */
import { asSeen } from './html-lines.ts';
import { readXml } from './xml.ts';

export interface WordParagraph {
  readonly text: string;
  /** The style's name, lower case, in English whatever the language of the program: "heading 1". */
  readonly style: string | null;
}

/** Names by id; ids are translated by the program, names are not. */
export type WordStyles = ReadonlyMap<string, string>;

/** Deleted, moved away, or a second drawing of the same for old programs. */
const LEFT_OUT = new Set(['w:del', 'w:moveFrom', 'mc:Fallback']);
const IN_TEXT: Readonly<Record<string, string>> = {
  'w:tab': ' ',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '\u2011',
};
const OFF = /^(?:0|false|off)$/;

export function readWordStyles(xml: string): WordStyles {
  const names = new Map<string, string>();
  let id: string | null = null;
  readXml(xml, {
    open(name, attributes) {
      if (name === 'w:style') id = attributes['w:styleId'] ?? null;
      if (name === 'w:name' && id !== null) names.set(id, (attributes['w:val'] ?? '').toLowerCase());
    },
    close: (name) => name === 'w:style' && (id = null),
  });
  return names;
}

export function readWordParagraphs(xml: string, styles: WordStyles): WordParagraph[] {
  const reader = new ParagraphReader(styles);
  readXml(xml, reader);
  return reader.paragraphs;
}

interface Row {
  readonly paragraphs: WordParagraph[];
  paragraphsInCell: number;
  /** No cell holds more than one paragraph: the row reads as one line. */
  isOneLine: boolean;
}

class ParagraphReader {
  readonly paragraphs: WordParagraph[] = [];
  /** Open paragraphs, the innermost last: a text box stands inside the paragraph it is anchored to. */
  readonly #open: { text: string[]; style: string | null }[] = [];
  readonly #rows: Row[] = [];
  readonly #styles: WordStyles;
  #leftOut = 0;
  #inText = false;
  #inRun = false;
  #isHidden = false;

  constructor(styles: WordStyles) {
    this.#styles = styles;
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (LEFT_OUT.has(name)) this.#leftOut += 1;
    if (this.#leftOut > 0) return;
    const value = attributes['w:val'] ?? '';
    const paragraph = this.#open.at(-1);
    if (name === 'w:p') this.#open.push({ text: [], style: null });
    else if (name === 'w:pStyle' && paragraph) paragraph.style = this.#styles.get(value) ?? null;
    else if (name === 'w:r') [this.#inRun, this.#isHidden] = [true, false];
    else if (name === 'w:vanish' && this.#inRun) this.#isHidden = !OFF.test(value);
    else if (name === 'w:t') this.#inText = true;
    else if (name === 'w:tr') this.#rows.push({ paragraphs: [], paragraphsInCell: 0, isOneLine: true });
    else if (name === 'w:tc') this.#startCell();
    else if (this.#inRun && name in IN_TEXT) this.#add(IN_TEXT[name] ?? '');
  };

  readonly text = (text: string): void => {
    if (this.#inText && this.#leftOut === 0) this.#add(text);
  };

  readonly close = (name: string): void => {
    if (LEFT_OUT.has(name)) this.#leftOut -= 1;
    else if (this.#leftOut > 0) return;
    else if (name === 'w:t') this.#inText = false;
    else if (name === 'w:r') this.#inRun = false;
    else if (name === 'w:p') this.#endParagraph();
    else if (name === 'w:tr') this.#endRow();
  };

  #add(text: string): void {
    if (!this.#isHidden) this.#open.at(-1)?.text.push(text);
  }

  #startCell(): void {
    const row = this.#rows.at(-1);
    if (row) row.paragraphsInCell = 0;
  }

  #endParagraph(): void {
    const paragraph = this.#open.pop();
    if (!paragraph) return;
    for (const line of paragraph.text.join('').split('\n')) {
      const text = asSeen(line);
      if (text) this.#emit({ text, style: paragraph.style });
    }
  }

  #emit(paragraph: WordParagraph): void {
    const row = this.#rows.at(-1);
    if (!row) {
      this.paragraphs.push(paragraph);
      return;
    }
    row.paragraphs.push(paragraph);
    row.paragraphsInCell += 1;
    if (row.paragraphsInCell > 1) row.isOneLine = false;
  }

  #endRow(): void {
    const row = this.#rows.pop();
    if (!row || row.paragraphs.length === 0) return;
    if (!row.isOneLine) row.paragraphs.forEach((paragraph) => this.#emit(paragraph));
    else this.#emit({ text: row.paragraphs.map(({ text }) => text).join(' '), style: null });
  }
}
