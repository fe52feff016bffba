/** A page: all its visible text in lines, and what its markup and Readability say about each. */
import { decodeText, unreadableCharacters } from './decode-text.ts';
import { articleLines } from './html-article.ts';
import { parsePage } from './html-frame.ts';
import { hintsFor } from './html-hints.ts';
import { linesOf } from './html-lines.ts';
import { pageMetadata } from './html-metadata.ts';
import { wallOf, type PageSigns } from './html-walls.ts';
import { refuse, type PartialReason, type ReadDocument, type Reading } from './reading.ts';

/** Where browsers look for a page's declaration of its encoding, bytes; some pages put a long comment first. */
const DECLARATION_WITHIN = 4_096;

/** @param charset named by whoever delivered the page */
export function readHtml(bytes: Uint8Array, charset: string | null = null): Reading {
  const decoded = decodeText(bytes, [charset, declaredEncoding(bytes)]);
  if (!decoded) return refuse('unknown-encoding');
  const reading = readPage(decoded.text);
  if (reading.kind === 'refused') return reading;
  const { encoding } = decoded;
  return { ...reading, encoding, warnings: [...unreadableCharacters(decoded), ...reading.warnings] };
}

/** A page of a site: refused if it stands before the article instead of showing it. */
export function readPage(html: string): Reading {
  const document = parsePage(html);
  const { titles, behindPayment, ...metadata } = pageMetadata(document);
  const lines = linesOf(document.body);
  const wall = wallOf(lines, signsOf(document));
  if (wall) return refuse(wall);
  const inArticle = articleLines(document, lines);
  const hints = hintsFor(lines, inArticle, titles);
  return {
    ...UNENCODED,
    ...metadata,
    lines: lines.map(({ text }, i) => ({ text, hint: hints[i] ?? null })),
    warnings: partialReasons(inArticle !== null, behindPayment),
  };
}

/** The body of a message: no article among a site's furniture, so only the markup of single lines says what they are. */
export function readMessagePage(html: string): ReadDocument {
  const document = parsePage(html);
  const { titles, behindPayment: _, ...metadata } = pageMetadata(document);
  const lines = linesOf(document.body);
  const hints = hintsFor(lines, null, titles);
  return {
    ...UNENCODED,
    ...metadata,
    lines: lines.map(({ text }, i) => ({ text, hint: hints[i] ?? null })),
    warnings: [],
  };
}

const UNENCODED = { kind: 'read', mediaType: 'text/html', encoding: null } as const;

const signsOf = (document: Document): PageSigns => ({
  hasPassword: document.querySelector('input[type="password"]') !== null,
  hasScript: document.querySelector('script:not([type="application/ld+json"])') !== null,
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

/** From `<meta charset>`, `<meta http-equiv>` or the XML declaration, which are ASCII in every encoding that counts. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_WITHIN));
  const named =
    /<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})/i.exec(head) ??
    /^\s*<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w:.-]{1,40})/i.exec(head);
  return named?.[1] ?? null;
}
