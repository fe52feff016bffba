/** A page: all its visible text in lines, and what its markup and Readability say about each. */
import { parseHTML } from 'linkedom';
import { decodeText, unreadableCharacters } from './decode-text.ts';
import { articleLines } from './html-article.ts';
import { hintsFor } from './html-hints.ts';
import { linesOf } from './html-lines.ts';
import { pageMetadata } from './html-metadata.ts';
import { wallOf, type PageSigns } from './html-walls.ts';
import { refuse, type PartialReason, type Reading } from './reading.ts';

/** Where browsers look for a page's declaration of its encoding, bytes; some pages put a long comment first. */
const DECLARATION_WITHIN = 4_096;

/** @param charset named by whoever delivered the page */
export function readHtml(bytes: Uint8Array, charset: string | null = null): Reading {
  const decoded = decodeText(bytes, [charset, declaredEncoding(bytes)]);
  if (!decoded) return refuse('unknown-encoding');
  return readPage(decoded.text, decoded.encoding, unreadableCharacters(decoded));
}

export function readPage(
  html: string,
  encoding: string | null = null,
  warnings: readonly PartialReason[] = [],
): Reading {
  const { document } = parseHTML(wholePage(html));
  const { titles, behindPayment, ...metadata } = pageMetadata(document);
  const lines = linesOf(document.body ?? document.documentElement);
  const wall = wallOf(lines, signsOf(document));
  if (wall) return refuse(wall);
  const inArticle = articleLines(document, lines);
  const hints = hintsFor(lines, inArticle, titles);
  return {
    kind: 'read',
    mediaType: 'text/html',
    encoding,
    ...metadata,
    lines: lines.map(({ text }, i) => ({ text, hint: hints[i] ?? null })),
    warnings: [...warnings, ...partialReasons(inArticle !== null, behindPayment)],
  };
}

const signsOf = (document: Document): PageSigns => ({
  hasPassword: document.querySelector('input[type="password"]') !== null,
  hasScript: document.querySelector('script') !== null,
  withoutScript: [...document.querySelectorAll('noscript')].map(({ textContent }) => textContent).join('\n'),
});

function partialReasons(articleFound: boolean, behindPayment: boolean): PartialReason[] {
  const reasons: PartialReason[] = [];
  if (!articleFound)
    reasons.push({
      code: 'no-article-found',
      sentence: 'No article stands out on this page, so its text is taken line by line.',
    });
  if (behindPayment)
    reasons.push({
      code: 'part-behind-payment',
      sentence: 'The page says that part of the article is for subscribers only; it may be cut off.',
    });
  return reasons;
}

/** The parser leaves text outside the body where it stands; a fragment gets the frame it lacks. */
function wholePage(html: string): string {
  return /<(?:html|body|frameset)[\s>]/i.test(html)
    ? html
    : `<!doctype html><html><body>${html}</body></html>`;
}

/** From `<meta charset>`, `<meta http-equiv>` or the XML declaration, which are ASCII in every encoding that counts. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_WITHIN));
  const named =
    /<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})/i.exec(head) ??
    /^\s*<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w:.-]{1,40})/i.exec(head);
  return named?.[1] ?? null;
}
