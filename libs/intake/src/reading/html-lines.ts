/** The lines of a page as a reader sees them, whatever their place in the markup. */

/** What the markup says of all text of a line; null where it says nothing, or different things. */
export type LineRole = 'heading' | 'subheading' | 'standfirst' | 'caption' | 'metadata' | null;

export interface PageLine {
  readonly text: string;
  readonly role: LineRole;
  /** The text nodes that it is made of, those with only space left out. */
  readonly nodes: readonly Text[];
}

const BLOCKS = new Set(
  `ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BR BUTTON CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE
   FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR LEGEND LI MAIN MENU NAV OL P PRE SEARCH SECTION SUMMARY TABLE TBODY
   TEXTAREA TFOOT THEAD TR UL`.split(/\s+/),
);
/** Side by side, but not run together. */
const CELLS = new Set(['TD', 'TH', 'LABEL']);
/** Programs, styles, what other programs draw, what stands in for them, and choices of which a form shows one. */
const INVISIBLE = new Set(
  `APPLET AUDIO CANVAS DATALIST EMBED HEAD IFRAME MATH NOFRAMES NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE TITLE
   VIDEO`.split(/\s+/),
);
const HIDDEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const CAPTION_CLASS = /(?:^|[\s_-])(?:caption|(?:photo|image|picture|media)[_-]?credits?)(?=$|[\s_-])/i;
const METADATA_CLASS =
  /(?:^|[\s_-])(?:byline|dateline|timestamp|(?:post|entry|article)[_-]?meta|(?:publish(?:ed)?|pub|post(?:ed)?)[_-]?(?:date|time)|author[_-]?name)(?=$|[\s_-])/i;
const STANDFIRST_CLASS = /(?:^|[\s_-])(?:standfirst|sub-?title|sub-?head(?:line)?|dek)(?=$|[\s_-])/i;
/** Class names are chosen freely: on an element with more text than this they mean something else. */
const ROLE_LENGTH_MAX = 1_000;
const METADATA_PROPERTY = /^(?:author|datePublished|dateModified)$/i;

export const TEXT_NODE = 3;
export const ELEMENT_NODE = 1;

export function linesOf(root: Element): PageLine[] {
  const lines = new LineBuilder();
  let node: Node | null = root;
  while (node) {
    const entered: boolean = enter(node, lines);
    if (entered && node.firstChild) {
      node = node.firstChild;
      continue;
    }
    // Up to the next branch, by hand: markup may be nested deeper than calls can be.
    while (node) {
      leave(node, lines);
      if (node === root) node = null;
      else if (node.nextSibling) {
        node = node.nextSibling;
        break;
      } else node = node.parentNode;
    }
  }
  return lines.finished();
}

export const isElement = (node: Node): node is Element => node.nodeType === ELEMENT_NODE;
const isText = (node: Node): node is Text => node.nodeType === TEXT_NODE;

function enter(node: Node, lines: LineBuilder): boolean {
  if (isText(node)) lines.addText(node);
  if (!isElement(node) || isHidden(node)) return false;
  const name = node.nodeName.toUpperCase();
  if (BLOCKS.has(name)) lines.break();
  if (CELLS.has(name)) lines.add(' ');
  if (name === 'Q') lines.add('“');
  if (name === 'PRE') lines.preformatted += 1;
  lines.roles.push(roleOf(node, name) ?? lines.roles.at(-1) ?? null);
  return true;
}

function leave(node: Node, lines: LineBuilder): void {
  if (!isElement(node) || isHidden(node)) return;
  const name = node.nodeName.toUpperCase();
  if (BLOCKS.has(name)) lines.break();
  if (CELLS.has(name)) lines.add(' ');
  // The browser shows these marks, and without them somebody's words become the page's own.
  if (name === 'Q') lines.add('”');
  if (name === 'PRE') lines.preformatted -= 1;
  lines.roles.pop();
}

export const isHidden = (element: Element): boolean =>
  INVISIBLE.has(element.nodeName.toUpperCase()) ||
  element.hasAttribute('hidden') ||
  HIDDEN_STYLE.test(element.getAttribute('style') ?? '') ||
  (element.nodeName.toUpperCase() === 'DIALOG' && !element.hasAttribute('open'));

function roleOf(element: Element, name: string): LineRole {
  if (name === 'H1') return 'heading';
  if (name === 'FIGCAPTION') return 'caption';
  if (name === 'TIME' || element.getAttribute('rel') === 'author') return 'metadata';
  if (METADATA_PROPERTY.test(element.getAttribute('itemprop') ?? '')) return 'metadata';
  const byClass = roleByClass(element.getAttribute('class') ?? '');
  if (byClass && (element.textContent ?? '').length <= ROLE_LENGTH_MAX) return byClass;
  return /^H[2-6]$/.test(name) ? 'subheading' : null;
}

function roleByClass(classes: string): LineRole {
  if (CAPTION_CLASS.test(classes)) return 'caption';
  if (METADATA_CLASS.test(classes)) return 'metadata';
  if (STANDFIRST_CLASS.test(classes)) return 'standfirst';
  return null;
}

class LineBuilder {
  /** Of the open elements, the innermost last. */
  readonly roles: LineRole[] = [];
  /** How many open elements keep their line breaks. */
  preformatted = 0;
  readonly #lines: PageLine[] = [];
  #text: string[] = [];
  #nodes: Text[] = [];
  #roles = new Set<LineRole>();

  addText(node: Text): void {
    const text = node.data;
    if (!/\S/.test(text)) {
      this.#text.push(' ');
      return;
    }
    this.#roles.add(this.roles.at(-1) ?? null);
    const [first = '', ...further] = this.preformatted > 0 ? text.split('\n') : [text];
    this.#addPiece(node, first);
    for (const piece of further) {
      this.break();
      this.#roles.add(this.roles.at(-1) ?? null);
      this.#addPiece(node, piece);
    }
  }

  add(text: string): void {
    this.#text.push(text);
  }

  break(): void {
    const text = asSeen(this.#text.join(''));
    const [role, ...others] = this.#roles;
    if (text)
      this.#lines.push({ text, role: others.length === 0 ? (role ?? null) : null, nodes: this.#nodes });
    this.#text = [];
    this.#nodes = [];
    this.#roles = new Set();
  }

  finished(): PageLine[] {
    this.break();
    return this.#lines;
  }

  #addPiece(node: Text, piece: string): void {
    this.#text.push(piece);
    this.#nodes.push(node);
  }
}

/** Soft hyphens and zero-width spaces only say where a line may be broken. */
export const asSeen = (text: string): string =>
  text
    .replaceAll(/[\u00AD\u200B\uFEFF]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
