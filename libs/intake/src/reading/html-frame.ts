/** Every page in the frame that a browser would give it: <html> with a <head> and a <body>, and nothing beside them. */
import { parseHTML } from 'linkedom';

export function parsePage(html: string): Document {
  const hasRoot = /^<html[\s>]/i.test(html.slice(preambleLength(html)).slice(0, 6));
  const { document } = parseHTML(hasRoot ? html : `<!doctype html><html>${html}</html>`);
  const root = document.documentElement;
  root.normalize(); // the parser cuts text at every entity
  const children = [...root.childNodes];
  const head = children.find(({ nodeName }) => nodeName === 'HEAD');
  const body = children.find(({ nodeName }) => nodeName === 'BODY');
  if (!head) root.insertBefore(document.createElement('head'), root.firstChild);
  gather(children, body ?? root.appendChild(document.createElement('body')));
  return document;
}

/** What stands outside the body is text of the page to a browser; the parser leaves it where it is. */
function gather(children: readonly ChildNode[], body: Node): void {
  const first = body.firstChild;
  let isBefore = children.some((child) => child === body);
  for (const child of children) {
    if (child === body) isBefore = false;
    else if (child.nodeName !== 'HEAD') body.insertBefore(child, isBefore ? first : null);
  }
}

/** How many characters of blanks, comments, document type and XML declaration stand before the first element. */
export function preambleLength(html: string): number {
  let at = 0;
  for (;;) {
    at += /^[\s\uFEFF]*/.exec(html.slice(at, at + 1_000))?.[0].length ?? 0;
    const end = endOfDeclaration(html, at);
    if (end === null) return at;
    at = end;
  }
}

function endOfDeclaration(html: string, at: number): number | null {
  if (/\s/.test(html.charAt(at))) return at; // a long run of blanks goes on
  const isComment = html.startsWith('<!--', at);
  if (!isComment && !/^<(?:!|\?)/.test(html.slice(at, at + 2))) return null;
  const close = isComment ? '-->' : '>';
  const end = html.indexOf(close, at);
  return end < 0 ? null : end + close.length;
}
