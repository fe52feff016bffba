/** Which text of a page belongs to its article, as Readability judges it. */
import { Readability } from '@mozilla/readability';
import type { PageLine } from './html-lines.ts';

const MARK = 'data-text';
/** Characters below which Readability tries again with weaker rules. */
const ARTICLE_LENGTH_WANTED = 250;
/** Elements beyond which a page is no article; judging takes more than linear time. */
const ELEMENTS_MAX = 100_000;
/** Elements inside each other beyond which it is none either: judging takes the cube of it. News pages have some forty. */
const DEPTH_MAX = 150;

/**
 * @param lines of `document`, which is changed and good for nothing afterwards
 * @returns for each line whether most of its characters are in the article; null when no article was found
 */
export function articleLines(document: Document, lines: readonly PageLine[]): boolean[] | null {
  if (document.querySelectorAll('*').length > ELEMENTS_MAX || isDeep(document.body)) return null;
  const nodes = [...new Set(lines.flatMap((line) => line.nodes))];
  nodes.forEach((node, i) => mark(document, node, i));
  const article = new Readability<Element>(document, {
    charThreshold: ARTICLE_LENGTH_WANTED,
    // Its own form would be HTML, to be parsed again.
    serializer: (content) => content as Element, // linkedom's nodes; Readability hands on what it was given
  }).parse();
  if (!article?.content) return null;
  const kept = new Set<Text>();
  for (const element of article.content.querySelectorAll(`[${MARK}]`)) {
    const node = nodes[Number(element.getAttribute(MARK) ?? -1)];
    if (node) kept.add(node);
  }
  return lines.map(
    (line) => lengthOf(line.nodes.filter((node) => kept.has(node))) * 2 > lengthOf(line.nodes),
  );
}

const lengthOf = (nodes: readonly Text[]): number =>
  nodes.reduce((sum, { data }) => sum + data.trim().length, 0);

function isDeep(root: Element): boolean {
  let depth = 0;
  let node: Element = root;
  for (;;) {
    if (node.firstElementChild) {
      node = node.firstElementChild;
      depth += 1;
      if (depth > DEPTH_MAX) return true;
      continue;
    }
    while (node !== root && !node.nextElementSibling && node.parentElement) {
      node = node.parentElement;
      depth -= 1;
    }
    if (node === root || !node.nextElementSibling) return false;
    node = node.nextElementSibling;
  }
}

/** On the parent if the text is all it has, else on a wrapper: what is marked survives Readability's moving and renaming. */
function mark(document: Document, node: Text, number: number): void {
  const parent = node.parentElement;
  if (!parent) return;
  if (!node.previousSibling && !node.nextSibling && parent.nodeName !== 'BODY') {
    parent.setAttribute(MARK, String(number));
    return;
  }
  const wrapper = document.createElement('span');
  wrapper.setAttribute(MARK, String(number));
  parent.replaceChild(wrapper, node);
  wrapper.append(node);
}
