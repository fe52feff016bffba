/** Whose words a document holds: "according to a letter by Jane Doe", "the cables detail her pleas to close it". */
import { phraseAfter } from './noun-phrases.ts';
import { has, isKnown, type Phrase } from './phrase.ts';
import type { Frame } from './sources.ts';
import { NOT_IN_OBJECT } from './speech-nouns.ts';
import type { Token } from './tokens.ts';

/** What one person writes or says in his own name; a report or a study may stand for a body. */
const PERSONAL =
  /^(?:letter|email|e-mail|memo|note|speech|diary|article|message|post|statement|testimony|confession|book|affidavit|blog|text)$/;

/** The named person who wrote the document, and the document without the name. `isPerson`: of whom the text has told before. */
export function authored(
  tokens: readonly Token[],
  phrase: Phrase,
  isPerson: (name: Phrase) => boolean,
): { author: Phrase; document: Phrase } | null {
  const { head, noun, isName } = phrase;
  if (isName || tokens[head + 1]?.lower !== 'by' || !PERSONAL.test(noun?.singular ?? '')) return null;
  const author = phraseAfter(tokens, head + 2);
  if (!author?.isName || author.isPlace || !(author.noun === null || author.noun.kind === 'role'))
    return null;
  // "By Varnholm": a single word may be anything.
  if (author.nameTo - author.nameFrom < 2 && !isPerson(author)) return null;
  return { author, document: { ...phrase, to: head + 1, nameTo: head + 1 } };
}

const VOICED =
  /^(?:speech(?:es)?|testimon(?:y|ies)|repl(?:y|ies)|(?:admission|answer|appeal|call|comment|complaint|confession|demand|denial|e-?mail|instruction|letter|objection|order|plea|pledge|promise|remark|statement|threat|warning)s?)$/;
/** In tokens: "a private, undated speech". */
const FURTHEST_VOICED = 6;

/** "The tapes revealed a speech by the minister confirming …": whoever says in the document what it is quoted for. */
export function voicedIn(tokens: readonly Token[], { speaker, cue, place }: Frame): Phrase | null {
  if (speaker.noun?.kind !== 'document' || place !== 'before') return null;
  for (let at = cue + 1; at <= cue + FURTHEST_VOICED; at += 1) {
    if (!tokens[at] || has(tokens[at], NOT_IN_OBJECT)) return null;
    if (!VOICED.test(tokens[at]?.lower ?? '') || !/^(?:by|from)$/.test(tokens[at + 1]?.lower ?? '')) continue;
    const author = phraseAfter(tokens, at + 2);
    const isSomebody = author && isKnown(author) && !author.isPronoun && author.noun?.kind !== 'document';
    return isSomebody && tellsWhat(tokens, author.to) ? author : null;
  }
  return null;
}

/** "From Jane Doe, the head of the port, | to close it", but not "from residents about noise". */
function tellsWhat(tokens: readonly Token[], end: number): boolean {
  const aside = tokens[end]?.text === ',' ? tokens.findIndex(({ text }, at) => at > end && text === ',') : -1;
  const next = tokens[aside === -1 ? end : aside + 1];
  const isSaying = next?.verbs.some(({ form }) => form === 'ing') === true;
  return isSaying || /^(?:to|that|:)$/.test(next?.lower ?? '');
}
