/** "According to a letter by Jane Doe": what the document says is what its author says. */
import { phraseAfter } from './noun-phrases.ts';
import type { Phrase } from './phrase.ts';
import type { Token } from './tokens.ts';

/** What one person writes or says in his own name; a report or a study may stand for a body. */
const PERSONAL =
  /^(?:letter|email|e-mail|memo|note|speech|diary|article|message|post|statement|testimony|book|affidavit|blog|text)$/;

/** The named person who wrote the document, and the document without the name. */
export function authored(
  tokens: readonly Token[],
  { head, noun, isName, ...rest }: Phrase,
): { author: Phrase; document: Phrase } | null {
  if (isName || !PERSONAL.test(noun?.singular ?? '') || tokens[head + 1]?.lower !== 'by') return null;
  const author = phraseAfter(tokens, head + 2);
  const isPerson = author?.isName && !author.isPlace && (author.noun === null || author.noun.kind === 'role');
  // "By Varnholm": a single word may be anything.
  if (!isPerson || author.nameTo - author.nameFrom < 2) return null;
  return { author, document: { ...rest, head, noun, isName, to: head + 1, nameTo: head + 1 } };
}
